import Domain
import Ports
import Store

/// Everything one run needs, opened and ready.
struct RunPlan: Sendable {
    let run: Run
    let connector: any Connector
    let request: ConnectorRequest
    let key: WrappedKey
    let prints: LoginPrints
    /// A person signs in by himself.
    let attended: AttendedSignIn?
    /// Something is stored to sign in with; else there is a session at most.
    let hasSecret: Bool
    /// An earlier life of this run sent a secret and did not see the answer.
    let hadOpenSubmission: Bool
}

/// What a run brought home that must be sealed before it is stored.
struct KeptSecrets: Sendable {
    /// The portal's session to start from next time.
    var session: [UInt8]?
    var trust: StoredTrust?
    /// The run came with a device that the portal should know.
    var usedTrust = false
    /// What a person typed and agreed to keep.
    var typed: TypedSecret?
}

/// A sign-in that a person made by hand, sealed as the version that it becomes.
struct TypedSecret: Sendable {
    let sealed: [UInt8]
    let version: Int
    let hint: String
}

/// How a run begins.
enum RunBeginning: Sendable {
    /// It ended before.
    case over
    /// What comes of it is known without asking the portal.
    case known(ConnectorResult)
    case ready(RunPlan)
}

extension RunBeginning {
    /// The outcome is known from what is stored.
    static func known(_ outcome: Outcome, steps: [TraceStep] = []) -> RunBeginning {
        .known(ConnectorResult(outcome: outcome, confidence: .high, evidence: RunEvidence(steps: steps)))
    }
}
