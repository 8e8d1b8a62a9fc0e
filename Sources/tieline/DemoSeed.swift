import Domain
import Ports
import Server
import UseCases

/// What the demo starts with: an organization, its owner, and a connection for every way a sign-in can end.
struct DemoSeed: Sendable {
    static let owner = "demo@acme.example"

    /// Customer, provider and sandbox user name. Never so many alike at one provider that it looks like an incident:
    /// one code login each, which wait for somebody to set up how their codes come. They are checked in this order; the
    /// slow one stands early, so that nobody waits for it alone in the end.
    static let connections: [(customer: String, email: String, provider: String, username: String)] = [
        ("Ada Lindqvist", "ada@lindqvist.example", "sandbox-harbor", "sunny"),
        ("Nora O’Brien", "nora@obrien.example", "sandbox-metro", "slow"),
        ("Benito Reyes", "benito@reyes.example", "sandbox-metro", "family"),
        ("Cartwright & Sons", "office@cartwright.example", "sandbox-valley", "business"),
        ("Dagmar Weißenberger-Hohenstein", "dagmar@wh.example", "sandbox-harbor", "wrong-password"),
        ("Elif Yıldız", "elif@yildiz.example", "sandbox-metro", "locked"),
        ("Farah Haddad", "farah@haddad.example", "sandbox-valley", "new-password"),
        ("Greenfield Property Management", "bills@greenfield.example", "sandbox-harbor", "family"),
        ("Hiro Tanaka", "hiro@tanaka.example", "sandbox-metro", "question"),
        ("Ines Duarte", "ines@duarte.example", "sandbox-valley", "no-accounts"),
        ("Jonas Brandt", "jonas@brandt.example", "sandbox-harbor", "down"),
        ("Kerrigan Dental", "front@kerrigan.example", "sandbox-metro", "refused"),
        ("Lucía Fernández", "lucia@fernandez.example", "sandbox-valley", "blocked"),
        ("Mwangi Foods", "accounts@mwangi.example", "sandbox-harbor", "changed"),
        ("Orchard Co-op", "power@orchard.example", "sandbox-valley", "retired"),
        ("Priya Raman", "priya@raman.example", "sandbox-harbor", "terms"),
        ("Quentin Moreau", "quentin@moreau.example", "sandbox-metro", "sunny"),
        ("Ada Lindqvist", "ada@lindqvist.example", "sandbox-valley", "wrong-password"),
        ("Rosalind Achebe", "rosalind@achebe.example", "sandbox-harbor", "mfa-email"),
        ("Stanwick Bakery", "oven@stanwick.example", "sandbox-metro", "mfa-sms"),
        ("Tomás Oliveira", "tomas@oliveira.example", "sandbox-valley", "mfa-totp"),
    ]

    let installation: Installation

    private var workplace: Workplace { installation.workplace }

    /// Plants everything where there is no organization yet; otherwise leaves the data as they are.
    func plantOnce() async throws {
        let token = installation.settings.demoAPIToken
        guard try await workplace.author(forEmail: Self.owner) == nil else {
            return try await acceptToken(token)
        }
        // Signing in goes by link: nobody needs to know this password.
        _ = try await workplace.foundOrganization(
            name: "Acme Solar", ownerName: "Olga Demo", email: Self.owner, password: workplace.tokens.mint())
        let author = try await owner()
        for seed in Self.connections {
            _ = try await workplace.createConnection(
                NewConnection(
                    holder: .named(seed.customer, email: seed.email), providerKey: seed.provider,
                    fields: ["username": Secret(seed.username), "password": Secret("sunny-day-42")]),
                by: author)
        }
        try await acceptToken(token)
    }

    func signInLink() async throws -> Secret<String> { try await workplace.issueSignInLink(for: Self.owner) }

    private func owner() async throws -> Author {
        guard let author = try await workplace.author(forEmail: Self.owner) else {
            throw PlainError("The demo's owner is missing. Start anew with --reset.")
        }
        return author
    }

    private func acceptToken(_ token: Secret<String>?) async throws {
        guard let token, try await workplace.authenticateKey(token) == nil else { return }
        _ = try await workplace.createAPIKey(
            name: "Demo token", scopes: Set(APIScope.allCases), token: token, by: try await owner())
    }
}
