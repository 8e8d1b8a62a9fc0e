/// Marks a transaction that sees one snapshot and has no function that changes anything.
public enum ReadAccess {}

/// Marks a transaction that may change things, and sees its own changes.
public enum WriteAccess {}

public typealias Reading = Transaction<ReadAccess>
public typealias Writing = Transaction<WriteAccess>

/// The repositories over one open transaction.
///
/// Every call for a tenant's rows names its organization; rows of another one are as if they did not exist. Calls
/// without an organization are for workers, for signing in (a digest names the row), and for what belongs to the whole
/// installation.
public struct Transaction<Access> {
    let session: any SQLSession
    private let pending = PendingChanges()

    /// For drivers: the repositories over a transaction that is open.
    public init(session: any SQLSession) { self.session = session }

    public var organizations: OrganizationRepository<Access> { .init(session: session) }
    public var members: MemberRepository<Access> { .init(session: session) }
    public var signInLinks: SignInLinkRepository<Access> { .init(session: session) }
    public var sessions: SessionRepository<Access> { .init(session: session) }
    public var apiKeys: APIKeyRepository<Access> { .init(session: session) }
    public var audit: AuditRepository<Access> { .init(session: session) }
    public var customers: CustomerRepository<Access> { .init(session: session) }
    public var sites: SiteRepository<Access> { .init(session: session) }
    public var connections: ConnectionRepository<Access> { .init(session: session) }
    public var timeline: TimelineRepository<Access> { .init(session: session) }
    public var credentials: CredentialRepository<Access> { .init(session: session) }
    public var dataKeys: DataKeyRepository<Access> { .init(session: session) }
    public var savedSessions: SavedSessionRepository<Access> { .init(session: session) }
    public var deviceTrust: DeviceTrustRepository<Access> { .init(session: session) }
    public var codeRoutes: CodeRouteRepository<Access> { .init(session: session) }
    public var codeWaits: CodeWaitRepository<Access> { .init(session: session) }
    public var codeRequests: CodeRequestRepository<Access> { .init(session: session) }
    public var receivedMessages: ReceivedMessageRepository<Access> { .init(session: session) }
    public var confirmations: ForwardingConfirmationRepository<Access> { .init(session: session) }
    public var filedMail: FiledMailRepository<Access> { .init(session: session) }
    public var authorizations: AuthorizationRepository<Access> { .init(session: session) }
    public var requests: CustomerRequestRepository<Access> { .init(session: session) }
    public var customerLinks: CustomerLinkRepository<Access> { .init(session: session) }
    public var letters: LetterRepository<Access> { .init(session: session) }
    public var choices: OrganizationChoiceRepository<Access> { .init(session: session) }
    public var submissions: SubmissionRepository<Access> { .init(session: session) }
    public var runs: RunRepository<Access> { .init(session: session) }
    public var attended: AttendedRepository<Access> { .init(session: session) }
    public var evidence: EvidenceRepository<Access> { .init(session: session) }
    public var accounts: AccountRepository<Access> { .init(session: session) }
    public var bills: BillRepository<Access> { .init(session: session) }
    public var documents: DocumentRepository<Access> { .init(session: session) }
    public var incidents: IncidentRepository<Access> { .init(session: session) }
    public var providerHealth: ProviderHealthRepository<Access> { .init(session: session) }
    public var jobs: JobRepository<Access> { .init(session: session) }
    public var lanes: LaneRepository<Access> { .init(session: session) }
    public var settings: SettingRepository<Access> { .init(session: session) }
}

extension Transaction where Access == WriteAccess {
    /// The same transaction for code that only reads.
    public var reading: Reading { Reading(session: session) }

    public var shredder: RecordShredder { .init(session: session) }

    /// Tells everybody who watches, after the commit and only then.
    public func announce(_ change: Change) { pending.add(change) }

    /// What this transaction deletes is secret: after the commit an engine that keeps old pages overwrites them.
    public func leaveNoTrace() { pending.leavesNoTrace = true }

    /// For drivers: whether old pages are to be overwritten.
    public var leavesNoTrace: Bool { pending.leavesNoTrace }

    /// For drivers: what to deliver after the commit, each once, in order.
    public var announced: [Change] { pending.changes }
}

/// The changes announced by one transaction so far. Never leaves the transaction's thread.
private final class PendingChanges {
    private(set) var changes: [Change] = []
    var leavesNoTrace = false

    func add(_ change: Change) {
        if !changes.contains(change) { changes.append(change) }
    }
}
