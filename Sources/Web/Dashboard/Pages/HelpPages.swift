import Domain

/// *What each status means*, written from the status table.
struct StatusHelpPage: Page {
    static let template = "statuses"

    let shell: Shell
    let title = "What each status means"
    let example = utility
    let entries: [Entry]

    /// The name that stands in the customers' texts.
    private static let utility = "Example Power"

    struct Entry: Sendable {
        let anchor: String
        let name: String
        let code: String
        let mark: StatusMark
        let meaning: String
        let customerText: String
    }

    init(viewer: Viewer) {
        shell = viewer.shell(at: nil)
        entries = ConnectionStatus.allCases.map { status in
            let row = status.entry
            return Entry(
                anchor: status.rawValue.lowercased(), name: row.displayName, code: status.rawValue,
                mark: StatusMark(status, actor: row.actor), meaning: row.meaning,
                customerText: row.customerText(utility: Self.utility))
        }
    }
}

/// *Keyboard*: every key that does something.
struct KeyboardHelpPage: Page {
    static let template = "keyboard"

    let shell: Shell
    let title = "Keyboard"

    init(viewer: Viewer) { shell = viewer.shell(at: nil) }
}

/// Why a page cannot be shown or a step was not done, and what to do next.
struct ProblemPage: Page {
    static let template = "problem"

    let door: Door
    let title: String
    let text: String
    /// What to quote when asking for help; only for faults of Tieline.
    let incident: String?
    let link: Link?

    init(title: String, text: String, incident: String?, link: Link?, assets: AssetAddresses) {
        door = Door(assets)
        self.title = title
        self.text = text
        self.incident = incident
        self.link = link
    }
}
