public import Foundation

/// Over which channel a code shall come, and who is expected to bring it. Pure: R-mfa and the ladder of durability.
public struct CodeChoice: Sendable, Equatable {
    public let channel: CodeChannel
    /// The route that delivers; nil when a person types the code.
    public let route: CodeRoute?

    /// Whether the code is made here: the portal is not asked for anything.
    public var isMade: Bool { route?.kind == .authenticator }

    /// Chooses among what a portal offers: the connection's own route, and, when a person is present, what he can type.
    /// - Parameters:
    ///   - offered: the portal's channels, in its order.
    ///   - route: the connection's live route.
    ///   - isAttended: a person looks on.
    public static func among(
        _ offered: [CodeChannel], route: CodeRoute?, isAttended: Bool, at now: Date,
        rhythm: RetryRhythm = .standard
    ) throws(CodeRefusal) -> CodeChoice {
        guard route?.kind != .off else { throw .switchedOff }
        if let route, let channel = route.serving(offered), isAttended || route.isProven(at: now, rhythm: rhythm) {
            return CodeChoice(channel: channel, route: route)
        }
        guard isAttended else {
            let isElsewhere = route?.kind.channel != nil && route?.serving(offered) == nil
            throw isElsewhere ? .noChannel : .noRoute
        }
        guard let typed = offered.first(where: { !$0.isApproval }) else { throw .noChannel }
        return CodeChoice(channel: typed, route: nil)
    }
}

extension CodeRoute {
    /// The channel among the offered ones that this route serves. A portal that names none may mean any.
    fileprivate func serving(_ offered: [CodeChannel]) -> CodeChannel? {
        guard let own = kind.channel else { return nil }
        if offered.contains(own) { return own }
        return own != .totp && offered.contains(.unknown) ? .unknown : nil
    }
}

extension Run {
    /// A person asked for this run and looks on, so that a code may be asked for without a proven route.
    public var isAttended: Bool {
        switch trigger {
        case .repair, .rehearsal: true
        case .manual, .first: requestedBy != nil
        case .schedule, .canary: false
        }
    }
}
