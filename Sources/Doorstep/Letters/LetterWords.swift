import Domain
import Foundation
import Ports

/// The sentences of one letter.
struct LetterWords {
    let content: LetterContent
    let texts: LetterTexts
    let format: ReaderFormat
    let organization: String
    let recipient: String
    let values: [String: String]

    init(_ content: LetterContent) {
        self.content = content
        texts = DoorstepTexts.of(content.language).letter
        format = ReaderFormat(language: content.language, zone: content.zone)
        organization = content.organization.onOneLine
        recipient = content.recipient.onOneLine
        let utilities = content.matters.map(\.utility.onOneLine)
        values = [
            "organization": organization, "utility": utilities.first ?? "",
            "utilities": format.list(utilities.uniqued),
            "date": content.matters.first?.endsAt.map(format.lastDay) ?? "",
        ]
    }

    private var isOne: Bool { content.matters.count == 1 }

    // MARK: Subject

    var subject: String {
        let subject =
            switch content.kind {
            case .request: asking
            case .reminder: texts.subjectReminder.filled(["subject": asking])
            case .renewal: (isOne ? texts.subjectRenewal : texts.subjectRenewalSeveral).filled(values)
            case .receipt: texts.subjectReceipt.filled(values)
            case .controlLink: texts.subjectControlLink.filled(values)
            case .revoked: texts.subjectRevoked.filled(values)
            case .handedOver: texts.subjectHandedOver.filled(values)
            }
        return subject.onOneLine.cut(to: 150)
    }

    private var asking: String {
        guard isOne, let ask = content.matters.first?.ask else { return texts.subjectSeveral.filled(values) }
        let text =
            switch ask {
            case .authorize: texts.subjectAuthorize
            case .reauthorize: texts.subjectReauthorize
            case .repair: texts.subjectRepair
            case .accounts: texts.subjectAccounts
            }
        return text.filled(values)
    }

    // MARK: What it is about

    var lead: [String] {
        switch content.kind {
        case .request: [what]
        case .reminder: [texts.reminder, what]
        case .renewal:
            isOne
                ? [texts.renewal.filled(values), texts.renewalElse] : [texts.renewalSeveral.filled(values)]
        case .receipt: [texts.receipt.filled(values)]
        case .controlLink: [texts.controlLink.filled(values)]
        case .revoked: [texts.revoked.filled(values), texts.revokedDeleted]
        case .handedOver: [texts.handedOver.filled(values)]
        }
    }

    private var what: String {
        guard isOne, let matter = content.matters.first else { return texts.several.filled(values) }
        let text =
            switch matter.ask {
            case .authorize: texts.authorize
            case .reauthorize: matter.endsAt == nil ? texts.reauthorizeEnded : texts.reauthorize
            case .repair: texts.repair
            case .accounts: texts.accounts
            }
        return text.filled(values)
    }

    var items: [String] {
        switch content.kind {
        case .request, .reminder: isOne ? [] : content.matters.map { line($0, asked($0.ask)) }
        case .renewal:
            isOne ? [] : content.matters.map { line($0, $0.endsAt == nil ? asked($0.ask) : texts.renewalItem) }
        case .receipt:
            content.matters.map { line($0, $0.endsAt == nil ? texts.receiptItemUntilRevoked : texts.receiptItem) }
        case .controlLink, .revoked, .handedOver: []
        }
    }

    private func asked(_ ask: RequestAsk) -> String {
        switch ask {
        case .authorize: texts.authorizeItem
        case .reauthorize: texts.reauthorizeItem
        case .repair: texts.repairItem
        case .accounts: texts.accountsItem
        }
    }

    private func line(_ matter: LetterContent.Matter, _ text: String) -> String {
        text.filled(["utility": matter.utility.onOneLine, "date": matter.endsAt.map(format.lastDay) ?? ""])
    }

    func note(_ text: String) -> (heading: String, paragraphs: [String])? {
        let paragraphs = text.lines
        return paragraphs.isEmpty ? nil : (texts.note.filled(values), paragraphs)
    }

    // MARK: What to do

    var button: String {
        switch content.kind {
        case .receipt, .controlLink, .revoked, .handedOver: texts.buttonControl
        case .renewal: texts.buttonRenew
        case .request, .reminder:
            switch isOne ? content.matters.first?.ask : nil {
            case .repair, .accounts: texts.buttonRepair
            case .reauthorize: texts.buttonRenew
            case .authorize, nil: texts.buttonAuthorize
            }
        }
    }

    var about: [String] {
        let end = content.linkEndsAt.map { format.day($0) }
        return switch content.kind {
        case .request, .reminder, .renewal:
            [
                [texts.minute, end.map { texts.answerBy.filled(["date": $0]) }].compactMap(\.self).joined(
                    separator: " "),
                texts.sayNo,
            ]
        case .receipt: [texts.receiptControl, texts.keepLink]
        case .controlLink: [end.map { texts.linkEnds.filled(["date": $0]) } ?? texts.keepLink, texts.controlLinkNotYou]
        case .revoked: [texts.revokedControl]
        case .handedOver: [texts.handedOverNotYou.filled(values)]
        }
    }

    var check: String {
        guard let contact = content.brand.contact?.onOneLine, !contact.isEmpty else {
            return texts.checkYourself.filled(values)
        }
        return texts.check.filled(values.merging(["contact": contact]) { own, _ in own })
    }
}
