import Domain
import Foundation
import Ports
import Testing

@testable import Connectors

/// A machine over the sample recipe, with pages that people can see to themselves, and a clock that goes by one second
/// per event.
struct AttendedStand {
    var machine: AttendedMachine
    let recipe: Recipe
    var now = Date(timeIntervalSince1970: 1_000_000)
    var settled: [Submission.Verdict] = []
    var sent: [TypedSubmission] = []
    var notices: [AttendedNotice] = []
    private var documents = 0

    init(known: SignInCredentials = SignInCredentials(username: Secret(""), password: Secret(""))) throws {
        recipe = try SampleRecipe.read(Self.text)
        machine = AttendedMachine(known: known)
    }

    @discardableResult
    mutating func tell(_ event: AttendedEvent, after seconds: Double = 1) -> AttendedAction {
        now += seconds
        let turn = machine.handle(event, at: now)
        if let verdict = turn.settled { settled.append(verdict) }
        if let submission = turn.sent { sent.append(submission) }
        notices += turn.notices
        return turn.action
    }

    /// - Parameter isNew: in a document of its own, as after a navigation.
    @discardableResult
    mutating func see(
        _ scene: Scene, isNew: Bool = true, changed: Bool = true, words: String = "", after seconds: Double = 1
    ) -> AttendedAction {
        if isNew { documents += 1 }
        let frame = FrameFacts(
            text: scene.text + words, visible: scene.visible, labels: ["#question": "Name of your first pet?"])
        let facts = PageFacts(
            address: "https://sample.example\(scene.path)?q=1", status: scene.status, title: "", frames: [frame])
        let sighting = Sighting(
            facts: facts, documentID: "document \(documents)", networkError: scene.error, hasChanged: changed,
            recipe: recipe)
        return tell(.saw(sighting), after: seconds)
    }

    @discardableResult
    mutating func send(_ typed: Typed, from path: String? = nil) -> AttendedAction {
        let address =
            path.map { "https://sample.example\($0)" }
            ?? machine.last.map { last in
                AddressParts(last.facts.address).withoutQuery
            }
        return tell(.sent(typed.entry, from: address ?? ""))
    }

    private static let text = SampleRecipe.text.replacing(
        "  paperless:\n",
        with: """
              new_password:
                when: { selector: "#new", text: "has expired" }
                means: { outcome: new_password_required }
              wrong_answer:
                when: { selector: "#answer", text: "answer is not right" }
                means:
                  outcome: additional_credentials_required
                  prompt: { name: pet, label: "Your first pet?" }
              terms:
                when: { text: "accept our terms" }
                means: { outcome: action_required_at_provider, step: accept_terms }
              captcha:
                when: { text: "not a robot" }
                means: { outcome: blocked_by_provider, kind: captcha }
              wall:
                when: { text: "Access denied" }
                means: { outcome: blocked_by_provider, kind: waf }
              empty:
                when: { text: "no accounts yet" }
                means: { outcome: no_accounts }
              approval:
                when: { text: "Approve in our app" }
                means: { outcome: approval_required, channel: app }
              paperless:

            """)
}

/// The pages that a person may come to.
enum Scene: CaseIterable {
    case signIn, refused, question, wrongAnswer, choice, code, wrongCode, oldCode, approval, newPassword, terms, captcha
    case busy, nag, locked, maintenance, wall, empty, unknown, unknownForm, inside, serverError, forbidden, offline

    var visible: Set<String> {
        switch self {
        case .signIn, .refused: ["form#login", "input[type=password]"]
        case .question, .wrongAnswer: ["#answer"]
        case .choice: ["#channels", "#by-email"]
        case .code, .wrongCode, .oldCode: ["#code"]
        case .newPassword: ["#new", "input[type=password]"]
        case .unknownForm: ["input[type=password]"]
        case .inside: [".accounts"]
        default: []
        }
    }

    var text: String {
        switch self {
        case .refused: "That does not match our records"
        case .wrongAnswer: "Your answer is not right"
        case .wrongCode: "That code is not correct"
        case .oldCode: "That code has expired"
        case .approval: "Approve in our app"
        case .newPassword: "Your password has expired"
        case .terms: "Please accept our terms"
        case .captcha: "Show that you are not a robot"
        case .busy: "Signing you in"
        case .nag: "Go paperless today"
        case .locked: "Your account has been locked"
        case .maintenance: "There is scheduled maintenance"
        case .wall: "Access denied"
        case .empty: "You have no accounts yet"
        default: "Hello"
        }
    }

    var path: String { self == .inside ? "/account/list" : "/login" }

    var status: Int? {
        switch self {
        case .serverError: 503
        case .forbidden: 403
        case .offline: nil
        default: 200
        }
    }

    var error: String? { self == .offline ? "net::ERR_CONNECTION_REFUSED" : nil }

    /// What the host is told when the page rests, whatever was sent.
    var notice: AttendedNotice? {
        switch self {
        case .signIn: .signInPage
        case .refused: .passwordRefused(portalText: "does not match our records")
        case .question: .questionAsked(label: "Name of your first pet?")
        case .wrongAnswer: .questionAsked(label: "Your first pet?")
        case .choice, .code, .approval: .codeAsked
        case .wrongCode, .oldCode: .codeRefused
        case .newPassword: .newPasswordAsked
        case .terms, .captcha, .unknown, .unknownForm, .forbidden: .unknownPage
        case .inside: .signedIn
        case .busy, .nag, .locked, .maintenance, .wall, .empty, .serverError, .offline: nil
        }
    }

    /// The outcome that the sign-in ends with there.
    var outcome: String? {
        switch self {
        case .locked: "account_locked"
        case .maintenance, .serverError, .offline: "site_down"
        case .wall: "blocked_by_provider"
        case .empty: "no_accounts"
        default: nil
        }
    }

    /// What it says to what was sent; nil says nothing.
    func verdict(on typed: Typed) -> Submission.Verdict? {
        switch (self, typed) {
        case (.busy, _), (.nag, _): nil
        case (.refused, .password), (.wrongAnswer, .answer), (.wrongCode, .code), (.oldCode, .code): .rejected
        case (.signIn, _), (.refused, _), (.unknownForm, _), (.offline, _), (.newPassword, .newPassword),
            (.question, .answer), (.choice, .code), (.code, .code), (.approval, .code):
            .interrupted
        default: .accepted
        }
    }
}

/// What a person may send.
enum Typed: CaseIterable {
    case password, newPassword, answer, code

    var entry: TypedEntry {
        switch self {
        case .password: TypedEntry(username: Secret("pat"), password: Secret("first word"))
        case .newPassword: TypedEntry(newPassword: Secret("new word"))
        case .answer: TypedEntry(answer: TypedEntry.Answer(name: "pet", value: Secret("Rex")))
        case .code: TypedEntry(code: Secret("123456"))
        }
    }

    /// The page that it is sent from.
    var scene: Scene {
        switch self {
        case .password: .signIn
        case .newPassword: .newPassword
        case .answer: .question
        case .code: .code
        }
    }
}
