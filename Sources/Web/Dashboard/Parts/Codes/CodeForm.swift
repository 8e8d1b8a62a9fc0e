import Domain
import Foundation
import UseCases

/// What a run's page offers about a code while the run waits for it.
struct CodePlace: Sendable {
    /// Names what is offered: the page puts another one in its place, and leaves the same one alone.
    let key: String
    let form: CodeForm?
    /// Where a code that is expected to come by itself can be typed all the same.
    let typing: String?

    /// - Parameter isTyping: The code is to be typed although it is expected to come by itself.
    init(_ run: RunDetail, answers: Answers = Answers(), isTyping: Bool, viewer: Viewer) {
        guard let wait = run.codeWait, wait.takesTypedCode, run.summary.endedAt == nil, viewer.may(.operate) else {
            (key, form, typing) = ("", nil, nil)
            return
        }
        let address = "/runs/\(run.summary.id.prefixed)"
        let isTyped = wait.route == .live || isTyping
        key = "\(isTyped ? "typed" : "relayed")-\(wait.attempts)-\(Int(wait.askedAt.timeIntervalSince1970))"
        form =
            isTyped
            ? CodeForm(wait, of: run.connection.provider.name, address: address, answers: answers, now: viewer.now)
            : nil
        typing = isTyped ? nil : address + CodePlace.typingQuery
    }

    /// What the address of a run's page says when the code is to be typed.
    static let typingQuery = "?code=typed"
}

/// The place to type a one-time code into.
struct CodeForm: Sendable {
    let action: String
    let lead: String
    let field: FormField
    let left: Countdown

    /// The field's name.
    static let name = "code"

    /// - Parameter address: The run's page.
    init(_ wait: CodeWaitView, of provider: String, address: String, answers: Answers, now: Date) {
        action = address + "/codes"
        lead = wait.sentSentence(provider)
        field = FormField(
            Self.name, "The code", wait.shape.isNumeric ? .oneTimeDigits : .oneTimeCode, hint: wait.shape.hint,
            in: answers)
        left = Countdown(to: wait.expiresAt, now: now)
    }
}

/// How long there still is.
struct Countdown: Sendable, Equatable {
    let iso: String
    /// `8 min 20 s`.
    let text: String
    /// The same in milliseconds, so that the page can count on; no clock has to agree.
    let milliseconds: Int

    init(to date: Date, now: Date) {
        let left = max(0, date.timeIntervalSince(now))
        iso = date.formatted(.iso8601)
        text = CalendarWords.length(left.rounded())
        milliseconds = Int(left * 1000)
    }
}

extension CodeWaitView {
    /// "Harbor sent a code by e-mail to s…y@example.com."
    func sentSentence(_ provider: String) -> String {
        let over: String =
            switch channel {
            case .email, .emailLink: " by e-mail"
            case .sms, .smsLink: " by text message"
            case .call: " by a call"
            case .totp, .app, .unknown: ""
            }
        let destination = destinationMasked.map { " to \($0)" } ?? ""
        let again = attempts > 1 ? "another code" : "a code"
        return channel == .app || channel == .totp
            ? "\(provider) asks for the code that your app shows." : "\(provider) sent \(again)\(over)\(destination)."
    }
}

extension CodeShape {
    /// "6 digits", "6 to 8 letters or digits".
    var hint: String {
        let count =
            length.lowerBound == length.upperBound
            ? "\(length.lowerBound)" : "\(length.lowerBound) to \(length.upperBound)"
        return "\(count) \(isNumeric ? "digits" : "letters or digits"). Spaces do not matter."
    }
}
