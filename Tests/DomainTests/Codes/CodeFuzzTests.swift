import Domain
import Foundation
import Testing

/// Hostile input, the same in every run: the corpus mutated, and shapes that break careless readers.
@Suite("Hostile messages")
struct CodeFuzzTests {
    private static let limit = InboundMessage.textLimit

    @Test("mutated messages break nothing, and what is found is in the form of a code")
    func mutations() throws {
        let samples = try CodeCorpus().samples
        var mutator = CodeMutator(seed: 20_260_302, pieces: samples.map(\.message))
        let scene = CodeScene()
        var found = 0
        let spent = ContinuousClock().measure {
            for _ in 0..<1500 {
                let text = mutator.next()
                let subject = mutator.chance(3) ? mutator.next() : nil
                let html = mutator.chance(2) ? mutator.html() : nil
                let message = scene.mail(text, subject: subject, html: html)
                if let code = CodeExtractor.finding(in: message, expecting: scene.expectation).code?.exposed {
                    found += 1
                    #expect(!code.isEmpty && !code.contains(where: \.isWhitespace))
                }
                _ = CodeExtractor.finding(inText: text, subject: subject)
                _ = ForwardingBounce(text: text)
                #expect(throws: (any Error).self) { try AuthenticatorSecret(reading: Secret("otpauth://totp/" + text)) }
            }
        }
        #expect(found > 100)
        #expect(spent < .seconds(120))
    }

    @Test("huge messages cost no more than their length", arguments: CodeMutator.monsters.keys.sorted())
    func monsters(_ name: String) throws {
        let monster = try #require(CodeMutator.monsters[name])
        let text = String(String(repeating: monster, count: Self.limit / monster.utf8.count + 1).prefix(Self.limit))
        let scene = CodeScene()
        let spent = ContinuousClock().measure {
            for text in [text, "Your code is 482913.\n" + text, text + "\n@lakeshoregas.example #1"] {
                _ = scene.finding(scene.mail(text, subject: text, html: text))
                _ = CodeExtractor.finding(inText: text)
                let google = scene.mail(text, subject: text, html: text, from: "forwarding-noreply@google.com")
                _ = ForwardingConfirmation(google)
                _ = ForwardingBounce(text: text)
            }
            _ = try? AuthenticatorSecret(reading: Secret("otpauth://totp/a?secret=" + text))
        }
        #expect(spent < .seconds(20))
    }

    @Test("a mail's text never grows beyond its limit", arguments: CodeMutator.monsters.keys.sorted())
    func mailText(_ name: String) throws {
        let monster = try #require(CodeMutator.monsters[name])
        let html = String(repeating: monster, count: MailText.sourceLimit / monster.utf8.count / 4)
        let clock = ContinuousClock()
        var length = 0
        let spent = clock.measure { length = MailText(html: html).text.utf8.count }
        #expect(length <= Self.limit)
        #expect(spent < .seconds(20))
    }

    @Test("no key address breaks its reader")
    func addresses() {
        let pieces = [
            "otpauth://totp/", "?", "&", "=", "secret", "digits=6", "%", "%4", "%00", "#", ":", "GEZDGNBVGY3TQOJQ", "é",
        ]
        var mutator = CodeMutator(seed: 7, pieces: pieces)
        var read = 0
        for _ in 0..<20_000 {
            let text = "otpauth://totp/a?secret=GEZDGNBVGY3TQOJQ" + mutator.joined(upTo: 5)
            // Whether it is a secret does not matter here; that it is decided does.
            if (try? AuthenticatorSecret(reading: Secret(text))) != nil { read += 1 }
        }
        #expect((1..<20_000).contains(read))
    }
}
