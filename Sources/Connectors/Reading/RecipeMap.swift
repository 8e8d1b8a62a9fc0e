import Yams

/// Collects the mistakes of one recipe while it is read.
final class RecipeNotes {
    private(set) var problems: [RecipeProblem] = []

    func add(_ message: String, at line: Int) { problems.append(RecipeProblem(line: line, message: message)) }
}

/// A mapping of the document. Each question notes its own mistake and answers nil, so that reading goes on and one pass
/// finds every mistake.
struct RecipeMap {
    /// Named in messages: `the recipe`, `page login`.
    let name: String
    let line: Int
    let notes: RecipeNotes
    private let entries: [(key: String, line: Int, node: Node)]

    /// Notes keys that are not allowed; no list allows every key. Nil when the node is no mapping.
    init?(_ node: Node, name: String, allowed: [String], line: Int, notes: RecipeNotes) {
        guard case .mapping(let mapping) = node else {
            notes.add("\(name) must be a mapping with \(Self.list(allowed))", at: node.mark?.line ?? line)
            return nil
        }
        self.name = name
        self.line = line
        self.notes = notes
        entries = mapping.map { ($0.key.string ?? "", $0.key.mark?.line ?? line, $0.value) }
        for entry in entries where !allowed.contains(entry.key) && !allowed.isEmpty {
            notes.add("unknown key \"\(entry.key)\" in \(name); it takes \(Self.list(allowed))", at: entry.line)
        }
    }

    /// The keys in the order of the file.
    var keys: [(key: String, line: Int)] { entries.map { ($0.key, $0.line) } }

    func has(_ key: String) -> Bool { entries.contains { $0.key == key } }

    func line(of key: String) -> Int { entries.first { $0.key == key }?.line ?? line }

    func node(_ key: String) -> Node? { entries.first { $0.key == key }?.node }

    func requiredNode(_ key: String, example: String) -> Node? {
        if let node = node(key) { return node }
        notes.add("\(name) lacks \"\(key)\"; write \(key): \(example)", at: line)
        return nil
    }

    func optionalText(_ key: String) -> String? {
        guard let node = node(key) else { return nil }
        return text(in: node, key: key)
    }

    func text(_ key: String, example: String) -> String? {
        requiredNode(key, example: example).flatMap { text(in: $0, key: key) }
    }

    /// One text or a list of texts.
    func texts(_ key: String) -> [String]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let sequence) = node else { return text(in: node, key: key).map { [$0] } }
        guard !sequence.isEmpty else {
            notes.add("\"\(key)\" in \(name) is an empty list; write at least one text", at: line(of: key))
            return nil
        }
        return sequence.compactMap { text(in: $0, key: key) }
    }

    func integers(_ key: String, in range: ClosedRange<Int>) -> [Int]? {
        texts(key)?.compactMap { text in
            guard let number = Int(text), range.contains(number) else {
                notes.add(
                    "\"\(key)\" in \(name) must be a whole number from \(range.lowerBound) to \(range.upperBound)",
                    at: line(of: key))
                return nil
            }
            return number
        }
    }

    func integer(_ key: String, in range: ClosedRange<Int>) -> Int? { integers(key, in: range)?.first }

    /// One of a fixed set of words.
    func choice<Choice: RawRepresentable & CaseIterable>(
        _ key: String, of type: Choice.Type
    ) -> Choice? where Choice.RawValue == String {
        guard let text = optionalText(key) else { return nil }
        if let choice = Choice(rawValue: text) { return choice }
        let words = Choice.allCases.map(\.rawValue)
        notes.add("\"\(key)\" in \(name) is \"\(text)\"; it takes \(Self.list(words))", at: line(of: key))
        return nil
    }

    func map(_ key: String, allowed: [String]) -> RecipeMap? {
        guard let node = node(key) else { return nil }
        return RecipeMap(node, name: "\(key) in \(name)", allowed: allowed, line: line(of: key), notes: notes)
    }

    /// The items of a list with their lines.
    func items(_ key: String) -> [(node: Node, line: Int)]? {
        guard let node = node(key) else { return nil }
        guard case .sequence(let sequence) = node else {
            notes.add("\"\(key)\" in \(name) must be a list, each item after \"- \"", at: line(of: key))
            return nil
        }
        return sequence.map { ($0, $0.mark?.line ?? line(of: key)) }
    }

    static func list(_ words: [String]) -> String {
        guard let last = words.last, words.count > 1 else { return words.first ?? "nothing" }
        return words.dropLast().joined(separator: ", ") + " or " + last
    }

    private func text(in node: Node, key: String) -> String? {
        let line = node.mark?.line ?? line(of: key)
        guard case .scalar(let scalar) = node else {
            notes.add("\"\(key)\" in \(name) must be a text", at: line)
            return nil
        }
        guard !scalar.string.isEmpty else {
            notes.add("\"\(key)\" in \(name) is empty", at: line)
            return nil
        }
        guard scalar.string.count <= 2_000, !scalar.string.unicodeScalars.contains(where: { $0.value < 32 }) else {
            notes.add("\"\(key)\" in \(name) is too long or holds control characters", at: line)
            return nil
        }
        return scalar.string
    }
}
