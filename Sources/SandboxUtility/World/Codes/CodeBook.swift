import Foundation

/// The one-time codes of one login, by the rules that portals keep: which lives, which is dead, how many were wrong,
/// and which browsers need none. Decides only; the codes themselves are made elsewhere.
struct CodeBook: Sendable {
    /// What the portal says to a submitted code.
    enum Verdict: Sendable, Equatable {
        case accepted, rejected, expired
        /// One wrong code too many, now or before.
        case locked
    }

    private struct Issue: Sendable {
        let text: String
        let at: Date
    }

    /// A code dies after this many seconds, when the next one is issued, and when it was accepted.
    static let lifetime: TimeInterval = 5 * 60
    /// The third wrong code in a row locks the login.
    static let wrongCodesAllowed = 3
    /// New codes on request within `renewalSpan`; the code that a sign-in brings does not count.
    static let renewalsAllowed = 3
    static let renewalSpan: TimeInterval = 60 * 60
    /// Dead codes that are still told from wrong ones.
    private static let deadKept = 20

    private(set) var wrongInARow = 0
    private var live: Issue?
    private var dead: [String] = []
    private var renewals: [Date] = []
    /// The latest period whose code an app's user spent.
    private var spentCounter = Int.min
    /// By the value of the browser's cookie: trusted until then.
    private var devices: [String: Date] = [:]

    /// A new code kills the one before it.
    mutating func issue(_ code: String, at instant: Date) {
        bury()
        live = Issue(text: code, at: instant)
    }

    /// Counts a wish for another code; false when the portal sends no more for now.
    mutating func renew(at instant: Date) -> Bool {
        renewals.removeAll { instant.timeIntervalSince($0) >= Self.renewalSpan }
        guard renewals.count < Self.renewalsAllowed else { return false }
        renewals.append(instant)
        return true
    }

    /// Judges a code that was sent to the customer.
    mutating func judge(sent typed: String, at instant: Date) -> Verdict {
        let code = OneTimeCode.bare(typed)
        if let live, instant.timeIntervalSince(live.at) >= Self.lifetime { bury() }
        if let live, code == live.text {
            bury()
            return accept()
        }
        return dead.contains(code) ? .expired : reject()
    }

    /// Judges a code that an app made: of this period or a neighbour, each accepted once.
    mutating func judge(made typed: String, by secret: AuthenticatorSecret, at instant: Date) -> Verdict {
        let code = OneTimeCode.bare(typed)
        let present = AuthenticatorSecret.counter(at: instant)
        let match = (present - 1...present + 1).first { secret.code(ofCounter: $0) == code }
        if let match, match > spentCounter {
            spentCounter = match
            return accept()
        }
        let wasRight = (present - 20..<present - 1).contains { secret.code(ofCounter: $0) == code }
        return wasRight ? .expired : reject()
    }

    mutating func forgive() { wrongInARow = 0 }

    /// Forgets wrong codes and wishes for new ones; the living code goes on living.
    mutating func reset() {
        wrongInARow = 0
        renewals = []
    }

    // MARK: - Devices

    mutating func trust(_ device: String, until end: Date) { devices[device] = end }

    func trusts(_ device: String?, at instant: Date) -> Bool {
        guard let device, let end = devices[device] else { return false }
        return instant < end
    }

    func trustedDevices(at instant: Date) -> Int { devices.values.count { instant < $0 } }

    mutating func forgetDevices() { devices = [:] }

    // MARK: - Inside

    private mutating func bury() {
        guard let live else { return }
        dead.append(live.text)
        if dead.count > Self.deadKept { dead.removeFirst() }
        self.live = nil
    }

    private mutating func accept() -> Verdict {
        wrongInARow = 0
        return .accepted
    }

    private mutating func reject() -> Verdict {
        wrongInARow += 1
        return .rejected
    }
}
