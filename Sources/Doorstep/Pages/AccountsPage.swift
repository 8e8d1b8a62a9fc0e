import Domain
import UseCases

/// What was found behind a sign-in: tick what is shared.
struct AccountsPage: DoorstepPage {
    static let template = "accounts"

    let frame: Frame
    let title: String
    let heading: String
    let place: String?
    let lead: String
    let faults: Faults?
    let accounts: AccountList
    let action: String
    let share: String
    let decline: PageLink

    init(
        _ accounts: [DoorstepAccount], of item: DoorstepItem, in view: DoorstepView, isWrong: Bool = false,
        reader: Reader
    ) {
        let texts = reader.texts.accounts
        var answers = PageAnswers(reader.texts)
        if isWrong { answers.faults = [(AccountList.anchor, texts.none)] }
        frame = Frame(reader, brand: view.brand)
        heading = texts.title
        title = answers.title(texts.title)
        place = view.place(of: item, reader: reader)
        lead = texts.lead.filled(["utility": item.utility.name, "organization": view.brand.name])
        faults = answers.summary(of: [AccountList.anchor])
        self.accounts = AccountList(
            accounts, ticked: isWrong ? [] : Set(accounts.filter(\.isShared).map(\.id)), prefix: "", texts: texts,
            fault: answers.fault(of: AccountList.anchor))
        action = reader.address(item.path("/accounts"))
        share = texts.share
        decline = PageLink(label: reader.texts.ask.decline, address: reader.address("/decline"))
    }
}

/// Accounts to tick.
struct AccountList: Sendable {
    let id: String
    let legend: String
    let fault: String?
    let rows: [Row]

    struct Row: Sendable {
        let value: String
        let label: String
        /// `12 Main Street · Electricity, Gas`.
        let detail: String
        let isTicked: Bool
    }

    static let anchor = "accounts"
    /// The boxes' name.
    static let name = "account"

    init(
        _ accounts: [DoorstepAccount], ticked: Set<Account.ID>, prefix: String, texts: AccountTexts,
        fault: String? = nil
    ) {
        id = prefix + Self.anchor
        legend = texts.legend
        self.fault = fault
        rows = accounts.map { account in
            let kinds = Meter.Commodity.allCases.filter(account.commodities.contains).map { $0.word(texts) }
            let parts = [account.serviceAddress, kinds.joined(separator: ", ")].filter { !$0.isEmpty }
            return Row(
                value: account.id.prefixed, label: texts.account.filled(["number": account.number]),
                detail: parts.joined(separator: " · "), isTicked: ticked.contains(account.id))
        }
    }
}

extension Meter.Commodity {
    fileprivate func word(_ texts: AccountTexts) -> String {
        switch self {
        case .electricity: texts.electricity
        case .gas: texts.gas
        case .water: texts.water
        }
    }
}
