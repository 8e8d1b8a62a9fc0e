public import Foundation

/// Something that may change a connection's status.
public enum ConnectionEvent: Sendable, Equatable {
    /// A run ended.
    case attemptEnded(Attempt)
    /// Automatic or manual work was put in the queue.
    case attemptQueued
    /// A run entered an activity.
    case activityChanged(Activity)
    /// New credentials or answers were stored by a person; the proof is still to come.
    case credentialsReplaced
    case paused(by: PauseAuthor)
    case resumed
    case companyDeactivated
    case companyReactivated
    case authorizationExpired(Reason)
    case authorizationRenewed(withCredentials: Bool)
    case authorizationDeclined
    case authorizationRevoked(Reason)
    case providerRetired
    case providerMigrated
    case addressCorrected
    /// The customer or operator says that the lock is gone.
    case unlocked
    /// An operator corrects the status with evidence.
    case reclassified(ConnectionStatus)
    /// A good mail came for an email connection; the moment at which silence after it would be trouble.
    case mailReceived(silentAt: Date?)
    /// Mail for an email connection stays out, came back, or cannot be verified.
    case forwardingFailed(Reason)
    /// Time passed: rules that need no attempt (48 h pending, 7 days down) are looked at.
    case clockTicked
    /// An incident of the provider opened; the verdict of the cohort covers this connection's recent failure too.
    case incidentOpened(ConnectionStatus, Reason)
    /// The provider's incident is over: a check is due.
    case incidentClosed
}

public enum PauseAuthor: String, Sendable, Codable, CaseIterable { case customer, `operator` }
