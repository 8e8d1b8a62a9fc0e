import Domain
import Foundation
import Ports
import Testing

@testable import Connectors

@Suite("A portal that wants a one-time code")
struct SignInCodeTests {
    private let shape = CodeShape(length: 6...6, isNumeric: true)
    private let wrong = "That code is not correct"

    @Test("the host chooses among the channels in sight, the portal sends, one code is waited for and sent once")
    func wholeWay() throws {
        var stand = try SignInStand()
        let (choice, code) = (try stand.page("choose_code"), try stand.page("code"))
        stand.sendPassword()
        let offer = stand.see(showing: ["#channels", "#by-email", "#by-app"], document: "choice")
        #expect(offer == .offerCode(CodeOffer(channels: [.email, .totp], isSent: false)))
        #expect(stand.settled == [.accepted], "the password was taken")
        let chosen: [RecipeStep] = [.click(selector: "#by-email"), .click(selector: "#send")]
        #expect(stand.tell(.channelChosen(.email)) == .perform(chosen, on: choice))
        #expect(stand.tell(.done) == .look(seconds: 8))
        let question = CodeQuestion(
            channel: .email, destinationMasked: "s…y@example.com", host: "sample.example", shape: shape)
        #expect(stand.see(showing: ["#code"], document: "form") == .awaitCode(question))
        #expect(stand.tell(.codeArrived, after: 30) == .look(seconds: 0))
        #expect(stand.see(showing: ["#code"], document: "form") == .ask(.code))
        #expect(stand.tell(.permitted) == .perform(code.steps, on: code))
        #expect(stand.tell(.done) == .look(seconds: 8))
        #expect(stand.see(showing: [".accounts"], at: "/account", document: "in") == .collect)
        #expect(stand.settled == [.accepted, .accepted])
        #expect(stand.codes == [.accepted])
        #expect(stand.stages == [.openingPortal, .signingIn, .waitingForCode])
    }

