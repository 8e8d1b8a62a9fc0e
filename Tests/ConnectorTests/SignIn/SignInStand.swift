import Domain
import Foundation
import Testing

@testable import Connectors

/// A machine over the sample recipe with a clock that goes by one second per event.
struct SignInStand {
    var machine: SignInMachine
    let recipe: Recipe
    var now = Date(timeIntervalSince1970: 1_000_000)
    var settled: [Submission.Verdict] = []
    var stages: [RunStage] = []
    var codes: [CodeVerdict] = []

    init(
        _ beginning: SignInBeginning = .fresh(address: "https://sample.example/login"), answers: Set<String> = [],
        recipe text: String = SampleRecipe.text
    ) throws {
        recipe = try SampleRecipe.read(text)
        machine = SignInMachine(
            beginning: beginning, answers: answers, habits: recipe.provider.codes,
            deadline: now.addingTimeInterval(120))
        note(machine.begin())
    }

    @discardableResult
    mutating func tell(_ event: SignInEvent, after seconds: Double = 1) -> SignInAction {
        now += seconds
        return note(machine.handle(event, at: now))
    }

    @discardableResult
    mutating func see(
        _ text: String = "", showing selectors: Set<String> = [], at path: String = "/login", status: Int? = 200,
        document: String = "one", error: String? = nil, changed: Bool = true, unsent: Bool = false,
        after seconds: Double = 1
    ) -> SignInAction {
        let frame = FrameFacts(
            text: text, visible: selectors,
            labels: ["#question": "Name of your first pet?", "#sent-to": "s…y@example.com"])
        let facts = PageFacts(
            address: "https://sample.example" + path, status: status, title: "", frames: [frame])
        return tell(
            .saw(
                Sighting(
                    facts: facts, documentID: document, networkError: error, hasChanged: changed, isUnsent: unsent,
                    recipe: recipe)),
            after: seconds)
    }

    @discardableResult
    private mutating func note(_ turn: SignInTurn) -> SignInAction {
        if let verdict = turn.settled { settled.append(verdict) }
        if let stage = turn.stage { stages.append(stage) }
        if let verdict = turn.codeSettled { codes.append(verdict) }
        return turn.action
    }

    /// Brings the machine to where the password was just sent.
    mutating func sendPassword() {
        see(showing: ["form#login", "input[type=password]"])
        tell(.done)
        tell(.permitted)
        tell(.done)
    }
}

/// Ways to where one-time codes are in play.
extension SignInStand {
    static let form: Set<String> = ["#code", "#resend"]

    func page(_ name: String) throws -> RecipePage { try #require(recipe.pages.first { $0.name == name }) }

    /// The password is sent, and the portal lets choose; the host takes one of the channels.
    @discardableResult
    mutating func choose(_ channel: CodeChannel) -> SignInAction {
        sendPassword()
        see(showing: ["#channels", "#by-email", "#by-sms", "#by-app"], document: "choice")
        return tell(.channelChosen(channel))
    }

    /// A code over the channel is waited for.
    mutating func awaitCode(_ channel: CodeChannel = .email) {
        choose(channel)
        tell(.done)
        see(showing: Self.form, document: "form")
    }

    /// The code is here, goes out, and the portal has it.
    mutating func sendCode(on text: String = "", document: String = "form") {
        tell(.codeArrived)
        see(text, showing: Self.form, document: document)
        tell(.permitted)
        tell(.done)
    }
}

/// Something happened that the test does not know.
struct Unexpected: Error {
    let what: String
    init(_ what: Any) { self.what = "\(what)" }
}

/// Deterministic chance (SplitMix64).
struct SplitMix {
    var state: UInt64

    mutating func below(_ limit: Int) -> Int {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return Int((value ^ (value >> 31)) % UInt64(limit))
    }
}
