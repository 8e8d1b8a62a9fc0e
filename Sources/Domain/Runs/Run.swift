public import Foundation

/// One attempt to sign in and collect, with its trigger, stages, outcome and evidence.
public struct Run: Identified, Sendable, Equatable {
    public typealias ID = Identifier<Run>
    public static let idPrefix = "run"

    public let id: ID
    public let organizationID: Organization.ID
    public let connectionID: Connection.ID
    public let providerKey: ProviderKey
    public let trigger: RunTrigger
    /// The member who asked for it, when one did.
    public let requestedBy: Member.ID?
    public let queuedAt: Date
    public var startedAt: Date?
    public var endedAt: Date?
    public var credentialVersion: Int
    /// Every stage entered, in order.
    public var stages: [StageEntry]
    /// The outcome's stable code (`password_rejected`), nil while it runs.
    public var outcomeCode: String?
    /// The outcome's typed detail as canonical JSON, opaque to SQL. Never holds a secret.
    public var outcomeDetail: String?
    public var confidence: Confidence?
    public var statusBefore: ConnectionStatus
    public var statusAfter: ConnectionStatus?
    public var proof: Proof?
    /// The living browser page of a run, so that a restarted process goes on where the old one was killed.
    public var browserReference: String?

    public init(
        id: ID, organizationID: Organization.ID, connectionID: Connection.ID, providerKey: ProviderKey,
        trigger: RunTrigger,
        requestedBy: Member.ID? = nil, queuedAt: Date, startedAt: Date? = nil, endedAt: Date? = nil,
        credentialVersion: Int, stages: [StageEntry] = [], outcomeCode: String? = nil, outcomeDetail: String? = nil,
        confidence: Confidence? = nil, statusBefore: ConnectionStatus, statusAfter: ConnectionStatus? = nil,
        proof: Proof? = nil, browserReference: String? = nil
    ) {
        self.id = id
        self.organizationID = organizationID
        self.connectionID = connectionID
        self.providerKey = providerKey
        self.trigger = trigger
        self.requestedBy = requestedBy
        self.queuedAt = queuedAt
        self.startedAt = startedAt
        self.endedAt = endedAt
        self.credentialVersion = credentialVersion
        self.stages = stages
        self.outcomeCode = outcomeCode
        self.outcomeDetail = outcomeDetail
        self.confidence = confidence
        self.statusBefore = statusBefore
        self.statusAfter = statusAfter
        self.proof = proof
        self.browserReference = browserReference
    }
}

/// Why a run happens.
public enum RunTrigger: String, Sendable, Codable, CaseIterable {
    /// The first run after creation.
    case first
    case schedule
    /// "Check now" on a page or through the API.
    case manual
    /// A person submitted new credentials or answers.
    case repair
    /// A person looks on while a code route is tried with a genuine code.
    case rehearsal
    /// The one connection that tries for all while a provider is broken.
    case canary

    /// A person does his part in it: what it finds is the answer to him (law, section 6).
    public var isRepair: Bool { self == .repair || self == .rehearsal }

    /// A person asked for it and looks on.
    public var isAttended: Bool { self == .repair || self == .rehearsal || self == .manual }
}

/// The named steps a person sees while a run is under way, in their usual order.
public enum RunStage: String, Sendable, Codable, CaseIterable {
    case openingPortal = "opening_portal"
    case signingIn = "signing_in"
    case answeringPrompt = "answering_prompt"
    case waitingForCode = "waiting_for_code"
    case readingAccounts = "reading_accounts"
    case fetchingBills = "fetching_bills"
    case saving
}

public struct StageEntry: Sendable, Equatable, Codable {
    public let stage: RunStage
    public let enteredAt: Date

    public init(stage: RunStage, enteredAt: Date) {
        self.stage = stage
        self.enteredAt = enteredAt
    }
}

/// What shows that a connection works: only this may turn a broken status into CONNECTED (law, section 6).
public struct Proof: Sendable, Equatable, Codable {
    /// Accounts read in this very session.
    public let accounts: Int
    /// Accounts known before that were not seen now; a repair with any is not proven until a person confirms.
    public let missingAccounts: [String]
    /// Bills or readings fetched in this session.
    public let records: Int
    /// The utility itself says that there is no bill yet.
    public let statesNoRecords: Bool
    /// In words, for people: "account ending 4821 and the October bill".
    public let summary: String

    public init(accounts: Int, missingAccounts: [String], records: Int, statesNoRecords: Bool, summary: String) {
        self.accounts = accounts
        self.missingAccounts = missingAccounts
        self.records = records
        self.statesNoRecords = statesNoRecords
        self.summary = summary
    }

    public var isSufficient: Bool { accounts > 0 && missingAccounts.isEmpty && (records > 0 || statesNoRecords) }
}
