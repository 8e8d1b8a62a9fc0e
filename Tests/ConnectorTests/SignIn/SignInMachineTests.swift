import Domain
import Foundation
import Testing

@testable import Connectors

@Suite("Deciding what to do at a portal")
struct SignInMachineTests {
    @Test("a form is filled in, the host is asked, then it is sent")
    func order() throws {
        var stand = try SignInStand()
        let login = try #require(stand.recipe.pages.first { $0.name == "login" })
        #expect(stand.see(showing: ["form#login"]) == .perform(login.steps.dropLast(), on: login))
        #expect(stand.tell(.done) == .ask(.password))
        #expect(stand.tell(.permitted) == .perform(login.steps.suffix(1), on: login))
        #expect(stand.tell(.done) == .look(seconds: 8))
        #expect(stand.see(showing: [".accounts"], at: "/account") == .collect)
        #expect(stand.settled == [.accepted])
        #expect(stand.stages == [.openingPortal, .signingIn])
    }

    @Test("the portal's own words reject the password, even on the form that comes back")
    func rejected() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        let action = stand.see("That does not match our records", showing: ["form#login"], document: "two")
        let outcome = Outcome.passwordRejected(field: .password, portalText: "does not match our records")
        #expect(action == .fail(.outcome(outcome, .high)))
        #expect(stand.settled == [.rejected])
    }

    @Test("a form that comes back without known words is nobody's fault and is never sent again")
    func formAgain() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        #expect(stand.see("Something", showing: ["form#login"], document: "two") == .look(seconds: 8))
        let action = stand.see("Something", showing: ["form#login"], document: "two", changed: false)
        #expect(
            action
                == .fail(.lost(step: "login", expected: "an answer that the recipe knows", found: "login again")))
        #expect(stand.settled == [.interrupted])
    }

    @Test("a form that shows again behind another page is never sent again")
    func formAfterAnotherPage() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        stand.see("Signing you in")
        #expect(stand.see("", showing: ["form#login"]) == .look(seconds: 8))
        let action = stand.see("", showing: ["form#login"], changed: false)
        guard case .fail(.lost) = action else { throw Unexpected(action) }
        #expect(stand.settled == [.interrupted])
    }

    @Test("an unanswered submission is waited for, then it is the portal that is down")
    func unanswered() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        let selectors: Set<String> = ["form#login", "input[type=password]"]
        for _ in 1...4 {
            #expect(stand.see(showing: selectors, changed: false, after: 8) == .look(seconds: 8))
        }
        let end = stand.see(showing: selectors, changed: false, after: 20)
        #expect(end == .fail(.outcome(.siteDown(kind: .timeout), .medium)))
        #expect(stand.settled == [.interrupted])
    }

    @Test("a refused submission ends the run with nothing sent", arguments: SubmissionRefusal.allCases)
    func refusal(_ refusal: SubmissionRefusal) throws {
        var stand = try SignInStand()
        stand.see(showing: ["form#login"])
        stand.tell(.done)
        #expect(stand.tell(.refused(refusal)) == .fail(.outcome(.crashed(cause: .notSubmitted), .high)))
        #expect(stand.settled.isEmpty)
    }

    @Test("a page that stays unknown means that the recipe no longer fits")
    func unknownPage() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        #expect(stand.see("A bold new look") == .look(seconds: 8))
        let action = stand.see("A bold new look", changed: false)
        #expect(
            action == .fail(.lost(step: "login", expected: "a known page after login", found: "unknown")))
        #expect(stand.settled == [.accepted], "away from the form the secret was not refused")
    }

    @Test("an unknown page that never rests is given up in the end")
    func restlessPage() throws {
        var stand = try SignInStand()
        #expect(stand.see("1") == .look(seconds: 8))
        #expect(stand.see("2", after: 20) == .look(seconds: 8))
        #expect(
            stand.see("3", after: 11) == .fail(.lost(step: "opening", expected: "the sign-in page", found: "unknown"))
        )
    }

    @Test("an unknown page that still has a password field leaves the verdict open")
    func unknownForm() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        stand.see("Oops", showing: ["input[type=password]"], document: "two")
        stand.see("Oops", showing: ["input[type=password]"], document: "two", changed: false)
        #expect(stand.settled == [.interrupted])
    }

    @Test("a saved session that still works sends nothing")
    func session() throws {
        var stand = try SignInStand()
        #expect(stand.see(showing: [".accounts"], at: "/account/list") == .collect)
        #expect(stand.settled.isEmpty)
        #expect(stand.stages == [.openingPortal])
    }

    @Test("a nag is dismissed, at most three times")
    func nag() throws {
        var stand = try SignInStand()
        let nag = try #require(stand.recipe.pages.first { $0.name == "paperless" })
        for number in 1...3 {
            #expect(
                stand.see("Go paperless today", document: "\(number)", changed: false) == .perform(nag.steps, on: nag))
            #expect(stand.tell(.done) == .look(seconds: 8))
        }
        let action = stand.see("Go paperless today", document: "4", changed: false)
        #expect(
            action
                == .fail(
                    .lost(step: "paperless", expected: "a page after paperless", found: "paperless again and again")))
    }

    @Test("a question is answered with the stored answer, which is a submission of its own")
    func question() throws {
        var stand = try SignInStand(answers: ["pet"])
        stand.sendPassword()
        let question = try #require(stand.recipe.pages.first { $0.name == "question" })
        #expect(stand.see(showing: ["#answer"], document: "two") == .perform(question.steps.dropLast(), on: question))
        #expect(stand.settled == [.accepted])
        #expect(stand.tell(.done) == .ask(.answer))
        stand.tell(.permitted)
        stand.tell(.done)
        #expect(stand.see(showing: [".accounts"], at: "/account") == .collect)
        #expect(stand.settled == [.accepted, .accepted])
        #expect(stand.stages == [.openingPortal, .signingIn, .answeringPrompt])
    }

    @Test("a question without a stored answer is asked of the customer in the portal's words")
    func unansweredQuestion() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        let prompt = Prompt(name: "pet", label: "Name of your first pet?", kind: .text)
        #expect(
            stand.see(showing: ["#answer"])
                == .fail(.outcome(.additionalCredentialsRequired(prompts: [prompt]), .high)))
        #expect(stand.settled == [.accepted])
    }

    @Test("a lock leaves the secret usable after the unlock")
    func locked() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        let outcome = Outcome.accountLocked(until: nil, deepLink: "https://sample.example/unlock")
        #expect(stand.see("Your access has been locked") == .fail(.outcome(outcome, .high)))
        #expect(stand.settled == [.accepted])
    }

    @Test("a missing element is looked for once more, then the recipe no longer fits")
    func missing() throws {
        var stand = try SignInStand()
        for _ in 1...2 {
            stand.see(showing: ["form#login"])
            #expect(stand.tell(.missing(selector: "#user")) == .look(seconds: 2))
        }
        stand.see(showing: ["form#login"])
        let action = stand.tell(.missing(selector: "#user"))
        #expect(action == .fail(.lost(step: "login", expected: "an element #user", found: "none")))
        #expect(stand.settled.isEmpty)
    }

    @Test("a button that is missing after the host let the secret go ends the run with an open verdict")
    func missingButton() throws {
        var stand = try SignInStand()
        stand.see(showing: ["form#login"])
        stand.tell(.done)
        stand.tell(.permitted)
        guard case .fail(.lost) = stand.tell(.missing(selector: "#go")) else { throw Unexpected("went on") }
        #expect(stand.settled == [.interrupted])
    }

    @Test("a page that gives no answer is waited for, then it is the portal that is down")
    func silence() throws {
        var stand = try SignInStand()
        stand.sendPassword()
        for _ in 1...4 { #expect(stand.tell(.sawNothing, after: 10) == .look(seconds: 8)) }
        #expect(stand.see(showing: ["form#login", "input[type=password]"], changed: false) == .look(seconds: 8))
        for _ in 1...5 { stand.tell(.sawNothing, after: 9) }
        #expect(stand.tell(.sawNothing, after: 10) == .fail(.outcome(.siteDown(kind: .timeout), .medium)))
        #expect(stand.settled == [.interrupted])
    }

    @Test("no order of events ever sends the password twice")
    func neverTwice() throws {
        for seed in 0..<400 { #expect(try passwordsSent(seed: UInt64(seed)) <= 1, "seed \(seed)") }
    }

    /// How often the password is asked to be sent at a portal that shows random pages.
    private func passwordsSent(seed: UInt64) throws -> Int {
        var dice = SplitMix(state: seed)
        var stand = try SignInStand(answers: ["pet"])
        var asked = 0
        let texts = ["", "Go paperless today", "Signing you in", "new look"]
        let shown: [Set<String>] = [[], ["form#login"], ["#only-user"], ["#answer"]]
        for _ in 1...60 {
            let action = stand.see(
                texts[dice.below(4)], showing: shown[dice.below(4)], document: "\(dice.below(5))",
                changed: dice.below(2) == 0)
            var next = action
            while true {
                if case .ask(.password) = next {
                    asked += 1
                    next = stand.tell(.permitted)
                } else if case .ask = next {
                    next = stand.tell(.permitted)
                } else if case .perform = next {
                    next = stand.tell(dice.below(6) == 0 ? .missing(selector: "#x") : .done)
                } else {
                    break
                }
            }
            if case .fail = next { break }
            if case .collect = next { break }
        }
        return asked
    }
}
