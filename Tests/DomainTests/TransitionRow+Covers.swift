import Domain
import Foundation

private let underneath = ConnectionStatus.allCases.filter { !$0.isCover }
private let errors = underneath.filter { $0 != .pending }

extension TransitionRow {
    /// 57: an operator reclassifies.
    static let reclassified: [TransitionRow] = ConnectionStatus.allCases
        .filter { ($0.isSignInError || $0.isSiteError || $0 == .providerRetired) && $0 != .underInvestigation }
        .map { TransitionRow(57, "operator reclassifies", .underInvestigation, .reclassified($0), $0) }

    /// 64–76: authorizations, retirement, pausing, companies.
    static let covers: [TransitionRow] =
        underneath.flatMap { status in
            [
                TransitionRow(
                    64, "expiry reached", status, .authorizationExpired(.authorizationExpired), .authorizationExpired),
                TransitionRow(
                    70, "revoked", status, .authorizationRevoked(.revokedByCustomer), .authorizationRevoked),
                TransitionRow(71, "path ends", status, .providerRetired, .providerRetired),
                TransitionRow(73, "pause", status, .paused(by: .operator), .paused),
                TransitionRow(
                    74, "resume", connection(status, covers: [.paused]), status, (minute, .resumed)),
                TransitionRow(75, "deactivated", status, .companyDeactivated, .companyInactive),
                TransitionRow(
                    76, "reactivated", connection(status, covers: [.companyInactive]), status,
                    (minute, .companyReactivated)),
            ]
        }
        + errors.flatMap { status in
            [
                TransitionRow(67, "renewed", status, .authorizationRenewed(withCredentials: false), status),
                TransitionRow(67, "renewed", status, .authorizationRenewed(withCredentials: true), status),
                TransitionRow(68, "renewal declined", status, .authorizationDeclined, status),
            ]
        }
        + [
            covered(
                64, "declined stays", [.authorizationDeclined], .authorizationExpired(.authorizationExpired),
                .authorizationDeclined),
            covered(65, "renewed", [.authorizationExpired], .authorizationRenewed(withCredentials: true), .pending),
            covered(
                65, "renewed without credentials", [.authorizationExpired],
                .authorizationRenewed(withCredentials: false), .authorizationExpired),
            covered(66, "declined", [.authorizationExpired], .authorizationDeclined, .authorizationDeclined),
            covered(
                69, "authorizes later", [.authorizationDeclined], .authorizationRenewed(withCredentials: true), .pending
            ),
            covered(72, "migrated", [.providerRetired], .providerMigrated, .pending),
            covered(73, "declined stays", [.authorizationDeclined], .paused(by: .customer), .authorizationDeclined),
        ]
        + Cover.allCases.map {
            covered(70, "revoked", [$0], .authorizationRevoked(.revokedByOperator), .authorizationRevoked)
        }

    private static func covered(
        _ number: Int, _ cause: String, _ covers: Set<Cover>, _ event: ConnectionEvent, _ to: ConnectionStatus
    ) -> TransitionRow {
        TransitionRow(number, cause, connection(.connected, covers: covers), to, (minute, event))
    }
}
