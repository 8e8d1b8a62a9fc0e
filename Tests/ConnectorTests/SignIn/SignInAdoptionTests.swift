import Domain
import Foundation
import Ports
import Testing

@testable import Connectors

@Suite("A run that goes on after its process died")
struct SignInAdoptionTests {
    @Test("an adopted page asks the host before anything is typed")
    func adoptedAsksFirst() throws {
        var stand = try SignInStand(.adopted)
        let login = try #require(stand.recipe.pages.first { $0.name == "login" })
        #expect(stand.see(showing: ["form#login"]) == .ask(.password))
        #expect(stand.tell(.permitted) == .perform(login.steps, on: login))
        #expect(stand.tell(.done) == .look(seconds: 8))
    }

    @Test("a page from which nothing was sent is typed in before the host is asked, as any other")
    func found() throws {
        var stand = try SignInStand(.found)
        let login = try #require(stand.recipe.pages.first { $0.name == "login" })
        #expect(stand.see(showing: ["form#login"]) == .perform(login.steps.dropLast(), on: login))
        #expect(stand.tell(.done) == .ask(.password))
        #expect(stand.tell(.permitted) == .perform(login.steps.suffix(1), on: login))
    }

    @Test("an adopted page whose password was sent only looks, and reports the portal's answer")
    func adoptedResolves() throws {
        var stand = try SignInStand(.adopted)
        stand.see(showing: ["form#login"])
        #expect(stand.tell(.refused(.answerUnknown)) == .look(seconds: 8))
        #expect(stand.see(showing: ["form#login"], changed: false, after: 8) == .look(seconds: 8))
        let action = stand.see("wrong password", showing: ["form#login"], document: "two")
        #expect(
            action == .fail(.outcome(.passwordRejected(field: .password, portalText: "wrong password"), .high)))
        #expect(stand.settled == [.rejected])
    }

    @Test("an adopted form that was provably never sent is taken back and sent, once")
    func adoptedUnsent() throws {
        var stand = try SignInStand(.adopted)
        let login = try #require(stand.recipe.pages.first { $0.name == "login" })
        stand.see(showing: ["form#login"], unsent: true)
        #expect(stand.tell(.refused(.answerUnknown)) == .look(seconds: 2))
        #expect(stand.see(showing: ["form#login"], changed: false, unsent: true) == .look(seconds: 2))
        #expect(stand.see(showing: ["form#login"], changed: false, unsent: true) == .withdraw)
        #expect(stand.tell(.withdrawn) == .ask(.password))
        #expect(stand.tell(.permitted) == .perform(login.steps, on: login))
        #expect(stand.tell(.done) == .look(seconds: 8))
        // What stays of it is an unanswered form like any other.
        #expect(stand.see(showing: ["form#login"], changed: false, unsent: true, after: 44) == .look(seconds: 8))
        #expect(stand.settled.isEmpty)
    }

    @Test("a form that was touched meanwhile, or came anew, is not taken back", arguments: [true, false])
    func adoptedTouched(isNewDocument: Bool) throws {
        var stand = try SignInStand(.adopted)
        stand.see(showing: ["form#login"], unsent: true)
        stand.tell(.refused(.answerUnknown))
        let action = stand.see(
            showing: ["form#login"], document: isNewDocument ? "two" : "one", changed: false, unsent: isNewDocument,
            after: 10)
        #expect(action == (isNewDocument ? .fail(.outcome(.crashed(cause: .interrupted), .high)) : .look(seconds: 8)))
    }

    @Test("an adopted page that is past the form judges what its forerunner sent")
    func adoptedInside() throws {
        var stand = try SignInStand(.adopted)
        #expect(stand.see(showing: [".accounts"], at: "/account") == .collect)
        #expect(stand.settled == [.accepted])
    }

    @Test("an adopted form without a verdict is an interruption, not an accusation")
    func adoptedWithoutVerdict() throws {
        var stand = try SignInStand(.adopted)
        stand.see(showing: ["form#login"])
        stand.tell(.refused(.answerUnknown))
        let action = stand.see("hm", showing: ["form#login"], document: "two", changed: false)
        #expect(action == .fail(.outcome(.crashed(cause: .interrupted), .high)))
        #expect(stand.settled == [.interrupted])
    }

    @Test("when the page is gone and the password was sent, nothing is sent again")
    func restarted() throws {
        var stand = try SignInStand(.restarted(address: "https://sample.example/login"))
        stand.see(showing: ["form#login"])
        stand.tell(.done)
        #expect(stand.tell(.refused(.answerUnknown)) == .fail(.outcome(.crashed(cause: .interrupted), .high)))
    }

    @Test("an adopted page that gives no answer leaves everything open")
    func adoptedSilence() throws {
        var stand = try SignInStand(.adopted)
        #expect(stand.tell(.sawNothing) == .look(seconds: 8))
        #expect(stand.tell(.sawNothing, after: 45) == .fail(.outcome(.crashed(cause: .interrupted), .high)))
        #expect(stand.settled == [.interrupted])
    }
}

