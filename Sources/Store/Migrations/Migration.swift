/// One step of the schema. Numbered, run forward only, never edited once it was released.
public struct Migration: Sendable {
    public let number: Int
    public let name: String
    /// DDL in the tokens of `SQLDialect`.
    let statements: [String]

    /// Every step, in order.
    public static let all: [Migration] = [
        .people, .connections, .runs, .jobs, .codes, .sites, .filing, .authorizations, .attended,
    ]
}

// Frozen like the migrations that use them: a value that the product learns later needs a migration of its own.
extension Migration {
    /// A CHECK that a text column holds one of the 18 statuses (or NULL where the column may be).
    static func isStatus(_ column: String, as constraint: String) -> String {
        """
        CONSTRAINT \(constraint) CHECK (
            \(column) IN (
                'PENDING', 'CONNECTED', 'UNDER_INVESTIGATION', 'PASSWORD_INCORRECT', 'MFA_TOKEN_EXPIRED',
                'NEW_PASSWORD_NEEDED', 'ADDITIONAL_CREDENTIALS_NEEDED', 'ACCOUNT_LOCKED', 'WEBSITE_DOWN',
                'URL_INACCESSIBLE', 'NO_ACCOUNTS_FOUND', 'OTHER_ERROR', 'COMPANY_INACTIVE', 'AUTHORIZATION_EXPIRED',
                'AUTHORIZATION_DECLINED', 'AUTHORIZATION_REVOKED', 'PROVIDER_RETIRED', 'PAUSED'
            )
        )
        """
    }

    /// A CHECK that a column holds 0 or 1.
    static func isFlag(_ column: String, as constraint: String) -> String {
        "CONSTRAINT \(constraint) CHECK (\(column) IN (0, 1))"
    }
}
