import Domain
import Foundation
import Ports
import Testing

@testable import Connectors

@Suite("Watching a person sign in")
struct AttendedMachineTests {
    @Test("each page is told by what it means, and the ends end", arguments: Scene.allCases)
    func untyped(_ scene: Scene) throws {
        var stand = try AttendedStand()
        stand.see(scene)
        let action = stand.see(scene, isNew: false, changed: false, after: 5)
        #expect(stand.notices.last == scene.notice)
        #expect(stand.notices.count <= (scene == .inside ? 2 : 1), "the same is told once: \(stand.notices)")
        try expectEnd(action, scene)
        #expect(stand.settled.isEmpty && stand.sent.isEmpty && stand.machine.gathering.typed == nil)
    }

    @Test("what was sent is judged by the page that follows", arguments: Typed.allCases, Scene.allCases)
    func typed(_ typed: Typed, _ scene: Scene) throws {
        var stand = try AttendedStand()
        stand.see(typed.scene)
        stand.send(typed)
        #expect(stand.sent.map(\.kind) == [typed.entry.kind])
        stand.notices = []
        var action = stand.see(scene)
        if case .watch = action { action = stand.see(scene, isNew: false, changed: false, after: 5) }
        let verdict = scene.verdict(on: typed)
        #expect(stand.settled == (verdict.map { [$0] } ?? []))
        let isNewSet = typed == .newPassword && verdict == .accepted && (scene.outcome == nil || scene == .empty)
        let expected = [isNewSet && scene.outcome == nil ? .newPasswordSet : nil, scene.notice].compactMap { $0 }
        #expect(stand.notices == expected)
        try expectEnd(action, scene)
        let isKept = verdict == .accepted && typed != .code && (scene.outcome == nil || scene == .empty)
        let kept = stand.machine.gathering.typed
        #expect((kept != nil) == (isKept && typed != .answer), "an answer alone is no sign-in")
        if typed == .newPassword, isKept { #expect(kept?.password.exposed == "new word") }
    }

    private func expectEnd(_ action: AttendedAction, _ scene: Scene) throws {
        switch action {
        case .collect: #expect(scene == .inside)
        case .fail(.outcome(let outcome, _)): #expect(outcome.code == scene.outcome)
        case .watch: #expect(scene.outcome == nil && scene != .inside)
        case .fail(let failure): throw Unexpected(failure)
        }
    }

    @Test("a refused password may be tried again, and only the accepted one is kept")
    func again() throws {
        var stand = try AttendedStand()
        stand.see(.signIn)
        stand.send(.password)
        stand.see(.refused)
        stand.tell(.sent(TypedEntry(username: Secret("pat2"), password: Secret("second word")), from: ""))
        #expect(stand.see(.inside) == .collect)
        #expect(stand.settled == [.rejected, .accepted])
        #expect(
            stand.notices == [.signInPage, .passwordRefused(portalText: "does not match our records"), .signedIn])
        #expect(stand.machine.gathering.typed?.username.exposed == "pat2")
        #expect(stand.machine.gathering.typed?.password.exposed == "second word")
    }

    @Test("words that stood there before are no answer until the page moved and rests")
    func staleWords() throws {
        var stand = try AttendedStand()
        stand.see(.refused)
        stand.send(.password)
        stand.see(.refused, isNew: false, changed: false)
        stand.see(.refused, isNew: false, changed: true)
        #expect(stand.settled.isEmpty)
        stand.see(.refused, isNew: false, changed: false)
        #expect(stand.settled == [.rejected])
        #expect(stand.notices.count == 2, "the second refusal is told, too")
    }

    @Test("words that went away and came back are an answer at once")
    func sameWords() throws {
        var stand = try AttendedStand()
        stand.see(.refused)
        stand.send(.password)
        stand.see(.signIn, isNew: false)
        #expect(stand.settled.isEmpty, "a form that lost its words may get others")
        stand.see(.refused, isNew: false)
        #expect(stand.settled == [.rejected])
    }

