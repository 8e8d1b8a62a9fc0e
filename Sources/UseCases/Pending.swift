public import Domain

// Signatures of the verbs that are still being built; each moves into a file of its own.
extension Workplace {
    // Members
    public func startFirstRun() async throws -> Secret<String>? { throw UseCaseError.busy }
    public func setUpOwner(
        link: Secret<String>, organization: String, name: String, email: String, password: Secret<String>
    ) async throws -> NewSession { throw UseCaseError.busy }
    public func previewLink(_ link: Secret<String>) async throws -> LinkPreview { throw UseCaseError.busy }
    public func signIn(email: String, password: Secret<String>) async throws -> NewSession { throw UseCaseError.busy }
    public func signIn(link: Secret<String>) async throws -> NewSession { throw UseCaseError.busy }
    public func issueSignInLink(for email: String) async throws -> Secret<String> { throw UseCaseError.busy }
    public func signOut(_ session: SignedInMember) async throws { throw UseCaseError.busy }
    public func lookUpSession(_ token: Secret<String>) async throws -> SignedInMember? { throw UseCaseError.busy }
    public func listMembers(by author: Author) async throws -> [Member] { throw UseCaseError.busy }
    public func inviteMember(email: String, role: Role, by author: Author) async throws -> Secret<String> {
        throw UseCaseError.busy
    }
    public func acceptInvitation(link: Secret<String>, name: String, password: Secret<String>) async throws
        -> NewSession
    { throw UseCaseError.busy }
    public func changeRole(of member: Member.ID, to role: Role, by author: Author) async throws {
        throw UseCaseError.busy
    }
    public func disableMember(_ member: Member.ID, by author: Author) async throws { throw UseCaseError.busy }
    public func enableMember(_ member: Member.ID, by author: Author) async throws { throw UseCaseError.busy }
    public func changePassword(from current: Secret<String>, to new: Secret<String>, of session: SignedInMember)
        async throws
    { throw UseCaseError.busy }

    // Connections
    public func listConnections(_ listing: ConnectionListing, by author: Author) async throws -> ConnectionPage {
        throw UseCaseError.busy
    }
    public func showConnection(_ id: Connection.ID, by author: Author) async throws -> ConnectionDetail {
        throw UseCaseError.busy
    }
    public func createConnection(_ new: NewConnection, by author: Author) async throws -> CreatedConnection {
        throw UseCaseError.busy
    }
    public func prepareReconnect(_ id: Connection.ID, by author: Author) async throws -> ReconnectForm {
        throw UseCaseError.busy
    }
    /// `fields` by the names of the reconnect form. Answers the run that tries them.
    public func submitCredentials(_ fields: [String: Secret<String>], for id: Connection.ID, by author: Author)
        async throws -> Run.ID
    { throw UseCaseError.busy }
    /// Answers the queued run, or the unfinished one that was there already.
    public func checkNow(_ id: Connection.ID, confirmingResend: Bool = false, by author: Author) async throws -> Run.ID
    { throw UseCaseError.busy }
    public func unlock(_ id: Connection.ID, by author: Author) async throws -> Run.ID { throw UseCaseError.busy }
    public func pause(_ id: Connection.ID, by author: Author) async throws { throw UseCaseError.busy }
    public func resume(_ id: Connection.ID, by author: Author) async throws { throw UseCaseError.busy }
    public func archive(_ id: Connection.ID, by author: Author) async throws { throw UseCaseError.busy }
    public func unarchive(_ id: Connection.ID, by author: Author) async throws { throw UseCaseError.busy }
    public func reclassify(_ id: Connection.ID, as status: ConnectionStatus, because run: Run.ID, by author: Author)
        async throws
    { throw UseCaseError.busy }
    public func listCustomers(search: String, by author: Author) async throws -> [Customer] { throw UseCaseError.busy }

    // Runs and records
    public func showRun(_ id: Run.ID, by author: Author) async throws -> RunDetail { throw UseCaseError.busy }
    public func listRuns(of connection: Connection.ID, after cursor: String? = nil, limit: Int = 50, by author: Author)
        async throws -> RunPage
    { throw UseCaseError.busy }
    public func fetchScreenshot(of run: Run.ID, by author: Author) async throws -> [UInt8] { throw UseCaseError.busy }
    public func listAccounts(of connection: Connection.ID, by author: Author) async throws -> [Account] {
        throw UseCaseError.busy
    }
    public func listBills(of connection: Connection.ID, after cursor: String? = nil, limit: Int = 50, by author: Author)
        async throws -> BillPage
    { throw UseCaseError.busy }
    public func fetchDocument(of bill: Bill.ID, in connection: Connection.ID, by author: Author) async throws
        -> BillDocument
    { throw UseCaseError.busy }
    /// Ticks when the connection or this run changed; the first tick comes at once. Ends with its task.
    public func watchRun(_ id: Run.ID, by author: Author) async throws -> AsyncStream<Void> { throw UseCaseError.busy }

    // Providers
    public func listProviders(by author: Author) async throws -> [ProviderHealth] { throw UseCaseError.busy }
    public func showProvider(_ key: ProviderKey, by author: Author) async throws -> ProviderDetail {
        throw UseCaseError.busy
    }
    /// The catalogue's providers that take new connections, by name or address.
    public func findProviders(_ search: String, by author: Author) async throws -> [Provider] {
        throw UseCaseError.busy
    }

    // Keys and audit
    public func createAPIKey(name: String, scopes: Set<APIScope>, token: Secret<String>? = nil, by author: Author)
        async throws -> NewAPIKey
    { throw UseCaseError.busy }
    public func listAPIKeys(by author: Author) async throws -> [APIKey] { throw UseCaseError.busy }
    public func revokeAPIKey(_ id: APIKey.ID, by author: Author) async throws { throw UseCaseError.busy }
    /// The key's author, or nil when the token is unknown, revoked or its organization inactive.
    public func authenticateKey(_ token: Secret<String>) async throws -> Author? { throw UseCaseError.busy }
    public func listAudit(after cursor: String? = nil, limit: Int = 100, by author: Author) async throws -> AuditPage {
        throw UseCaseError.busy
    }

    // System (workers; no author)
    public func runCheck(_ id: Run.ID) async throws { throw UseCaseError.busy }
    public func reviewIncident(of provider: ProviderKey) async throws { throw UseCaseError.busy }
    public func tickClock(limit: Int) async throws -> Int { throw UseCaseError.busy }
    public func scheduleDue(limit: Int) async throws -> Int { throw UseCaseError.busy }
    public func rewrapDataKeys(limit: Int) async throws -> Int { throw UseCaseError.busy }
}

/// A connection to be created.
public struct NewConnection: Sendable {
    public enum Holder: Sendable {
        case existing(Customer.ID)
        /// Found again by e-mail address, else by name; created when there is none.
        case named(String, email: String?)
    }

    public var holder: Holder
    public var providerKey: String
    /// By the names of the provider's sign-in fields; empty when they come later.
    public var fields: [String: Secret<String>]

    public init(holder: Holder, providerKey: String, fields: [String: Secret<String>] = [:]) {
        self.holder = holder
        self.providerKey = providerKey
        self.fields = fields
    }
}

public struct CreatedConnection: Sendable, Equatable {
    public let id: Connection.ID
    /// The first run, when credentials were given.
    public let runID: Run.ID?
}

/// A page of runs, newest first.
public struct RunPage: Sendable, Equatable {
    public let rows: [RunSummary]
    public let next: String?
}
