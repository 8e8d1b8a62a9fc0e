import Domain
import Foundation
import UseCases

/// Authorizations as rows, each leading to its connection.
struct AuthorizationTable: Sendable {
    let rows: [Row]
    let namesCustomers: Bool

    struct Row: Sendable {
        let address: String
        let customer: String
        let provider: String
        let mark: StatusMark
        let ends: Moment?
        /// In the place of an end: until revoked, or why there is none.
        let endless: String
        let granted: Moment?
        let scope: String
    }

    /// - Returns: nil without authorizations.
    init?(_ authorizations: [AuthorizationSummary], namesCustomers: Bool = true, viewer: Viewer) {
        guard !authorizations.isEmpty else { return nil }
        rows = authorizations.map { Row($0, viewer: viewer) }
        self.namesCustomers = namesCustomers
    }
}

extension AuthorizationTable.Row {
    fileprivate init(_ summary: AuthorizationSummary, viewer: Viewer) {
        let authorization = summary.authorization
        address = "/connections/\(authorization.connectionID.prefixed)"
        customer = summary.customer.name
        provider = summary.provider.name
        mark = authorization.state.mark
        ends = authorization.shownEnd.map(viewer.moment)
        endless = authorization.state == .active ? "until revoked" : "–"
        granted = authorization.grantedAt.map(viewer.moment)
        scope = authorization.scope.words
    }
}

extension Authorization {
    /// When it ends or ended; nil when it does not, or never began.
    var shownEnd: Date? {
        switch state {
        case .active, .expired: expiresAt ?? endedAt
        case .declined, .revoked: endedAt
        case .requested: nil
        }
    }
}
