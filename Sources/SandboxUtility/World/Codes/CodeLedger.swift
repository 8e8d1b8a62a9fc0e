public import Foundation

/// What became of one-time codes for one login: how many were asked for, sent and typed, and when a known browser
/// needed none. The codes themselves are not kept.
public struct CodeLedger: Sendable, Equatable, Encodable {
    /// One thing that happened.
    public enum Event: String, Sendable, Encodable, CaseIterable {
        /// The portal was asked for a code, or a page for an app's code was shown.
        case requested
        /// A message with a code was taken by the mail relay or the webhook.
        case sent
        /// A message with a code could not be handed over.
        case undelivered
        /// No further code was sent: too many were asked for within the hour.
        case limited
        case accepted, rejected, expired
        /// Typed while the login was locked; not looked at.
        case locked
        /// A browser was remembered.
        case trusted
        /// A remembered browser signed in without a code.
        case skipped
    }

    /// One event. The channel is nil where there is none.
    public struct Entry: Sendable, Equatable, Encodable {
        public let at: Date
        public let event: Event
        public let channel: CodeMedium?
    }

    /// The latest events, oldest first, at most 200.
    public private(set) var entries: [Entry] = []
    private var counts: [Event: Int] = [:]

    static let entriesKept = 200

    /// How often something happened.
    public func count(of event: Event) -> Int { counts[event] ?? 0 }

    /// Codes typed, whatever their fate.
    public var submitted: Int {
        count(of: .accepted) + count(of: .rejected) + count(of: .expired) + count(of: .locked)
    }

    mutating func record(_ event: Event, by channel: CodeMedium? = nil, at instant: Date) {
        counts[event, default: 0] += 1
        entries.append(Entry(at: instant, event: event, channel: channel))
        if entries.count > Self.entriesKept { entries.removeFirst() }
    }

    init() {}

    // MARK: - As JSON: every count by its name, `submitted`, and `entries`

    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        for event in Event.allCases { try container.encode(count(of: event), forKey: Key(event.rawValue)) }
        try container.encode(submitted, forKey: Key("submitted"))
        try container.encode(entries, forKey: Key("entries"))
    }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }

        init(_ name: String) { stringValue = name }
        init?(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }
}
