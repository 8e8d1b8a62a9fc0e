import Domain
import Foundation
import Testing

@testable import Mail

// One after the other: what is measured is the reader, not the wait for its two threads.
@Suite("Hostile mail", .serialized, .timeLimit(.minutes(5)))
struct HostileMailTests {
    private func read(_ raw: [UInt8]) async throws -> InboundMessage {
        try await MIMEReader().read(
            raw, transport: .smtp, recipient: "c@d", receivedAt: Date(timeIntervalSince1970: 1_772_471_710),
            trust: .none)
    }

    private func header(_ start: String, _ pattern: String, bytes: Int) -> [UInt8] {
        Letters.wire(start) + Letters.many(pattern, bytes: bytes) + Letters.wire("\n\nbody")
    }

    /// Each of these once took a parser's stack, its time or its memory.
    @Test(
        "a header that never ends is read in no time",
        arguments: [
            "To: |a:", "From: |a:", "Cc: |a, ", "Bcc: |aa,", "Reply-To: |(((", "Sender: |<<", "to\t: |a:",
            "Subject: |=?utf-8?q?a?=", "References: |<a@b> ", "Content-Type: text/plain|; a*=utf-8''%41",
            "Content-Disposition: attachment|; filename*0=a", "X-Anything: |x", "Date: |1 ", "Message-ID: |<",
        ])
    func giantHeaders(shape: String) async throws {
        let parts = shape.split(separator: "|").map(String.init)
        let start = ContinuousClock.now
        _ = try await read(header(parts[0], parts[1], bytes: 2_000_000))
        _ = try await read(header("Content-Type: message/rfc822\n\n" + parts[0], parts[1], bytes: 2_000_000))
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test("nesting that goes down for ever is left at the surface")
    func depth() async throws {
        #expect(try await read(Letters.deep(20_000)).text == "")
        _ = try await read(Letters.many("Content-Type: message/rfc822\n\n", bytes: 1_600_000))
    }

    @Test(
        "parts and fields beyond all measure are refused",
        arguments: ["--b\n\n", "X: y\n", "--b\nContent-Type: text/plain\n\n"])
    func bombs(line: String) async throws {
        let start = Letters.wire("Content-Type: multipart/mixed; boundary=b\n\n--b\n")
        await #expect(throws: MailError.tooComplex) { try await read(start + Letters.many(line, bytes: 5_000_000)) }
    }

    @Test("a thousand address fields of the greatest length take seconds, not hours")
    func manyFields() async throws {
        let field = "To: " + String(repeating: "a, ", count: 660) + "\n"
        let raw = Letters.many(field, bytes: 1_000 * (field.utf8.count + 1))
        let start = ContinuousClock.now
        _ = try await read(raw + Letters.wire("\nbody"))
        #expect(ContinuousClock.now - start < .seconds(30))
    }

    @Test("binary noise is text of some kind")
    func noise() async throws {
        var chance = SplitMix(seed: 1)
        for _ in 0..<50 {
            _ = try await read((0..<4_000).map { _ in UInt8.random(in: 0...255, using: &chance) })
        }
    }

    @Test("a truncated message is read as far as it goes", arguments: Letters.all.map(\.name))
    func truncated(name: String) async throws {
        let raw = try #require(Letters.all.first { $0.name == name }?.bytes)
        for end in stride(from: 0, to: raw.count, by: 3) { _ = try await read(Array(raw[..<end])) }
    }

    @Test("mutations of every message end in a message", arguments: Letters.all.map(\.name))
    func fuzz(name: String) async throws {
        let raw = try #require(Letters.all.first { $0.name == name }?.bytes)
        var mutator = Mutator(seed: UInt64(name.utf8.reduce(7) { $0 &* 31 &+ Int($1) }))
        for _ in 0..<400 {
            let mutant = mutator.mutated(raw)
            do {
                let message = try await read(mutant)
                #expect(message.text.utf8.count <= InboundMessage.textLimit)
                #expect(message.attachments.reduce(0) { $0 + $1.bytes.count } <= MIMELimits().attachmentBytes)
                #expect(!message.text.contains("\u{0}") && message.sender == message.sender.lowercased())
                #expect(message.attachments.allSatisfy { !$0.name.contains("/") && $0.name.count <= 200 })
            } catch MailError.tooComplex {}
        }
    }
}
