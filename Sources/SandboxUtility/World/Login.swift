import Foundation

/// One user name at one portal: what it does, what it has been through, and the accounts behind it.
struct Login: Sendable {
    /// The password of every login that works.
    static let usualPassword = "sunny-day-42"
    static let securityQuestion = "Name of your first pet?"
    private static let securityAnswer = "rex"

    let username: String
    let customerName: String
    /// One of the many that exist for load.
    let isOfTheCrowd: Bool
    private(set) var behaviour: Behaviour
    /// Nil where no password is right.
    private(set) var password: String?
    private(set) var failuresInARow = 0
    private(set) var isLocked: Bool
    private(set) var ledger = AttemptLedger()
    /// How long an answer to a password is held back after it was counted.
    var delay: Duration = .zero
    /// Where codes go, and by which rules.
    var setup: CodeSetup
    var codes = CodeBook()
    var codeLedger = CodeLedger()
    private let enrolled: [ServiceAccount]

    init(
        username: String, customerName: String, isOfTheCrowd: Bool, behaviour: Behaviour, accounts: [ServiceAccount],
        setup: CodeSetup
    ) {
        self.username = username
        self.customerName = customerName
        self.isOfTheCrowd = isOfTheCrowd
        self.behaviour = behaviour
        password = behaviour == .wrongPassword ? nil : Self.usualPassword
        isLocked = behaviour == .locked
        enrolled = accounts
        self.setup = setup
    }

    var accounts: [ServiceAccount] { behaviour == .noAccounts ? [] : enrolled }

    /// Counts a submitted password and answers it as the portal would. `device` is the cookie of a browser that the
    /// portal may remember.
    mutating func receive(
        _ submitted: String, device: String? = nil, at instant: Date, from client: String, mode: PortalMode, limit: Int
    ) -> Reception {
        var reception = judge(submitted, mode: mode)
        if case .accepted(let step) = reception, step.isBeforeCode, codes.trusts(device, at: instant) {
            codeLedger.record(.skipped, at: instant)
            reception = .accepted(.home)
        }
        ledger.record(reception.verdict, at: instant, from: client)
        switch reception {
        case .rejected: countFailure(limit: limit)
        case .accepted: failuresInARow = 0
        case .locked, .turnedAway, .unknownUser: break
        }
        return reception
    }

    /// Counts a password that came with a form the portal does not accept.
    mutating func receiveUnanswered(at instant: Date, from client: String) {
        ledger.record(.unanswered, at: instant, from: client)
    }

    /// True when the answer to the security question is right; a wrong one counts towards the lock.
    mutating func receiveAnswer(_ answer: String, limit: Int) -> Bool {
        let isRight = answer.trimmingCharacters(in: .whitespacesAndNewlines).lowercased() == Self.securityAnswer
        ledger.recordAnswer(accepted: isRight)
        if isRight { failuresInARow = 0 } else { countFailure(limit: limit) }
        return isRight
    }

    /// The customer chose a new password on the forced page.
    mutating func choose(password chosen: String, forgettingDevices: Bool) {
        password = chosen
        behaviour = .works
        if forgettingDevices { codes.forgetDevices() }
    }

    /// The customer agreed to the terms of use.
    mutating func acceptTerms() { behaviour = .works }

    mutating func set(behaviour next: Behaviour) {
        switch next {
        case .wrongPassword: password = nil
        default: password = password ?? Self.usualPassword
        }
        behaviour = next
        isLocked = next == .locked
        failuresInARow = 0
        codes.forgive()
    }

    /// A login for which no password was right works with the new one.
    mutating func set(password next: String, forgettingDevices: Bool) {
        password = next
        if behaviour == .wrongPassword { behaviour = .works }
        if forgettingDevices { codes.forgetDevices() }
    }

    mutating func lock() { isLocked = true }

    mutating func unlock() {
        isLocked = false
        failuresInARow = 0
        codes.forgive()
        if behaviour == .locked { behaviour = .works }
    }

    /// Counts begin anew, those of wrong codes and of wishes for new ones included.
    mutating func resetLedger() {
        ledger = AttemptLedger()
        codeLedger = CodeLedger()
        codes.reset()
    }

    private func judge(_ submitted: String, mode: PortalMode) -> Reception {
        if let detour = mode.detour ?? behaviour.detour { return .turnedAway(detour) }
        guard !isLocked else { return .locked }
        guard submitted == password else { return .rejected }
        return .accepted(nextStep)
    }

    private var nextStep: VisitorSession.Stage {
        switch behaviour {
        case .question: .answering
        case .newPassword: .choosingPassword
        case .terms: .reviewingTerms
        default: codeStep ?? .home
        }
    }

    private mutating func countFailure(limit: Int) {
        failuresInARow += 1
        if failuresInARow >= limit { isLocked = true }
    }
}
