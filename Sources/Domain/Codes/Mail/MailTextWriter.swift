/// Writes what a mail program would show of a stream of tags and text.
struct MailTextWriter {
    private struct Element {
        let name: String
        let look: MailLook
    }

    private(set) var text = TextRun(limit: InboundMessage.textLimit)
    private(set) var emphasis = TextRun(limit: 4096)
    private var open: [Element] = []
    /// How often each name stands in `open`, so that a stray end tag costs nothing.
    private var counts: [String: Int] = [:]
    /// Elements below the deepest one that is kept; they look like that one.
    private var tooDeep = 0

    private static let depthLimit = 256

    var isFull: Bool { text.isFull }

    mutating func write(_ piece: MailMarkup.Piece) {
        switch piece {
        case .text(let characters): write(characters)
        case .open(let tag): begin(tag)
        case .close(let name): end(name)
        }
    }

    private mutating func write(_ characters: String) {
        let look = open.last?.look ?? MailLook()
        guard look.isShown else { return }
        text.append(characters)
        look.isEmphasised ? emphasis.append(characters) : emphasis.breakLine()
    }

    private mutating func begin(_ tag: MailTag) {
        while tooDeep == 0, let last = open.last, tag.ends(last.name) { pop() }
        separate(tag.name)
        if tag.name == "br" { text.addLine() }
        guard !tag.isVoid else { return }
        guard open.count < Self.depthLimit else {
            tooDeep += 1
            return
        }
        let look = open.last?.look ?? MailLook()
        open.append(Element(name: tag.name, look: look.inside(tag)))
        counts[tag.name, default: 0] += 1
    }

    private mutating func end(_ name: String) {
        separate(name)
        guard tooDeep == 0 else {
            tooDeep -= 1
            return
        }
        guard counts[name, default: 0] > 0 else { return }
        while let last = open.last {
            pop()
            if last.name == name { break }
        }
    }

    private mutating func pop() {
        guard let last = open.popLast() else { return }
        counts[last.name, default: 0] -= 1
    }

    private mutating func separate(_ name: String) {
        if MailTag.isBlock(name) {
            text.breakLine()
            emphasis.breakLine()
        }
        if MailTag.isCell(name) {
            text.addSpace()
            emphasis.addSpace()
        }
    }
}
