import Domain
import Foundation
import UseCases

/// How a connection's codes come and how that is doing, on the connection's page.
struct CodeSection: Sendable {
    let tone: String
    let word: String
    let sentence: String
    let facts: [Fact]
    let links: [Link]
    let posts: [Post]

    /// Nil where no codes are to be expected.
    /// - Parameter nextRehearsal: When the route is tried out anew with nobody asking for it.
    init?(_ codes: CodeRouteDetail, nextRehearsal: Date?, viewer: Viewer) {
        let isAsked = codes.provider.codes != nil || codes.connection.status == .mfaTokenExpired
        guard codes.connection.kind == .online, codes.route != nil || isAsked || codes.trust != nil else { return nil }
        let address = "/connections/\(codes.connection.id.prefixed)/codes"
        let hasRelay = codes.route?.kind == .email || codes.route?.kind == .sms
        let isTried = hasRelay || codes.route?.kind == .authenticator
        tone = codes.health.tone
        word = codes.health.word
        sentence = codes.health.sentence(codes)
        facts = Self.facts(codes, nextRehearsal: nextRehearsal, viewer: viewer)
        links = [
            codes.mayChange
                ? Link(label: codes.route == nil ? "Set up code forwarding" : "Change", address: address, isQuiet: true)
                : nil,
            codes.route == nil && codes.ledger.lines.isEmpty
                ? nil : Link(label: "What came in", address: address + "/ledger", isQuiet: true),
        ].compactMap(\.self)
        let isEnding = codes.health == .ending
        posts =
            codes.mayChange && (isTried || isEnding)
            ? [Post(label: isEnding ? "Sign in and type a code" : "Send a test code", address: address + "/rehearsals")]
            : []
    }

    private static func facts(_ codes: CodeRouteDetail, nextRehearsal: Date?, viewer: Viewer) -> [Fact] {
        guard let route = codes.route else { return trust(codes, viewer: viewer) }
        let isRelay = route.kind == .email || route.kind == .sms
        let last = route.lastDelay.map { "\(CalendarWords.length($0)) after it was asked for" }
        let lines: [Fact?] = [
            Fact(label: "Way", text: route.kind.name),
            isRelay ? codes.address.map { Fact(label: "Address", code: $0) } : nil,
            isRelay || route.kind == .authenticator
                ? Fact(
                    label: "Proven", moment: route.provenAt.map(viewer.moment),
                    text: route.provenAt == nil ? "not yet" : nil) : nil,
            isRelay
                ? Fact(
                    label: "Last message", moment: route.lastArrivalAt.map(viewer.moment),
                    text: route.lastArrivalAt == nil ? "none yet" : last.map { ", \($0)" }) : nil,
            route.misses > 0 ? Fact(label: "Did not come", text: counted(route.misses, "code") + " in a row") : nil,
            nextRehearsal.map { Fact(label: "Next trial", moment: viewer.moment($0)) },
        ]
        return lines.compactMap(\.self) + trust(codes, viewer: viewer)
    }

    /// While the portal knows our browser, it asks for no code at all.
    private static func trust(_ codes: CodeRouteDetail, viewer: Viewer) -> [Fact] {
        guard codes.trust != nil else { return [] }
        return [
            Fact(
                label: "Device known until", moment: codes.trustEndsAt.map(viewer.moment),
                text: codes.trustEndsAt == nil ? "the portal forgets it" : nil)
        ]
    }
}

extension CodeRouteHealth {
    /// Good, somebody has to act, or neither: the stylesheet's names.
    var tone: String {
        switch self {
        case .proven: "good"
        case .stale, .unusable, .silent, .ending: "you"
        case .missing, .unproven, .slow, .live, .off: "waiting"
        }
    }

    var word: String {
        switch self {
        case .missing: "Nothing is set up"
        case .unproven: "Not tried yet"
        case .proven: "Works"
        case .stale: "Proof too old"
        case .slow: "Slow"
        case .unusable: "Too slow"
        case .silent: "Silent"
        case .live: "Typed by a person"
        case .ending: "Soon to be renewed"
        case .off: "Switched off"
        }
    }

    /// What that means, and what comes of it.
    func sentence(_ codes: CodeRouteDetail) -> String {
        let provider = codes.provider.name
        return switch self {
        case .missing: "When \(provider) asks for a code, somebody has to be there."
        case .unproven: "It counts only when a code has gone all the way to \(provider). Send a test code."
        case .proven: "When \(provider) asks for a code, nobody has to be there."
        case .stale: "No code has gone through it for more than 35 days, so it is not relied on. Send a test code."
        case .slow: "Codes take more than two minutes to arrive. It works; a more durable way would be safer."
        case .unusable: "Codes take more than five minutes to arrive, which is too long. Choose another way."
        case .silent: "Two codes in a row were asked for and did not arrive. Look at the steps, then send a test code."
        case .live: "Each time that \(provider) asks for a code, somebody has to type it."
        case .ending:
            "\(provider) is about to forget this device and will then ask for a code. Type one now, while somebody is at hand."
        case .off: "\(provider) no longer asks for a code. When it does, somebody is asked to set one up."
        }
    }
}