    @Test("a portal that never answers leaves the verdict open, and the person may go on")
    func silence() throws {
        var stand = try AttendedStand()
        stand.see(.signIn)
        stand.send(.password)
        for _ in 1...4 { #expect(stand.tell(.sawNothing, after: 8) == .watch(seconds: 6)) }
        stand.see(.signIn, isNew: false, changed: false, after: 20)
        #expect(stand.settled == [.interrupted])
    }

    @Test("a form of an earlier page is judged by the page that is in sight")
    func lateForm() throws {
        var stand = try AttendedStand()
        stand.see(.question)
        stand.send(.password, from: "/start")
        stand.see(.question, isNew: false, changed: false)
        #expect(stand.settled == [.accepted])
    }

    @Test("the user name of an earlier step is kept with the password, answers by their name, codes never")
    func steps() throws {
        var stand = try AttendedStand()
        stand.see(.unknown)
        stand.tell(.sent(TypedEntry(username: Secret("pat")), from: ""))
        #expect(stand.sent.isEmpty, "a user name is no secret to be judged")
        stand.tell(.sent(TypedEntry(password: Secret("word")), from: ""))
        stand.see(.question)
        stand.send(.answer)
        stand.see(.code)
        stand.send(.code)
        stand.see(.newPassword)
        stand.send(.newPassword)
        stand.see(.inside)
        #expect(stand.settled == [.accepted, .accepted, .accepted, .accepted])
        #expect(stand.sent.map(\.kind) == [.password, .answer, .code, .password])
        #expect(stand.sent[1].credentials.answers["pet"]?.exposed == "Rex")
        #expect(stand.sent[2].credentials.answers["code"]?.exposed == "123456")
        #expect(stand.sent[3].credentials.username.exposed == "pat")
        let typed = try #require(stand.machine.gathering.typed)
        #expect(typed.username.exposed == "pat" && typed.password.exposed == "new word")
        #expect(typed.answers.mapValues(\.exposed) == ["pet": "Rex"])
        #expect(stand.notices.suffix(2) == [.newPasswordSet, .signedIn])
    }

    @Test("what the host holds stands in for what was not typed")
    func known() throws {
        var stand = try AttendedStand(
            known: SignInCredentials(username: Secret("pat"), password: Secret("old word")))
        stand.see(.question)
        stand.send(.answer)
        stand.see(.inside)
        #expect(stand.machine.gathering.typed?.password.exposed == "old word")
        #expect(stand.machine.gathering.typed?.answers["pet"]?.exposed == "Rex")
    }

    @Test("the person's word opens a page that nobody knows, and is not asked for elsewhere")
    func word() throws {
        var stand = try AttendedStand()
        stand.see(.signIn)
        #expect(!stand.machine.isAtALoss)
        stand.see(.unknown)
        #expect(stand.machine.isAtALoss)
        #expect(stand.tell(.saidSignedIn) == .collect)
        #expect(stand.notices.last == .signedIn)
    }

    @Test("an app's address that the recipe names ends the sign-in; another is only told")
    func apps() throws {
        var stand = try AttendedStand()
        stand.see(.signIn)
        stand.send(.password)
        stand.tell(.leftForApp(isNamed: false))
        #expect(stand.settled.isEmpty && stand.notices.last == .caughtRedirect)
        #expect(stand.tell(.leftForApp(isNamed: true)) == .collect)
        #expect(stand.settled == [.accepted])
        #expect(stand.notices.suffix(2) == [.caughtRedirect, .signedIn])
    }

    @Test("who gives up leaves what the page proves, or nothing", arguments: Scene.allCases)
    func givingUp(_ scene: Scene) throws {
        guard scene.outcome == nil, scene != .inside else { return }
        var stand = try AttendedStand()
        stand.see(scene)
        let end = stand.tell(.gaveUp)
        switch scene {
        case .terms: #expect("\(end)".contains("actionRequiredAtProvider"))
        case .captcha, .forbidden: #expect("\(end)".contains("blockedByProvider"))
        default: #expect(end == .fail(.outcome(.crashed(cause: .deadline), .high)))
        }
    }

    @Test("whatever happens, each secret gets one verdict, and only words reject it")
    func chance() throws {
        for seed in 1...300 {
            var chance = SplitMix(state: UInt64(seed))
            var stand = try AttendedStand()
            var scenes: [Scene] = []
            walk: for _ in 1...40 {
                let action: AttendedAction
                if chance.below(3) == 0 {
                    action = stand.send(Typed.allCases[chance.below(Typed.allCases.count)])
                } else {
                    let scene = Scene.allCases[chance.below(Scene.allCases.count)]
                    scenes.append(scene)
                    action = stand.see(scene, isNew: chance.below(2) == 0, changed: chance.below(2) == 0)
                }
                let sent = stand.sent.count
                #expect(stand.settled.count == sent || stand.settled.count == sent - 1)
                guard case .watch = action else { break walk }
            }
            let refusals = scenes.count { [.refused, .wrongAnswer, .wrongCode, .oldCode].contains($0) }
            #expect(stand.settled.count { $0 == .rejected } <= refusals)
            #expect(stand.machine.gathering.typed?.answers["code"] == nil)
        }
    }
}
