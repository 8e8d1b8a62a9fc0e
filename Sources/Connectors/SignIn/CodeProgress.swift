import Domain
import Foundation
import Ports

/// How far a run is with the one-time code that its portal wants.
struct CodeProgress: Equatable {
    enum Phase: Equatable {
        /// The portal has not asked for one.
        case unasked
        /// The host decides whether one may come, and over what.
        case asking
        /// The portal is being made to send one.
        case requesting
        /// One is on its way.
        case requested
        /// The host waits for it.
        case awaiting
        /// It is here, and nobody has sent it.
        case held
        case sent
        /// None comes. An adopted page is looked at once more: it may have been answered meanwhile.
        case missed(CodeRefusal)
    }

    var phase = Phase.unasked
    /// What the host was last asked.
    var offer: CodeOffer?
    var channel: CodeChannel?
    /// The page that codes are typed into.
    var page: RecipePage?
    var destination: String?
    /// When the one that is waited for was sent, as far as known.
    var sentAt: Date?
    /// Since when the host is at work.
    var hostSince: Date?
    /// How long the last wait took.
    var waited: TimeInterval = 0
    /// Codes that the host let this run ask for.
    var requests = 0
    /// The request for which a channel was chosen on the portal's page.
    var chosenFor = 0

    /// The one further code was asked for.
    var isResend: Bool { offer?.isResend == true }

    var isMissed: Bool {
        if case .missed = phase { true } else { false }
    }

    mutating func wasRequested(at now: Date) {
        phase = .requested
        sentAt = now
    }
}
