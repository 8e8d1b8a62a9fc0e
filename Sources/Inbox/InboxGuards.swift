import Domain
import HTTPKit
import Hooks
import Hummingbird
import Logging
import Ports

/// How much comes in by each door, and how loud refusals are.
struct InboxGuards: Sendable {
    /// One service sends everybody's messages from few addresses.
    private let perClient: RateLimiter
    private let perKey: RateLimiter
    private let failures: RateLimiter
    private let complaints: RateLimiter
    /// Bytes that are in memory at once, apart for texts, for mail whose sender is known by its headers, and for mail that
    /// anybody may post until its body is read: none of them can keep the others out.
    let texts = BodyBudget(bytes: 8 << 20, perClient: 16)
    private let provenMails = BodyBudget(bytes: 64 << 20)
    private let unprovenMails = BodyBudget(bytes: 96 << 20, perClient: 2)

    init(clock: any WallClock) {
        perClient = RateLimiter(.init(burst: 240, secondsPerToken: 0.1), clock: clock)
        perKey = RateLimiter(.init(burst: 60, secondsPerToken: 2), clock: clock)
        failures = RateLimiter(.init(burst: 20, secondsPerToken: 5), clock: clock)
        complaints = RateLimiter(.init(burst: 1, secondsPerToken: 60), clock: clock)
    }

    /// Counts a request of the client and, for texts, of the key.
    func admit(_ context: EdgeContext, key: String? = nil) throws(Problem) {
        try perClient.admit(context.clientKey)
        if let key { try perKey.admit(key) }
    }

    /// What the bodies of a door for mail count against.
    func budget(of reader: any MailReading) -> BodyBudget {
        reader.isProvenByHeaders ? provenMails : unprovenMails
    }

    /// Says once a minute for each door that messages are not taken for a reason of ours.
    func noteTrouble(at door: String, _ context: EdgeContext) {
        // Absence means that it was said within the last minute.
        guard (try? complaints.admit("\(door) unavailable")) != nil else { return }
        context.logger.error("inbound messages cannot be taken", metadata: ["door": "\(door)"])
    }

    /// Notes a refusal, once a minute for each client and door. One that could not prove itself is slowed down.
    func note(_ refusal: HookRefusal, at door: String, _ context: EdgeContext) throws(Problem) {
        // Absence means that it was said within the last minute.
        if (try? complaints.admit("\(door) \(context.clientKey)")) != nil {
            context.logger.warning(
                "inbound message refused",
                metadata: [
                    "door": "\(door)", "code": "\(refusal.code)", "client": "\(context.client?.description ?? "none")",
                ])
        }
        if refusal.isAboutProof { try failures.admit(context.clientKey) }
    }
}
