public import Domain

/// Reads QR codes out of pictures that people upload.
public protocol QRReading: Sendable {
    /// What the one QR code in a picture says.
    ///
    /// - Parameter picture: PNG or JPEG, at most `QRReadingFailure.sizeLimit` bytes. It is hostile, and is not kept.
    func read(_ picture: [UInt8]) async throws(QRReadingFailure) -> Secret<String>
}

/// Why a picture tells nothing.
public enum QRReadingFailure: Error, Sendable, CaseIterable {
    /// Neither PNG nor JPEG.
    case notAPicture
    case tooLarge
    /// No QR code was found in it.
    case noCode
    /// More than one was found: nobody can say which is meant.
    case severalCodes
    /// Reading took too long or broke off.
    case unreadable
    /// This installation has no program that reads pictures.
    case unavailable

    /// Bytes of a picture.
    public static let sizeLimit = 5 << 20
}
