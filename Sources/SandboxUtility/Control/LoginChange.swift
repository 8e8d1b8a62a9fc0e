import Hummingbird

/// What a form of the control page asks to change on one login, read whole before anything happens.
struct LoginChange: Sendable {
    private let behaviour: Behaviour?
    private let password: String?
    private let unlocks: Bool
    private let resetsCounts: Bool
    private let delay: Duration?
    private let codes: CodeChange

    /// The longest that an answer may be held back.
    static let longestDelay = 120_000

    /// - Throws: 422 with the field at fault.
    init(_ form: PostedForm, textToken: String) throws {
        behaviour = try form.filled("behaviour").map { text in
            guard let behaviour = Behaviour(rawValue: text) else {
                let known = Behaviour.allCases.map(\.rawValue).joined(separator: ", ")
                throw HTTPError(.unprocessableContent, message: "behaviour must be one of \(known)")
            }
            return behaviour
        }
        delay = try form.filled("delay_ms").map { text in
            guard let milliseconds = Int(text), (0...Self.longestDelay).contains(milliseconds) else {
                throw HTTPError(.unprocessableContent, message: "delay_ms must be 0 to \(Self.longestDelay)")
            }
            return .milliseconds(milliseconds)
        }
        password = form.filled("password")
        unlocks = form.filled("unlock") != nil
        resetsCounts = form.filled("reset") != nil
        codes = try CodeChange(form, textToken: textToken)
    }

    /// Portals end the sessions of a login whose password or state was changed.
    var endsSessions: Bool { behaviour != nil || password != nil }

    func apply(to login: inout Login, at portal: Portal) {
        if let behaviour { login.set(behaviour: behaviour) }
        if let password { login.set(password: password, forgettingDevices: portal.forgetsDevicesWithPassword) }
        if let delay { login.delay = delay }
        if unlocks { login.unlock() }
        if resetsCounts { login.resetLedger() }
        codes.apply(to: &login)
    }
}

extension PostedForm {
    /// The field's value, nil when it is absent or empty.
    func filled(_ name: String) -> String? {
        guard let text = self[name], !text.isEmpty else { return nil }
        return text
    }
}
