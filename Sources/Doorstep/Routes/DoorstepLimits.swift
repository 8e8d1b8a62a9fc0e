import HTTPKit
import Ports

/// Slows down whoever guesses, floods, or has letters sent. Keys are kept as numbers: no link's secret stays in memory.
struct DoorstepLimits: Sendable {
    private let clients: RateLimiter
    private let links: RateLimiter
    private let clientLetters: RateLimiter
    private let letters: RateLimiter

    init(clock: any WallClock) {
        clients = RateLimiter(.init(burst: 300, secondsPerToken: 0.25), clock: clock)
        links = RateLimiter(.init(burst: 120, secondsPerToken: 1), clock: clock)
        clientLetters = RateLimiter(.init(burst: 10, secondsPerToken: 60), clock: clock)
        letters = RateLimiter(.init(burst: 5, secondsPerToken: 1200), clock: clock)
    }

    /// Counts one request from an address with a link.
    func admit(client: String, link: String?) throws {
        try clients.admit(client)
        if let link { try links.admit(Self.number(link)) }
    }

    /// Counts one letter that somebody wants sent, by who asks and by what he named.
    func admitLetter(client: String, about name: String) throws {
        try clientLetters.admit(client)
        try letters.admit(Self.number(name.lowercased()))
    }

    /// Differs from process to process.
    private static func number(_ text: String) -> String { String(text.hashValue) }
}
