import Domain
import Foundation

/// Decides what to do at a portal until an outcome is known. It touches nothing: it is told what was seen and answers
/// with the next action. Each secret is asked for and sent at most once in its life.
struct SignInMachine {
    let patience: Patience
    /// Moves on while the host decides and waits: that time is not the run's.
    var deadline: Date
    /// Names of the answers at hand.
    let answers: Set<String>
    let beginning: SignInBeginning
    /// How the provider's codes come; nil when it asks for none.
    let habits: CodeHabits?

    var code = CodeProgress()
    var stage: RunStage?
    /// What was sent and is not judged yet.
    var open: Submission.Kind?
    /// Secrets that the host let go in this run.
    var sent: Set<String> = []
    var hasSettled = false
    /// The page that is being worked on.
    var work: Work?
    var visits: [String: Int] = [:]
    /// Since when nothing known was seen.
    var lostSince: Date?
    /// Since when the page gives no answer.
    var silentSince: Date?
    /// The host refused a second submission: only the portal's answer to the first is waited for.
    var isWatching = false
    /// An unsent form was found and taken back; once is enough.
    var hasWithdrawn = false
    var hasKnownAnyPage = false

    struct Work {
        enum Phase {
            case typing, asking, sending
            /// Everything is done; the portal has the word.
            case waiting
            /// The form came back after its secret was sent.
            case shownAgain
        }

        let page: RecipePage
        /// What was seen when the work began.
        let sighting: Sighting
        var phase: Phase
        var since: Date
    }

    init(
        beginning: SignInBeginning, answers: Set<String>, habits: CodeHabits? = nil, deadline: Date,
        patience: Patience = .standard
    ) {
        self.beginning = beginning
        self.habits = habits
        self.answers = answers
        self.deadline = deadline
        self.patience = patience
    }

    /// The first turn.
    mutating func begin() -> SignInTurn {
        switch beginning {
        case .fresh(let address), .restarted(let address): turn(.open(address: address), stage: .openingPortal)
        case .found, .adopted: turn(.look(seconds: 0))
        }
    }

    /// The turn that answers an event.
    mutating func handle(_ event: SignInEvent, at now: Date) -> SignInTurn {
        switch event {
        case .saw(let sighting): saw(sighting, at: now)
        case .sawNothing: sawNothing(at: now)
        case .done: done(at: now)
        case .missing(let selector): missing(selector)
        case .permitted: permitted(at: now)
        case .refused(let refusal): refused(refusal, at: now)
        case .withdrawn: withdrawn()
        case .channelChosen(let channel): channelChosen(channel, at: now)
        case .codeArrived: codeArrived(at: now)
        case .codeDenied(let refusal): codeDenied(refusal, at: now)
        }
    }

    func look() -> SignInTurn { turn(.look(seconds: patience.quiet)) }

    func turn(_ action: SignInAction) -> SignInTurn { SignInTurn(stage: nil, settled: nil, action: action) }

    mutating func turn(_ action: SignInAction, stage next: RunStage?) -> SignInTurn {
        defer { stage = next ?? stage }
        return SignInTurn(stage: next == stage ? nil : next, settled: nil, action: action)
    }
}