@Suite("A run that goes on at a code")
struct SignInCodeAdoptionTests {
    @Test("an adopted form goes on waiting, after a moment for an answer, and makes the portal send nothing")
    func goesOn() throws {
        var stand = try SignInStand(.adopted)
        #expect(stand.see(showing: SignInStand.form) == .look(seconds: 8))
        #expect(stand.see(showing: SignInStand.form, changed: false, after: 4) == .look(seconds: 8))
        let offer = CodeOffer(channels: [.email, .sms, .totp], isSent: true)
        #expect(stand.see(showing: SignInStand.form, changed: false, after: 4) == .offerCode(offer))
        #expect(stand.settled == [.accepted], "its forerunner's password was taken")
        guard case .awaitCode = stand.tell(.channelChosen(.email)) else { throw Unexpected("no wait") }
        stand.sendCode(document: "one")
        #expect(stand.see(showing: [".accounts"], at: "/account", document: "in") == .collect)
        #expect(stand.codes == [.accepted])
        #expect(stand.settled == [.accepted, .accepted])
    }

    @Test("the answer to a code that was sent before is read, and no other is asked for")
    func answered() throws {
        var stand = try SignInStand(.adopted)
        stand.see(showing: SignInStand.form)
        #expect(stand.see(showing: [".accounts"], at: "/account", document: "in") == .collect)
        #expect(stand.codes == [.accepted])
        #expect(stand.settled == [.accepted])
    }

    @Test("a refusal of the code that was sent before ends the run")
    func refused() throws {
        var stand = try SignInStand(.adopted)
        let action = stand.see("That code is not correct", showing: ["#code"])
        guard case .fail(.outcome(.codeRejected, .high)) = action else { throw Unexpected(action) }
        #expect(stand.codes == [.rejected])
        #expect(stand.settled == [.rejected])
    }

    @Test("when no code comes the page is looked at once more, for an answer to the one before")
    func lateAnswer() throws {
        for isIn in [true, false] {
            var stand = try SignInStand(.adopted)
            stand.see(showing: SignInStand.form)
            stand.see(showing: SignInStand.form, changed: false, after: 8)
            stand.tell(.channelChosen(.email))
            #expect(stand.tell(.codeDenied(.timedOut), after: 600) == .look(seconds: 0))
            let action = stand.see(
                showing: isIn ? [".accounts"] : SignInStand.form, at: "/account", document: isIn ? "in" : "one")
            if isIn {
                #expect(action == .collect)
                #expect(stand.codes == [.accepted])
            } else {
                guard case .fail(.outcome(.codeTimedOut(.email, .some), .high)) = action else {
                    throw Unexpected(action)
                }
                #expect(stand.codes.isEmpty)
            }
        }
    }

    @Test("an adopted choice asks the host before the portal is made to send anything")
    func choice() throws {
        var stand = try SignInStand(.adopted)
        let shown: Set<String> = ["#channels", "#by-sms"]
        #expect(stand.see(showing: shown) == .look(seconds: 8))
        let offer = CodeOffer(channels: [.sms], isSent: false)
        #expect(stand.see(showing: shown, changed: false, after: 8) == .offerCode(offer))
    }

    @Test("a run that begins anew asks for a code anew")
    func restarted() throws {
        var stand = try SignInStand(.restarted(address: "https://sample.example/login"))
        stand.sendPassword()
        guard case .offerCode = stand.see(showing: SignInStand.form, document: "two") else {
            throw Unexpected("did not ask")
        }
        #expect(stand.codes.isEmpty)
    }
}
