public import Domain
import Foundation
public import Ports

/// Reads QR codes with `zbarimg` (Debian: zbar-tools), which runs as a limited program over each picture.
public struct ZBarReader: QRReading {
    private let program: LimitedProgram?

    /// - Parameter path: The program; without it every picture is `.unavailable`.
    public init(path: String = ZBarReader.usualPath) {
        program = LimitedProgram(
            path, arguments: ["--quiet", "--nodbus", "--raw", "-Sdisable", "-Sqrcode.enable"],
            environment: Self.bounds)
    }

    public static let usualPath = "/usr/bin/zbarimg"

    /// Whether the program is there.
    public var isAvailable: Bool { program != nil }

    /// What ImageMagick, which unpacks the picture, may use: a small file can hold a huge picture.
    private static let bounds = [
        "MAGICK_MEMORY_LIMIT": "256MiB", "MAGICK_MAP_LIMIT": "0", "MAGICK_DISK_LIMIT": "0",
        "MAGICK_WIDTH_LIMIT": "8KP", "MAGICK_HEIGHT_LIMIT": "8KP", "MAGICK_THREAD_LIMIT": "1",
        "MAGICK_TIME_LIMIT": "5",
    ]

    public func read(_ picture: [UInt8]) async throws(QRReadingFailure) -> Secret<String> {
        guard picture.count <= QRReadingFailure.sizeLimit else { throw .tooLarge }
        guard let kind = PictureKind(picture) else { throw .notAPicture }
        guard let program else { throw .unavailable }
        // The prefix keeps ImageMagick from guessing a format that nobody allowed.
        guard let ending = await program.with("\(kind.rawValue):-").run(over: picture) else {
            throw .unreadable
        }
        let texts = String(decoding: ending.output, as: UTF8.self).split(whereSeparator: \.isNewline)
        guard let text = texts.first else { throw .noCode }
        guard texts.count == 1 else { throw .severalCodes }
        return Secret(String(text))
    }
}