    @Test("a portal that has sent its code is asked for none, and the host still decides")
    func sentAlready() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        let offer = CodeOffer(channels: [.email, .sms, .totp], isSent: true)
        #expect(stand.see(showing: ["#code"], document: "form") == .offerCode(offer))
        guard case .awaitCode(let question) = stand.tell(.channelChosen(.sms)) else { throw Unexpected("no wait") }
        #expect(question.channel == .sms)
    }

    @Test("a page that names its channel offers that one alone")
    func namedChannel() throws {
        let text = try SampleRecipe.replacing("destination_from", with: "channel: sms, destination_from")
        var stand = try SignInStand(recipe: text)
        stand.sendPassword()
        #expect(stand.see(showing: ["#code"]) == .offerCode(CodeOffer(channels: [.sms], isSent: true)))
    }

    @Test("without the host's leave nothing is clicked, and the run ends", arguments: CodeRefusal.allCases)
    func denied(_ refusal: CodeRefusal) throws {
        var stand = try SignInStand()
        stand.sendPassword()
        stand.see(showing: ["#channels", "#by-sms"], document: "choice")
        let required = Outcome.codeRequired(channel: .sms, destinationMasked: nil, expiresAt: nil)
        let outcome = refusal == .timedOut ? Outcome.codeTimedOut(channel: .sms, sentAt: nil) : required
        #expect(stand.tell(.codeDenied(refusal)) == .fail(.outcome(outcome, .high)))
        #expect(stand.settled == [.accepted])
        #expect(stand.codes.isEmpty)
    }

    @Test("a code that never comes ends the run with when it was sent", arguments: CodeRefusal.allCases)
    func missed(_ refusal: CodeRefusal) throws {
        var stand = try SignInStand()
        stand.choose(.email)
        stand.tell(.done)
        let sent = stand.now
        stand.see(showing: ["#code"], document: "form")
        let outcome =
            refusal == .timedOut
            ? Outcome.codeTimedOut(channel: .email, sentAt: sent)
            : .codeRequired(
                channel: .email, destinationMasked: "s…y@example.com", expiresAt: sent.addingTimeInterval(300))
        #expect(stand.tell(.codeDenied(refusal), after: 600) == .fail(.outcome(outcome, .high)))
        #expect(stand.codes.isEmpty)
    }

    @Test("a channel that was not offered is none")
    func strangeChannel() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        stand.see(showing: ["#channels", "#by-email"], document: "choice")
        let outcome = Outcome.codeRequired(channel: .email, destinationMasked: nil, expiresAt: nil)
        #expect(stand.tell(.channelChosen(.sms)) == .fail(.outcome(outcome, .high)))
    }

    @Test("the time in which the host decides and waits is not the run's")
    func waitingTime() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        stand.see(showing: ["#channels", "#by-email"], document: "choice")
        stand.tell(.channelChosen(.email), after: 300)
        stand.tell(.done)
        stand.see(showing: ["#code"], document: "form")
        stand.tell(.codeArrived, after: 900)
        #expect(stand.see(showing: ["#code"], document: "form") == .ask(.code))
        stand.tell(.permitted)
        stand.tell(.done)
        #expect(
            stand.see(showing: ["#code"], changed: false, after: 120)
                == .fail(.outcome(.siteDown(kind: .timeout), .medium)))
        #expect(stand.settled == [.accepted, .interrupted])
        #expect(stand.codes.isEmpty)
    }

    @Test("a choice that died while the host decided came too late")
    func choiceOver() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        stand.see(showing: ["#channels", "#by-email"], document: "choice")
        stand.tell(.channelChosen(.email), after: 90)
        let timedOut = Outcome.codeTimedOut(channel: .email, sentAt: nil)
        #expect(stand.tell(.missing(selector: "#by-email")) == .fail(.outcome(timedOut, .high)))
    }

    @Test("a choice whose channels are not there is looked for again, then the recipe no longer fits")
    func noChoices() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        for _ in 1...2 { #expect(stand.see(showing: ["#channels"], document: "choice") == .look(seconds: 2)) }
        let lost = SignInFailure.lost(step: "choose_code", expected: "an element #by-email", found: "none")
        #expect(stand.see(showing: ["#channels"], document: "choice") == .fail(lost))
    }

    @Test("a choice that stays after it was made is not made again")
    func choiceAgain() throws {
        var stand = try SignInStand()
        stand.choose(.email)
        stand.tell(.done)
        let shown: Set<String> = ["#channels", "#by-email", "#by-sms", "#by-app"]
        #expect(stand.see(showing: shown, document: "choice", changed: false, after: 8) == .look(seconds: 8))
        #expect(stand.see("Again", showing: shown, document: "choice") == .look(seconds: 8))
        guard case .fail(.lost) = stand.see("Again", showing: shown, document: "choice", changed: false) else {
            throw Unexpected("went on")
        }
    }

    @Test("a code that the host does not let go is not typed", arguments: SubmissionRefusal.allCases)
    func heldBack(_ refusal: SubmissionRefusal) throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.tell(.codeArrived)
        stand.see(showing: ["#code"], document: "form")
        let cause = refusal == .answerUnknown ? CrashCause.interrupted : .notSubmitted
        #expect(stand.tell(.refused(refusal)) == .fail(.outcome(.crashed(cause: cause), .high)))
        #expect(stand.codes.isEmpty)
    }

    @Test("a portal that sends the code itself once it is typed needs no button")
    func sendsItself() throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.tell(.codeArrived)
        stand.see(showing: ["#code"], document: "form")
        stand.tell(.permitted)
        #expect(stand.tell(.missing(selector: "#verify")) == .look(seconds: 8))
        #expect(stand.see(showing: [".accounts"], at: "/account", document: "in") == .collect)
        #expect(stand.codes == [.accepted])
    }

    @Test("a form without a field for the code no longer fits the recipe")
    func noField() throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.tell(.codeArrived)
        stand.see(showing: ["#code"], document: "form")
        stand.tell(.permitted)
        guard case .fail(.lost) = stand.tell(.missing(selector: "#code")) else { throw Unexpected("went on") }
        #expect(stand.settled == [.accepted, .interrupted])
    }

    @Test("a sign-in that the portal began anew while the code was on its way came too late")
    func sessionOver() throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.tell(.codeArrived)
        let action = stand.see(showing: ["form#login", "input[type=password]"], document: "two")
        guard case .fail(.outcome(.codeTimedOut(.email, .some), .high)) = action else { throw Unexpected(action) }
        #expect(stand.settled == [.accepted])
        #expect(stand.codes.isEmpty, "the code was not sent")
    }

    @Test("a portal that answers a late code with its sign-in form forgot us; an early one's form is unknown ground")
    func formBehind() throws {
        for (seconds, isLate) in [(100.0, true), (10, false)] {
            var stand = try SignInStand()
            stand.awaitCode()
            stand.tell(.codeArrived, after: seconds)
            stand.see(showing: ["#code"], document: "form")
            stand.tell(.permitted)
            stand.tell(.done)
            #expect(stand.see(showing: ["form#login"], document: "two") == .look(seconds: 8))
            switch stand.see(showing: ["form#login"], document: "two", changed: false) {
            case .fail(.outcome(.codeTimedOut, _)): #expect(isLate)
            case .fail(.lost): #expect(!isLate)
            case let other: throw Unexpected(other)
            }
            #expect(stand.settled == [.accepted, .interrupted])
        }
    }

    @Test("an unknown page behind the wait means that the recipe no longer fits")
    func unknownBehind() throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.tell(.codeArrived)
        #expect(stand.see("A bold new look", document: "two") == .look(seconds: 8))
        let lost = SignInFailure.lost(step: "code", expected: "a known page after code", found: "unknown")
        #expect(stand.see("A bold new look", document: "two", changed: false) == .fail(lost))
    }

    @Test("a form that comes back without known words is nobody's fault and takes no second code")
    func formAgain() throws {
        var stand = try SignInStand()
        stand.awaitCode()
        stand.sendCode()
        #expect(stand.see(showing: ["#code"], document: "two") == .look(seconds: 8))
        let lost = SignInFailure.lost(
            step: "code", expected: "an answer that the recipe knows", found: "code again")
        #expect(stand.see(showing: ["#code"], document: "two", changed: false) == .fail(lost))
        #expect(stand.settled == [.accepted, .interrupted])
    }

    @Test("a question behind the code says that the code was taken")
    func questionBehind() throws {
        var stand = try SignInStand(answers: ["pet"])
        stand.awaitCode()
        stand.sendCode()
        stand.see(showing: ["#answer"], document: "two")
        #expect(stand.settled == [.accepted, .accepted])
        #expect(stand.codes == [.accepted])
    }

    @Test("a question that nobody can answer says that the code was taken, too; a lock says nothing of it")
    func outcomeBehind() throws {
        for (words, shown, codes) in [("", "#answer", [CodeVerdict.accepted]), ("has been locked", "#x", [])] {
            var stand = try SignInStand()
            stand.awaitCode()
            stand.sendCode()
            guard case .fail(.outcome) = stand.see(words, showing: [shown], document: "two") else {
                throw Unexpected("went on")
            }
            #expect(stand.codes == codes)
            #expect(stand.settled == [.accepted, .accepted])
        }
    }
}
