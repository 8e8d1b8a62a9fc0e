import Domain
import Testing

@Suite("Enhanced status codes")
struct EnhancedStatusTests {
    @Test("three numbers are read", arguments: ["2.0.0", "4.7.1", "5.1.10", "5.999.999"])
    func reads(text: String) throws {
        #expect(try #require(EnhancedStatus(text)).description == text)
    }

    @Test(
        "anything else is none",
        arguments: ["", "5", "5.1", "5.1.", "3.1.1", "5.1.1000", "5.1.1 ", "05.1.1", "5.1.1.1"])
    func rejects(text: String) { #expect(EnhancedStatus(text) == nil) }

    @Test(
        "in a text they stand by themselves",
        arguments: [
            ("550 5.1.1 unknown, see 4.31.198.44 and 15.1.1", ["5.1.1"]), ("(#5.1.1).", ["5.1.1"]),
            ("550-5.1.1 a 550 5.1.2. b", ["5.1.1", "5.1.2"]), ("5.1.1.", ["5.1.1"]), ("4.4.1234 x.5.1.1", []), ("", []),
        ])
    func inText(text: String, found: [String]) {
        #expect(EnhancedStatus.all(in: text).map(\.description) == found)
    }
}
