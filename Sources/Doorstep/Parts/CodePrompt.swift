import Domain
import Foundation
import UseCases

/// The place to type a one-time code into, while a run waits for one.
struct CodePrompt: Sendable {
    /// Names what is asked: another one takes its place on the page, the same one is left alone.
    let key: String
    let form: Form?
    /// What to do where there is nothing to type.
    let approve: String?

    struct Form: Sendable {
        let lead: String
        let action: String
        let field: PageField
        let left: Left
        let submit: String
    }

    /// How long the code still helps: `You can use it for another`, the time, and what follows.
    struct Left: Sendable {
        let before: String
        let time: String
        let milliseconds: Int
        let after: String
    }

    /// The field's name.
    static let name = "code"

    init(_ run: DoorstepRun, of item: DoorstepItem, answers: PageAnswers? = nil, reader: Reader) {
        let texts = reader.texts.progress
        guard let wait = run.codeWait, run.endedAt == nil, wait.state == .waiting else {
            (key, form, approve) = ("", nil, nil)
            return
        }
        let utility = item.utility.name
        key = "\(wait.channel.rawValue)-\(wait.attempts)-\(Int(wait.askedAt.timeIntervalSince1970))"
        guard wait.takesTypedCode, !wait.channel.isApproval else {
            form = nil
            approve = wait.channel.isApproval ? texts.approve.filled(["utility": utility]) : nil
            return
        }
        approve = nil
        form = Form(
            lead: wait.sentence(texts, utility: utility), action: reader.address(item.path("/code")),
            field: PageField(
                Self.name, texts.codeLabel, wait.shape.isNumeric ? .digits : .code, hint: wait.shape.hint(texts),
                in: answers ?? PageAnswers(reader.texts)),
            left: Left(until: wait.expiresAt, texts: texts, reader: reader), submit: texts.useCode)
    }
}

extension CodePrompt.Left {
    fileprivate init(until end: Date, texts: ProgressTexts, reader: Reader) {
        let seconds = max(0, end.timeIntervalSince(reader.now))
        let parts = texts.codeLeft.split(separator: "{time}", omittingEmptySubsequences: false).map(String.init)
        before = parts.first ?? ""
        after = parts.dropFirst().joined()
        time = ReaderFormat(language: reader.language, zone: .gmt).length(seconds)
        milliseconds = Int(seconds * 1000)
    }
}

extension CodeWaitView {
    /// How the code comes, as far as the utility says.
    fileprivate func sentence(_ texts: ProgressTexts, utility: String) -> String {
        let isKnown = destinationMasked != nil
        let text =
            switch channel {
            case .email, .emailLink: isKnown ? texts.codeSentMailTo : texts.codeSentMail
            case .sms, .smsLink: isKnown ? texts.codeSentTextTo : texts.codeSentText
            case .call: isKnown ? texts.codeSentCallTo : texts.codeSentCall
            case .totp, .app: texts.codeFromApp
            case .unknown: isKnown ? texts.codeSentTo : texts.codeSent
            }
        return text.filled(["utility": utility, "destination": destinationMasked ?? ""])
    }
}

extension CodeShape {
    fileprivate func hint(_ texts: ProgressTexts) -> String {
        let (least, most) = (length.lowerBound, length.upperBound)
        guard least != most else { return (isNumeric ? texts.codeDigits : texts.codeSigns).text(least) }
        return (isNumeric ? texts.codeDigitsRange : texts.codeSignsRange)
            .filled(["least": String(least), "most": String(most)])
    }
}
