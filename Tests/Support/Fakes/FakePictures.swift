public import Domain
public import Ports

/// Reads "pictures" that are their own text.
public struct FakePictures: QRReading {
    public init() {}

    public func read(_ picture: [UInt8]) async throws(QRReadingFailure) -> Secret<String> {
        let text = String(decoding: picture, as: UTF8.self)
        switch text {
        case "nothing": throw .noCode
        case "two": throw .severalCodes
        case "broken": throw .unreadable
        case "none": throw .unavailable
        default: break
        }
        guard picture.count <= QRReadingFailure.sizeLimit else { throw .tooLarge }
        guard text.hasPrefix("otpauth") || text.hasPrefix("https") else { throw .notAPicture }
        return Secret(text)
    }
}
