import Foundation

extension Outcome {
    /// The typed detail as canonical JSON: sorted keys, no spaces, instants in microseconds since 1970 (UTC). An
    /// outcome has no field for a secret, so there is none to leave out.
    public var detail: String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        // Only a number that is not finite could fail to encode, and the form has none.
        guard let bytes = try? encoder.encode(OutcomeDetail(self)) else { return "{}" }
        return String(decoding: bytes, as: UTF8.self)
    }

    /// The outcome that was stored under a code with its detail; nil when the two do not belong together.
    public init?(code: String, detail: String) {
        // Text that is not such JSON is no outcome.
        guard let form = try? JSONDecoder().decode(OutcomeDetail.self, from: Data(detail.utf8)),
            let outcome = form.outcome(code: code)
        else { return nil }
        self = outcome
    }
}

/// The form in which an outcome's detail is stored: the union of all fields, each absent where it has no meaning.
struct OutcomeDetail: Codable, Equatable {
    var attemptsLeft: Int?
    var cause: CrashCause?
    var channel: CodeChannel?
    var deepLink: String?
    var destinationMasked: String?
    var deviceTrustExpiresAt: Microseconds?
    var expected: String?
    var expiresAt: Microseconds?
    var field: CredentialField?
    var fingerprint: String?
    var found: String?
    var kind: String?
    var portalText: String?
    var prompts: [Prompt]?
    var replacement: String?
    var retryAfter: Microseconds?
    var seen: Int?
    var sentAt: Microseconds?
    var sessionExpiresAt: Microseconds?
    var step: String?
    var subCode: ProviderStep?
    var until: Microseconds?

    enum CodingKeys: String, CodingKey {
        case attemptsLeft = "attempts_left"
        case cause, channel
        case deepLink = "deep_link"
        case destinationMasked = "destination_masked"
        case deviceTrustExpiresAt = "device_trust_expires_at"
        case expected
        case expiresAt = "expires_at"
        case field, fingerprint, found, kind
        case portalText = "portal_text"
        case prompts, replacement
        case retryAfter = "retry_after"
        case seen
        case sentAt = "sent_at"
        case sessionExpiresAt = "session_expires_at"
        case step
        case subCode = "sub_code"
        case until
    }
}

/// An instant as whole microseconds since 1970 (UTC), as the store keeps instants.
struct Microseconds: Codable, Equatable {
    let count: Int64

    init?(_ date: Date?) {
        guard let date, let count = Int64(exactly: (date.timeIntervalSince1970 * 1e6).rounded()) else { return nil }
        self.count = count
    }

    init(from decoder: any Decoder) throws { count = try decoder.singleValueContainer().decode(Int64.self) }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(count)
    }

    var date: Date { Date(timeIntervalSince1970: Double(count) / 1e6) }
}
