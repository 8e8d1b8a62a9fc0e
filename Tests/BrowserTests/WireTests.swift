import Testing

@testable import Browser

@Suite struct WireTests {
    @Test("messages come out whole however the bytes are cut")
    func framing() throws {
        var random = SeededGenerator(seed: 7)
        for _ in 0..<200 {
            let messages: [[UInt8]] = (0..<Int.random(in: 1...8, using: &random)).map { _ in
                (0..<Int.random(in: 0...300, using: &random)).map { _ in UInt8.random(in: 1...255, using: &random) }
            }
            var stream: ArraySlice<UInt8> = Array(messages.map { $0 + [0] }.joined())[...]
            var framing = MessageFraming()
            var received: [[UInt8]] = []
            while !stream.isEmpty {
                let cut = stream.prefix(Int.random(in: 1...64, using: &random))
                received += try framing.take(cut)
                stream = stream.dropFirst(cut.count)
            }
            #expect(received == messages)
        }
    }

    @Test("a message without an end is refused instead of filling the memory")
    func endless() throws {
        var framing = MessageFraming()
        let piece = [UInt8](repeating: 1, count: 16 << 20)
        for _ in 0..<4 { _ = try framing.take(piece) }
        #expect(throws: BrowserError.self) { try framing.take([1]) }
    }

    @Test("JSON survives writing and reading, whatever is in it")
    func roundTrip() throws {
        let value: JSON = [
            "text": "line\nquote\" slash\\ nul\u{0} é 漢 👩‍👩‍👧 \u{2028}", "list": [1, -2, true, false, .null, []],
            "nested": ["empty": [:], "number": .number(1.5e-7), "": "empty name"],
        ]
        #expect(try JSON(value.bytes) == value)
        #expect(!value.bytes.contains(0))
    }

    @Test(
        "JSON of others is read as its standard says",
        arguments: [
            (#""\ud83d\ude00\u00e9\/""#, JSON.text("😀é/")), (#""a\ud800b""#, .text("a\u{FFFD}b")),
            (#""\ud800\u0041""#, .text("\u{FFFD}A")), (" [ 1 , 2e3 ] ", .list([1, .number(2000)])),
            (#"{"a":{"b":[]}}"#, .object(["a": .object(["b": .list([])])])),
        ])
    func reading(text: String, value: JSON) throws {
        #expect(try JSON(text) == value)
    }

    @Test(
        "broken JSON is refused",
        arguments: [
            "", "{", "[1,]", #"{"a" 1}"#, "tru", #""open"#, #""\x""#, #""\u12""#, "1 2", "nan", "\"\u{1}\"",
            String(repeating: "[", count: 300) + String(repeating: "]", count: 300),
        ])
    func broken(text: String) {
        #expect(throws: JSONFault.self) { try JSON(text) }
    }

    @Test("random damage to JSON never crashes the reader")
    func damage() {
        var random = SeededGenerator(seed: 11)
        let whole = Array(
            #"{"id":12,"result":{"frames":[{"url":"http://a/\u00e9\n","x":-1.5e3}],"ok":true,"none":null}}"#.utf8)
        var refused = 0
        for _ in 0..<5_000 {
            var bytes = whole
            for _ in 0...2 {
                bytes[Int.random(in: bytes.indices, using: &random)] = .random(in: 0...255, using: &random)
            }
            if (try? JSON(Array(bytes.prefix(Int.random(in: 0...bytes.count, using: &random))))) == nil { refused += 1 }
        }
        #expect(refused > 4_000)
    }

    @Test("a page reference is read back, and nonsense is not")
    func reference() {
        let reference = PageReference(keeperID: "k1", contextID: "C", targetID: "T", sessionID: "S")
        #expect(PageReference(reference.text) == reference)
        for text in ["", "a.b.c", "a.b.c.d.e", "a..c.d", "no reference"] { #expect(PageReference(text) == nil) }
    }

    @Test("a request stopped at the gate is remembered until it is answered")
    func openRequests() {
        func event(_ session: String, _ request: String) -> [UInt8] {
            Array(
                #"{"method":"Fetch.requestPaused","params":{"requestId":"\#(request)"},"sessionId":"\#(session)"}"#.utf8
            )
        }
        func answer(_ session: String, _ request: String, _ method: String) -> [UInt8] {
            JSON.object([
                "id": 4, "method": .text(method), "params": ["requestId": .text(request)], "sessionId": .text(session),
            ]).bytes
        }
        var open = OpenRequests()
        open.noteEvent(event("S", "1"))
        open.noteEvent(event("T", "1"))
        open.noteEvent(Array(#"{"method":"Page.loadEventFired","params":{"requestId":"9"},"sessionId":"S"}"#.utf8))
        open.noteCommand(answer("S", "2", "Fetch.continueRequest"))
        #expect(open.messages == [event("S", "1"), event("T", "1")])
        open.noteCommand(answer("S", "1", "Fetch.failRequest"))
        #expect(open.messages == [event("T", "1")])
    }

    @Test(
        "a download's name is taken from its head and made harmless",
        arguments: [
            (#"attachment; filename="bill 7.pdf""#, "bill 7.pdf"), ("attachment; filename=bill.pdf", "bill.pdf"),
            (#"attachment; filename="x.pdf"; filename*=UTF-8''M%C3%A4rz.pdf"#, "März.pdf"),
            (#"attachment; filename="../../etc/passwd""#, "passwd"), (#"attachment; filename="C:\tmp\a.pdf""#, "a.pdf"),
            (#"attachment; filename="..""#, nil), ("inline", nil), (#"attachment; filename="""#, nil),
        ])
    func fileName(disposition: String, name: String?) {
        let head = ResponseHead(["responseHeaders": [["name": "Content-Disposition", "value": .text(disposition)]]])
        #expect(head.fileName == name)
    }
}

/// The same numbers at every run.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
