import Domain
import Foundation
import UseCases

/// The sentences of the first page.
struct AskWords {
    let view: DoorstepView
    let texts: AskTexts
    let values: [String: String]
    private let open: [DoorstepItem]

    init(_ view: DoorstepView, texts: AskTexts, format: ReaderFormat) {
        self.view = view
        self.texts = texts
        let open = view.items.filter { $0.state == .open }
        self.open = open.isEmpty ? view.items : open
        values = [
            "organization": view.brand.name, "utility": self.open.first?.utility.name ?? "",
            "utilities": format.list(self.open.map(\.utility.name).uniqued), "name": view.recipientName,
            "customer": view.customerName,
        ]
    }

    var heading: String {
        let asks = Set(open.map(\.ask))
        guard let ask = asks.first, asks.count == 1 else { return texts.several.filled(values) }
        let text =
            switch ask {
            case .authorize: texts.authorize
            case .reauthorize: texts.reauthorize
            case .repair: texts.repair
            case .accounts: texts.accounts
            }
        return text.filled(values.merging(["utility": values["utilities"] ?? ""]) { $1 })
    }

    var recipient: String {
        (view.recipientName == view.customerName ? texts.recipient : texts.recipientFor).filled(values)
    }

    var items: [AskPage.Item] {
        guard open.count > 1 else { return [] }
        return open.map { AskPage.Item(utility: $0.utility.name, text: $0.ask.words(texts)) }
    }

    var address: [String] {
        let postal = (view.brand.brand.postalAddress ?? "").split(whereSeparator: \.isNewline).map(String.init)
        return [view.brand.name] + postal
    }

    var check: String {
        guard let contact = view.brand.brand.contact else { return texts.checkYourself.filled(values) }
        return texts.check.filled(values.merging(["contact": contact]) { own, _ in own })
    }

    /// What limits a permission that stays as it is, where all have the same limits.
    func keptLimits(_ texts: AskTexts, format: ReaderFormat) -> [String] {
        let limits = open.map { $0.scope?.limits(texts, format: format) ?? [] }
        return Set(limits).count == 1 ? limits[0] : []
    }

    var next: String {
        if open.allSatisfy({ $0.isForwarded || ($0.ask == .reauthorize && $0.isAuthorized) }) {
            return texts.nextNothing
        }
        let isCode = open.first.map { $0.ask == .repair && $0.status == .mfaTokenExpired } ?? false
        let utility = open.first { !$0.isForwarded }?.utility.name ?? ""
        return (isCode ? texts.nextCode : texts.next).filled(values.merging(["utility": utility]) { $1 })
    }
}

extension RequestAsk {
    /// What there is to do, in a few words.
    func words(_ texts: AskTexts) -> String {
        switch self {
        case .authorize: texts.authorizeItem
        case .reauthorize: texts.reauthorizeItem
        case .repair: texts.repairItem
        case .accounts: texts.accountsItem
        }
    }
}

extension AuthorizationScope {
    /// What is shared, a line for each kind.
    func kinds(_ texts: AskTexts) -> [String] {
        SharedData.allCases.filter(data.contains).map { kind in
            switch kind {
            case .bills: texts.bills
            case .usage: texts.usage
            case .accountDetails: texts.accountDetails
            }
        }
    }

    /// How far back and until when, a line for each; none where there is no limit.
    func limits(_ texts: AskTexts, format: ReaderFormat) -> [String] {
        let end = ongoingEnd.flatMap { CalendarDay($0) }.flatMap {
            AuthorizationTerm.until($0).end(from: .distantPast, in: format.zone)
        }
        return [
            monthsBack.map { texts.monthsBack.text($0) },
            end.map { texts.ongoingEnd.filled(["date": format.lastDay($0)]) },
        ].compactMap(\.self)
    }
}
