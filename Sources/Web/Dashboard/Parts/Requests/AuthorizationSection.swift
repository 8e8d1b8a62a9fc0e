import Domain
import Foundation
import UseCases

/// The permission on a connection's page: where it stands, what it allows, until when, and the evidence that it was given.
struct AuthorizationSection: Sendable {
    let mark: StatusMark
    let facts: [Fact]
    let evidence: Evidence?
    let revocation: Link?

    struct Evidence: Sendable {
        let label: String
        let items: [Item]

        struct Item: Sendable {
            let facts: [Fact]
        }
    }

    init(_ detail: AuthorizationDetail, viewer: Viewer) {
        let authorization = detail.authorization
        mark = authorization.state.mark
        facts = Self.facts(authorization, viewer: viewer)
        evidence =
            detail.consents.isEmpty
            ? nil
            : Evidence(
                label: "Evidence of \(counted(detail.consents.count, "consent"))",
                items: detail.consents.map { Evidence.Item(facts: Self.facts($0, viewer: viewer)) })
        revocation =
            viewer.may(.operate) && authorization.state != .revoked
            ? Link(
                label: "Revoke", address: "/connections/\(authorization.connectionID.prefixed)/revocation",
                isQuiet: true) : nil
    }

    private static func facts(_ authorization: Authorization, viewer: Viewer) -> [Fact] {
        let end = authorization.shownEnd.map { Fact(exactly: authorization.endLabel, $0, viewer: viewer) }
        return [
            Fact(label: "Allows", text: authorization.scope.words),
            authorization.state == .requested
                ? Fact(label: "Asked for", text: authorization.term.words)
                : end ?? Fact(label: "Ends", text: "when somebody revokes it"),
            authorization.grantedAt.map { Fact(exactly: "Given", $0, viewer: viewer) },
            authorization.replaces.map {
                Fact(
                    label: "Continues",
                    link: Link(label: "a connection that was revoked", address: "/connections/\($0.prefixed)"))
            },
            Fact(label: "Id", code: authorization.id.prefixed),
        ].compactMap(\.self)
    }

    private static func facts(_ consent: Consent, viewer: Viewer) -> [Fact] {
        [
            Fact(exactly: "When", consent.at, viewer: viewer),
            Fact(label: "Who", text: consent.giver.word),
            Fact(label: "Allowed", text: consent.scope.words),
            Fact(label: "For", text: AuthorizationTerm(consent.term)?.words ?? consent.term),
            Fact(label: "Wording", text: "\(consent.textVersion), \(consent.language.word)"),
            consent.address.map { Fact(label: "From", code: $0) },
            consent.userAgent.map { Fact(label: "Browser", text: $0) },
        ].compactMap(\.self)
    }
}

extension Authorization {
    fileprivate var endLabel: String {
        switch state {
        case .active, .requested: "Ends"
        case .expired: "Expired"
        case .declined: "Declined"
        case .revoked: "Revoked"
        }
    }
}

extension Fact {
    /// An instant told both ways: how far it is, and when exactly.
    init(exactly label: String, _ date: Date, viewer: Viewer) {
        let moment = viewer.moment(date)
        self.init(label: label, moment: moment, text: ", \(moment.exact)")
    }
}
