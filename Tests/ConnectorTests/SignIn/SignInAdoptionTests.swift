import Domain
import Foundation
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
