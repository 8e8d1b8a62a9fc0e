/// Where somebody reads mail, as far as it matters for passing mail on.
enum Mailbox: String, Sendable, CaseIterable {
    case gmail, outlook, microsoft365, icloud, yahoo, other

    /// As the picker names it.
    var label: String {
        switch self {
        case .gmail: "Gmail or Google Workspace"
        case .outlook: "Outlook.com, Hotmail or Live"
        case .microsoft365: "Microsoft 365, from work or school"
        case .icloud: "iCloud Mail"
        case .yahoo: "Yahoo Mail"
        case .other: "Another mailbox"
        }
    }
}

/// The choice of a mailbox: a form by GET, so that the choice stands in the address.
struct MailboxPicker: Sendable {
    /// Where the form leads.
    let action: String
    let options: [Option]

    init(_ chosen: Mailbox?, action: String) {
        self.action = action
        options =
            [Option(value: "", label: "Choose your mailbox", isChosen: chosen == nil)]
            + Mailbox.allCases.map { Option(value: $0.rawValue, label: $0.label, isChosen: $0 == chosen) }
    }
}
