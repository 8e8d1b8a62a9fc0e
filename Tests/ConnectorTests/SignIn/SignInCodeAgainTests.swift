import Domain
import Foundation
import Ports
import Testing

@testable import Connectors

@Suite("A code that the portal does not take")
struct SignInCodeAgainTests {
    private static let refusals = [
        ("That code is not correct", CodeVerdict.rejected), ("That code has expired", .expired),
    ]

    @Test("one more code is asked for, with the host's leave, and no third", arguments: refusals)
    func resend(_ words: String, _ verdict: CodeVerdict) throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.sendCode()
        let offer = CodeOffer(channels: [.email], isSent: false, isResend: true)
        #expect(stand.see(words, showing: SignInStand.form, document: "two") == .offerCode(offer))
        #expect(stand.codes == [verdict])
        #expect(stand.settled == [.accepted, .rejected])
        guard case .perform(let steps, _) = stand.tell(.channelChosen(.email)) else { throw Unexpected("no click") }
        #expect(steps == [.click(selector: "#resend")])
        #expect(stand.tell(.done) == .look(seconds: 8))
        guard case .awaitCode = stand.see(words, showing: SignInStand.form, document: "two") else {
            throw Unexpected("no wait")
        }
        stand.sendCode(on: words, document: "two")
        let end = stand.see(words, showing: SignInStand.form, document: "three")
        #expect(end == .fail(.outcome(.codeRejected(attemptsLeft: nil, channel: .email), .high)))
        #expect(stand.codes == [verdict, verdict])
        #expect(stand.settled == [.accepted, .rejected, .rejected])
    }

    @Test("a second code that is taken lets in")
    func secondTaken() throws {
        var stand = try refusedStand()
        stand.tell(.channelChosen(.email))
        stand.tell(.done)
        stand.see(showing: SignInStand.form, document: "three")
        stand.sendCode(document: "three")
        #expect(stand.see(showing: [".accounts"], at: "/account", document: "in") == .collect)
        #expect(stand.codes == [.rejected, .accepted])
        #expect(stand.settled == [.accepted, .rejected, .accepted])
    }

    @Test("without the host's leave the refusal stands", arguments: CodeRefusal.allCases)
    func denied(_ refusal: CodeRefusal) throws {
        var stand = try refusedStand()
        let rejected = Outcome.codeRejected(attemptsLeft: nil, channel: .email)
        #expect(stand.tell(.codeDenied(refusal)) == .fail(.outcome(rejected, .high)))
        #expect(stand.codes == [.rejected])
    }

    @Test("a page that offers no other code ends the run, and the host is not asked")
    func noResend() throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.sendCode()
        let action = stand.see("That code is not correct", showing: ["#code"], document: "two")
        #expect(action == .fail(.outcome(.codeRejected(attemptsLeft: nil, channel: .email), .high)))
        #expect(stand.codes == [.rejected])
    }

    @Test("an authenticator's next code needs nothing of the portal")
    func authenticator() throws {
        var stand = try SignInStand()
        stand.awaitCode(.totp)
        stand.sendCode()
        let offer = CodeOffer(channels: [.totp], isSent: true, isResend: true)
        #expect(stand.see("That code is not correct", showing: ["#code"], document: "two") == .offerCode(offer))
        guard case .awaitCode(let question) = stand.tell(.channelChosen(.totp)) else { throw Unexpected("no wait") }
        #expect(question.channel == .totp)
        stand.sendCode(on: "That code is not correct", document: "two")
        let end = stand.see("That code is not correct", showing: ["#code"], document: "three")
        #expect(end == .fail(.outcome(.codeRejected(attemptsLeft: nil, channel: .totp), .high)))
    }

    @Test("words about the first code are no answer to the second until the page has changed and rests")
    func oldWords() throws {
        var stand = try secondSentStand()
        let words = "That code is not correct"
        #expect(stand.see(words, showing: SignInStand.form, document: "two", changed: false) == .look(seconds: 8))
        #expect(stand.see(words, showing: SignInStand.form, document: "two") == .look(seconds: 8))
        let end = stand.see(words, showing: SignInStand.form, document: "two", changed: false)
        #expect(end == .fail(.outcome(.codeRejected(attemptsLeft: nil, channel: .email), .high)))
    }

    @Test("a second code that nobody answers is the portal's silence")
    func noAnswer() throws {
        var stand = try secondSentStand()
        let words = "That code is not correct"
        for _ in 1...5 {
            let action = stand.see(
                words, showing: SignInStand.form, document: "two", changed: false, after: 8)
            #expect(action == .look(seconds: 8))
        }
        let end = stand.see(words, showing: SignInStand.form, document: "two", changed: false, after: 8)
        #expect(end == .fail(.outcome(.siteDown(kind: .timeout), .medium)))
        #expect(stand.settled == [.accepted, .rejected, .interrupted])
    }

    @Test("a portal that lets choose again is answered with the same channel, once")
    func choosesAgain() throws {
        var stand = try refusedStand()
        stand.tell(.channelChosen(.email))
        stand.tell(.done)
        let shown: Set<String> = ["#channels", "#by-email", "#by-sms"]
        guard case .perform(let steps, _) = stand.see(showing: shown, document: "choice") else {
            throw Unexpected("no choice")
        }
        #expect(steps.first == .click(selector: "#by-email"))
        stand.tell(.done)
        stand.see("Signing you in", document: "choice")
        #expect(stand.see(showing: shown, document: "choice") == .look(seconds: 8))
        guard case .fail(.lost) = stand.see(showing: shown, document: "choice", changed: false) else {
            throw Unexpected("chose a third time")
        }
    }

    @Test("a resend that cannot be clicked leaves the refusal standing")
    func unclickable() throws {
        var stand = try refusedStand()
        stand.tell(.channelChosen(.email))
        let rejected = Outcome.codeRejected(attemptsLeft: nil, channel: .email)
        #expect(stand.tell(.missing(selector: "#resend")) == .fail(.outcome(rejected, .high)))
    }

    @Test("a code that died on the page before it was sent counts as expired")
    func diedWaiting() throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.tell(.codeArrived)
        let action = stand.see("That code has expired", showing: SignInStand.form, document: "form")
        #expect(action == .offerCode(CodeOffer(channels: [.email], isSent: false, isResend: true)))
        #expect(stand.codes == [.expired])
        #expect(stand.settled == [.accepted])
    }

    @Test("no order of events sends a code twice, or makes the portal send more than the host allowed")
    func neverTwice() throws {
        for seed in 0..<600 {
            let tally = try tally(seed: UInt64(seed))
            #expect(tally.typed <= tally.arrived, "seed \(seed)")
            #expect(tally.arrived <= tally.allowed, "seed \(seed)")
            #expect(tally.requested <= tally.allowed + tally.resends, "seed \(seed)")
            #expect(tally.allowed <= 2, "seed \(seed)")
        }
    }

    private struct Tally {
        /// Times that the portal was made to send a code, by choosing or by resending.
        var requested = 0
        var resends = 0
        var allowed = 0
        var arrived = 0
        var typed = 0
    }

    /// What is done at a portal that shows random pages, with a host that allows everything.
    private func tally(seed: UInt64) throws -> Tally {
        var dice = SplitMix(state: seed)
        var stand = try SignInStand()
        stand.sendPassword()
        var tally = Tally()
        let texts = ["", "That code is not correct", "That code has expired", "Signing you in"]
        let shown: [Set<String>] = [[], SignInStand.form, ["#channels", "#by-email"], ["#code"], SignInStand.form]
        for _ in 1...60 {
            var next = stand.see(
                texts[dice.below(4)], showing: shown[dice.below(5)], document: "\(dice.below(4))",
                changed: dice.below(2) == 0)
            while true {
                switch next {
                case .offerCode(let offer):
                    tally.allowed += 1
                    next = stand.tell(.channelChosen(offer.channels[0]))
                    continue
                case .awaitCode:
                    tally.arrived += 1
                    next = stand.tell(.codeArrived)
                    continue
                case .ask:
                    next = stand.tell(.permitted)
                    continue
                case .perform(let steps, _):
                    if steps.contains(.click(selector: "#send")) { tally.requested += 1 }
                    if steps.contains(.click(selector: "#resend")) {
                        (tally.requested, tally.resends) = (tally.requested + 1, tally.resends + 1)
                    }
                    if steps.contains(.fill(selector: "#code", with: .code)) { tally.typed += 1 }
                    next = stand.tell(dice.below(8) == 0 ? .missing(selector: "#x") : .done)
                    continue
                case .open, .look, .withdraw, .collect, .fail: break
                }
                break
            }
            if case .fail = next { break }
        }
        return tally
    }

    /// The first code was refused and the host is asked for another.
    private func refusedStand() throws -> SignInStand {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.sendCode()
        stand.see("That code is not correct", showing: SignInStand.form, document: "two")
        return stand
    }

    /// The second code was sent from a page that still shows the words about the first.
    private func secondSentStand() throws -> SignInStand {
        var stand = try refusedStand()
        stand.tell(.channelChosen(.email))
        stand.tell(.done)
        stand.see("That code is not correct", showing: SignInStand.form, document: "two")
        stand.sendCode(on: "That code is not correct", document: "two")
        return stand
    }
}
