import Foundation

/// Pictures as people upload them.
enum PictureSample: String {
    /// An authenticator's QR code, made with `qrencode`, and the same as a JPEG of low quality.
    case authenticator = "authenticator.png"
    case authenticatorJPEG = "authenticator.jpg"
    /// Two QR codes.
    case two = "two.png"
    /// Nothing but white.
    case blank = "blank.png"
    /// A few kilobytes that claim to be 30,000 by 30,000 points.
    case bomb = "bomb.png"

    func bytes() throws -> [UInt8] {
        let folder = Bundle.module.resourceURL ?? Bundle.module.bundleURL
        return [UInt8](try Data(contentsOf: folder.appending(path: "Samples/\(rawValue)")))
    }
}
