import Domain
import Foundation
import Pictures
import Testing

@Suite("Drawing QR codes", .enabled(if: QREncoder().isAvailable))
struct QREncoderTests {
    private static let link = "https://tieline.example.com/r/7Qm1n3yCkR2v0b7e9LxT5sWz4uJpAaDdGgHhKkMmN"

    @Test("a link becomes one SVG picture that holds no word of it")
    func draws() async throws {
        let drawing = try #require(await QREncoder().draw(Secret(Self.link)))
        #expect(drawing.hasPrefix("<svg") && drawing.contains("</svg>"))
        #expect(!drawing.contains("tieline.example.com") && !drawing.contains("<script"))
        #expect(drawing.utf8.count < 40_000)
    }

    @Test("two links give two pictures, the same link the same one")
    func differs() async throws {
        let first = await QREncoder().draw(Secret(Self.link))
        #expect(await QREncoder().draw(Secret(Self.link)) == first)
        #expect(await QREncoder().draw(Secret(Self.link + "2")) != first)
    }

    @Test("nothing, and more than a code holds, is not drawn", arguments: [0, 2001, 100_000])
    func sizes(_ count: Int) async {
        #expect(await QREncoder().draw(Secret(String(repeating: "x", count: count))) == nil)
    }

    @Test("without the program nothing is drawn, and that is said")
    func missing() async {
        let encoder = QREncoder(path: "/nowhere/qrencode")
        #expect(!encoder.isAvailable)
        #expect(await encoder.draw(Secret(Self.link)) == nil)
    }
}
