public import Domain
import Foundation
public import Ports

/// Draws QR codes with `qrencode` (Debian: qrencode), which runs as a limited program and reads the text from a file without a
/// name: an argument would be seen by everybody on the machine.
public struct QREncoder: QRDrawing {
    private let program: LimitedProgram?

    /// - Parameter path: The program; without it nothing is drawn.
    public init(path: String = QREncoder.usualPath) {
        program = LimitedProgram(path, arguments: ["--type=SVG", "--svg-path", "--level=M", "--size=8", "--output=-"])
    }

    public static let usualPath = "/usr/bin/qrencode"

    /// The longest text: what a code of level M holds, and more than any link has.
    static let limit = 2000

    /// Whether the program is there.
    public var isAvailable: Bool { program != nil }

    public func draw(_ text: Secret<String>) async -> String? {
        let bytes = Array(text.exposed.utf8)
        guard let program, (1...Self.limit).contains(bytes.count) else { return nil }
        guard let ending = await program.run(over: bytes, .init(memory: 256 << 20, output: 262_144)), ending.status == 0
        else { return nil }
        let drawing = String(decoding: ending.output, as: UTF8.self)
        // The head names an encoding and a program; a picture inside a page needs neither.
        guard let start = drawing.range(of: "<svg"), drawing.hasSuffix("</svg>\n") || drawing.hasSuffix("</svg>") else {
            return nil
        }
        // Pages forbid inline styles, in the pictures that they hold too.
        return String(drawing[start.lowerBound...]).replacing(
            "style=\"stroke:#000000\"", with: "stroke=\"#000000\" shape-rendering=\"crispEdges\"")
    }
}
