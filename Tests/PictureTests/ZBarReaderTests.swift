import Domain
import Foundation
import Pictures
import Ports
import Testing

@Suite("Reading QR codes", .enabled(if: ZBarReader().isAvailable))
struct ZBarReaderTests {
    private static let address =
        "otpauth://totp/Harbor:pat?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Harbor&digits=6"

    @Test(
        "the code in a picture is read, whatever it was saved as",
        arguments: [PictureSample.authenticator, .authenticatorJPEG])
    func reads(_ picture: PictureSample) async throws {
        #expect(try await ZBarReader().read(picture.bytes()).exposed == Self.address)
    }

    private static let unreadable: [(PictureSample, QRReadingFailure)] = [
        (.two, .severalCodes), (.blank, .noCode), (.bomb, .noCode),
    ]

    @Test("a picture without exactly one code is refused with the reason", arguments: unreadable)
    func refuses(_ picture: PictureSample, reason: QRReadingFailure) async throws {
        let bytes = try picture.bytes()
        await #expect(throws: reason) { try await ZBarReader().read(bytes) }
    }

    @Test("a picture that breaks off has no code")
    func torn() async throws {
        let half = Array(try PictureSample.authenticator.bytes().prefix(100))
        await #expect(throws: QRReadingFailure.noCode) { try await ZBarReader().read(half) }
    }

    @Test("what is neither PNG nor JPEG never reaches the program", arguments: ["", "GIF89a", "<svg/>", "%PDF-1.4"])
    func formats(_ text: String) async throws {
        await #expect(throws: QRReadingFailure.notAPicture) { try await ZBarReader().read(Array(text.utf8)) }
    }

    @Test("a picture that is too large is refused unread")
    func size() async throws {
        let huge = try PictureSample.authenticator.bytes() + [UInt8](repeating: 0, count: QRReadingFailure.sizeLimit)
        await #expect(throws: QRReadingFailure.tooLarge) { try await ZBarReader().read(huge) }
    }

    @Test("without the program nothing is read, and that is said")
    func missing() async throws {
        let reader = ZBarReader(path: "/nowhere/zbarimg")
        #expect(!reader.isAvailable)
        let bytes = try PictureSample.authenticator.bytes()
        await #expect(throws: QRReadingFailure.unavailable) { try await reader.read(bytes) }
    }
}
