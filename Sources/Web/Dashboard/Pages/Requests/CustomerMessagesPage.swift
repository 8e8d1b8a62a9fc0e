import Domain
import UseCases

/// *Messages to customers*: how the organization shows itself, when it reminds, and where customers may be sent back to. For
/// owners.
struct CustomerMessagesPage: Page {
    static let template = "customer-messages"

    let shell: Shell
    let title: String
    let tabs: [FilterTab]
    let faults: Faults?
    let sender: [Fact]
    let brand: [FormField]
    let rules: [FormField]
    let ways: [FormField]
    let logo: Logo
    let key: Key

    struct Logo: Sendable {
        /// Where the present one is; nil without one.
        let picture: Picture?
        let fault: String?
        let describedBy: String

        struct Picture: Sendable {
            let address: String
            let alternative: String
        }
    }

    /// The key that signs results.
    struct Key: Sendable {
        let text: String
        let label: String
        /// Shown this one time.
        let fresh: CopyText?
    }

    /// - Parameters:
    ///   - answers: what was typed and refused; nil shows what is set.
    ///   - freshKey: a key that was made just now.
    init(_ view: RequestSettingsView, answers: Answers? = nil, freshKey: Secret<String>? = nil, viewer: Viewer) {
        let start =
            answers.map { $0.values.isEmpty ? Answers(view.settings, problems: $0.problems) : $0 }
            ?? Answers(view.settings)
        let organization = viewer.signedIn.organization.name
        brand = Self.brand(start, organization: organization)
        rules = Self.rules(start, for: view.settings)
        ways = [
            FormField(
                "return_addresses", "Where customers may be sent back to", rows: 4,
                hint: "One beginning of an address on each line, such as https://www.example.com/done", in: start)
        ]
        let fields = brand + rules + ways
        faults = start.summary(of: fields.map(\.name) + ["logo"])
        shell = viewer.shell(at: nil)
        title = (faults == nil ? "" : "Error: ") + "Messages to customers"
        tabs = FilterTab.settings(at: "/organization/messages")
        sender = [
            Fact(
                label: "Sent from",
                text: view.sender ?? "nowhere: no mail server is configured, so messages are kept only"),
            Fact(label: "Shown as", text: view.brand.name),
        ]
        let fault = start.fault(of: "logo")
        logo = Logo(
            picture: view.brand.logoDigest.map {
                Logo.Picture(
                    address: "/organization/logo?\($0.prefix(16))", alternative: "The logo of \(view.brand.name)")
            }, fault: fault, describedBy: fault == nil ? "logo-hint" : "logo-hint logo-fault")
        key = Key(
            text: view.hasReturnKey
                ? "A key is in use. A new one takes its place at once: results that were signed with the old one no longer "
                    + "fit." : "There is no key yet: customers are sent back without a signature.",
            label: view.hasReturnKey ? "Make a new signing key" : "Make a signing key",
            fresh: freshKey.map { CopyText("signing-key", "The signing key", $0.exposed) })
    }

    private static func brand(_ answers: Answers, organization: String) -> [FormField] {
        [
            FormField("brand_name", "Name", hint: "Blank: \(organization).", in: answers),
            FormField("color", "Colour", hint: "Of buttons and links on customer pages, such as #1c7a48.", in: answers),
            FormField(
                "contact", "How to check that a message is real",
                hint: "A telephone number, a web page or an address where customers may ask.", in: answers),
            FormField(
                "postal_address", "Postal address", rows: 3, hint: "Stands under every message.", in: answers),
            FormField("reply_to", "Answers go to", .email, hint: "Blank: answers are not read.", in: answers),
        ]
    }

    private static func rules(_ answers: Answers, for settings: RequestSettings) -> [FormField] {
        let term = AuthorizationTerm(settings.term) ?? .usual
        let hours = (0..<24).map { (value: String($0), label: "\($0 < 10 ? "0" : "")\($0):00") }
        return [
            FormField(
                "term", "A permission lasts", choosingFrom: TermChoice.options(beside: term),
                hint: "Proposed; each customer can change it.", in: answers),
            FormField(
                "months_back", "How far back", choosingFrom: MonthsChoice.options(beside: settings.proposedScope),
                hint: "Proposed, too. Bills from before are never kept.", in: answers),
            FormField(
                "ongoing", "And what comes later", choosingFrom: MonthsChoice.later,
                hint: "Proposed, too. Counts from the day on which somebody agrees.", in: answers),
            FormField(
                "asks_by_itself", "Ask customers without a member when their sign-in breaks",
                choosingFrom: [
                    (value: "no", label: "No, a member asks"), (value: "yes", label: "Yes, after 15 minutes"),
                ],
                hint:
                    "Off unless you choose it. One message for all that broke; none while the utility has an incident.",
                in: answers),
            FormField("link_days", "Days in which a link works", .number, in: answers),
            FormField(
                "reminder_days", "Remind after so many days", hint: "Such as 2, 5, 10. Blank: never.", in: answers),
            FormField("quiet_from", "Quiet from", choosingFrom: hours, in: answers),
            FormField(
                "quiet_until", "Quiet until", choosingFrom: hours,
                hint: "By the customer’s own clock. The same hour twice: no quiet hours.", in: answers),
        ]
    }
}

extension FilterTab {
    /// The pages of the organization's settings.
    static func settings(at address: String) -> [FilterTab] {
        [("Organization", "/organization"), ("Messages to customers", "/organization/messages")].map {
            FilterTab(label: $0, address: $1, count: nil, isCurrent: $1 == address)
        }
    }
}

extension Answers {
    /// What is set.
    fileprivate init(_ settings: RequestSettings, problems: [FieldProblem] = []) {
        let brand = settings.brand
        self.init(
            values: [
                "brand_name": brand.name ?? "", "color": brand.color ?? "", "contact": brand.contact ?? "",
                "postal_address": brand.postalAddress ?? "", "reply_to": brand.replyTo ?? "", "term": settings.term,
                "link_days": String(settings.linkDays),
                "reminder_days": settings.reminders.days.map(String.init).joined(separator: ", "),
                "quiet_from": String(settings.reminders.quietFrom),
                "quiet_until": String(settings.reminders.quietUntil),
                "months_back": settings.proposedScope.monthsBack.map(String.init) ?? "",
                "ongoing": settings.proposedScope.isOngoing ? "yes" : "no",
                "asks_by_itself": settings.asksByItself == true ? "yes" : "no",
                "return_addresses": settings.returnAddresses.joined(separator: "\n"),
            ], problems: problems)
    }
}
