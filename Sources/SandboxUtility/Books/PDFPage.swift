/// Draws one US letter page (612 × 792 points, the origin at the lower left) and writes it as a PDF 1.4 file.
struct PDFPage: Sendable {
    enum Face: String, Sendable { case regular = "F1", bold = "F2" }

    /// Red, green and blue, 0 to 1.
    struct Ink: Sendable {
        let red: Double
        let green: Double
        let blue: Double

        static let black = Ink(red: 0, green: 0, blue: 0)
        static let white = Ink(red: 1, green: 1, blue: 1)
        static let grey = Ink(red: 0.42, green: 0.42, blue: 0.42)

        fileprivate var operands: String { [red, green, blue].map(PDFPage.number).joined(separator: " ") }
    }

    private var content = ""
    private let title: String

    init(title: String) { self.title = title }

    mutating func text(
        _ text: String, at x: Double, _ y: Double, size: Double = 9.5, face: Face = .regular, ink: Ink = .black
    ) {
        content += "BT /\(face.rawValue) \(Self.number(size)) Tf \(ink.operands) rg "
        content += "\(Self.number(x)) \(Self.number(y)) Td (\(Self.literal(text))) Tj ET\n"
    }

    /// Text that ends at `x`.
    mutating func textEnding(
        _ text: String, at x: Double, _ y: Double, size: Double = 9.5, face: Face = .regular, ink: Ink = .black
    ) {
        self.text(text, at: x - Self.width(of: text, size: size), y, size: size, face: face, ink: ink)
    }

    mutating func line(
        from start: (x: Double, y: Double), to end: (x: Double, y: Double), ink: Ink, width: Double = 0.6
    ) {
        content += "\(ink.operands) RG \(Self.number(width)) w \(Self.number(start.x)) \(Self.number(start.y)) m "
        content += "\(Self.number(end.x)) \(Self.number(end.y)) l S\n"
    }

    mutating func box(x: Double, y: Double, width: Double, height: Double, ink: Ink) {
        content += "\(ink.operands) rg \(Self.number(x)) \(Self.number(y)) "
        content += "\(Self.number(width)) \(Self.number(height)) re f\n"
    }

    /// The finished file: header, objects, cross-reference table with byte offsets, trailer (ISO 32000-1, 7.5).
    var bytes: [UInt8] {
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R >>",
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R "
                + "/Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            "<< /Length \(content.utf8.count) >>\nstream\n\(content)endstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold /Encoding /WinAnsiEncoding >>",
            "<< /Title (\(Self.literal(title))) >>",
        ]
        var file: [UInt8] = Array("%PDF-1.4\n%".utf8) + [0xe2, 0xe3, 0xcf, 0xd3, 0x0a]
        var offsets: [Int] = []
        for (index, object) in objects.enumerated() {
            offsets.append(file.count)
            file += Array("\(index + 1) 0 obj\n\(object)\nendobj\n".utf8)
        }
        let table = file.count
        file += Array("xref\n0 \(objects.count + 1)\n0000000000 65535 f \n".utf8)
        for offset in offsets {
            let digits = String(offset)
            file += Array("\(String(repeating: "0", count: 10 - digits.count))\(digits) 00000 n \n".utf8)
        }
        file += Array("trailer\n<< /Size \(objects.count + 1) /Root 1 0 R /Info 7 0 R >>\n".utf8)
        file += Array("startxref\n\(table)\n%%EOF\n".utf8)
        return file
    }

    /// A string in parentheses holds ASCII; other Latin-1 characters become octal escapes, the rest a question mark.
    private static func literal(_ text: String) -> String {
        var literal = ""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x28, 0x29, 0x5c: literal += "\\" + String(scalar)
            case 0x20...0x7e: literal.unicodeScalars.append(scalar)
            case 0xa0...0xff: literal += "\\" + String(scalar.value, radix: 8)
            default: literal += "?"
            }
        }
        return literal
    }

    /// Two decimals, never an exponent.
    private static func number(_ value: Double) -> String {
        let hundredths = Int((value * 100).rounded())
        let part = abs(hundredths % 100)
        return "\(hundredths < 0 ? "-" : "")\(abs(hundredths / 100)).\(part < 10 ? "0" : "")\(part)"
    }

    /// The length of a text in points. The bold face is measured as the regular one; its digits are as wide.
    private static func width(of text: String, size: Double) -> Double {
        let thousandths = text.unicodeScalars.reduce(0) { sum, scalar in
            let place = Int(scalar.value) - 0x20
            return sum + (advances.indices.contains(place) ? advances[place] : 556)
        }
        return Double(thousandths) * size / 1_000
    }

    /// Advance widths of Helvetica in thousandths of the size, from the space to the tilde (Adobe's font metrics).
    private static let advances = [
        278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278,
        556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556,
        1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
        667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556,
        333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556,
        556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
    ]
}
