import Crypto
import Domain
import Foundation

/// A key ring as text: one `id base64key created` per line, oldest first; the line of the fingerprint key begins with
/// `fingerprint`. Empty lines and lines that begin with `#` are skipped.
extension KeyRing {
    /// The most that is read from a file or a command, in bytes.
    static let sizeLimit = 65_536

    /// - Parameter source: The file or command the text came from, named in errors.
    init(text: String, source: String) throws(VaultError) {
        var entries: [Entry] = []
        var fingerprintKey: Entry?
        for (offset, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let trimmed = line.trimmingCharacters(in: .whitespaces)
            if trimmed.isEmpty || trimmed.hasPrefix("#") { continue }
            guard let entry = Entry(line: trimmed) else { throw .malformedLine(source: source, line: offset + 1) }
            let isRepeated =
                entry.isFingerprintKey ? fingerprintKey != nil : entries.contains { $0.id == entry.id }
            guard !isRepeated else { throw .duplicateKey(source: source, line: offset + 1) }
            if entry.isFingerprintKey { fingerprintKey = entry } else { entries.append(entry) }
        }
        guard let newest = entries.popLast() else { throw .noKeys(source: source) }
        guard let fingerprintKey else { throw .noFingerprintKey(source: source) }
        self.init(older: entries, newest: newest, fingerprintKey: fingerprintKey)
    }

    /// The ring as a file holds it.
    var text: Secret<String> {
        let header = """
            # Tieline key ring: opens every stored secret. Keep a copy apart from the database; never change a line.

            """
        return Secret(header + ([fingerprintKey] + entries).map { $0.line.exposed + "\n" }.joined())
    }
}

extension KeyRing.Entry {
    var isFingerprintKey: Bool { id == Self.fingerprintWord }

    /// Reads `id base64key created`; anything else is nil.
    init?(line: String) {
        let words = line.split(whereSeparator: \.isWhitespace).map(String.init)
        guard words.count == 3, Self.isID(words[0]), words[2].utf8.count <= 40,
            let bytes = Data(base64Encoded: words[1]), bytes.count == 32
        else { return nil }
        self.init(id: words[0], key: Secret(SymmetricKey(data: bytes)), created: words[2])
    }

    var line: Secret<String> { key.bytes.map { "\(id) \(Data($0).base64EncodedString()) \(created)" } }

    /// Lower-case letters, digits and hyphens, at most 32: an id stands in the header of what it wraps.
    private static func isID(_ word: String) -> Bool {
        (1...32).contains(word.utf8.count)
            && word.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 }
    }
}
