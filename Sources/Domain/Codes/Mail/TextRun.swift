/// Text that grows up to a limit, without runs of spaces and with at most one blank line between lines.
struct TextRun {
    private(set) var string = ""
    /// In bytes.
    private let limit: Int
    private var hasSpace = false
    private var lineEnds = 0

    init(limit: Int) { self.limit = limit }

    /// The next character did not fit; nothing is taken any more.
    private(set) var isFull = false

    mutating func append(_ characters: String) {
        for scalar in characters.unicodeScalars where !isFull {
            if scalar.properties.isWhitespace || scalar.properties.generalCategory == .control {
                hasSpace = true
            } else {
                append(scalar)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar) {
        let gap = string.isEmpty ? "" : lineEnds > 0 ? String(repeating: "\n", count: lineEnds) : hasSpace ? " " : ""
        guard string.utf8.count + gap.utf8.count + scalar.utf8.count <= limit else {
            isFull = true
            return
        }
        string += gap
        string.unicodeScalars.append(scalar)
        (lineEnds, hasSpace) = (0, false)
    }

    /// A word ends here.
    mutating func addSpace() { hasSpace = true }

    /// A line ends here, if one has begun.
    mutating func breakLine() { lineEnds = max(lineEnds, 1) }

    /// A line ends here, and a second time leaves a blank one.
    mutating func addLine() { lineEnds = min(lineEnds + 1, 2) }
}
