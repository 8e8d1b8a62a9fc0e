import Domain
import UseCases

/// *Ask the customer*: filled in already; what is sent is shown before it goes.
struct RequestFormPage: Page {
    static let template = "request-form"

    let shell: Shell
    let title: String
    let heading: String
    let lead: String
    let action: String
    let customerID: String
    /// The connection that it began with; carried along so that the form can be shown again.
    let connectionID: String
    let warnings: [String]
    /// The customer's open request, which this one takes the place of.
    let replaced: Link?
    let faults: Faults?
    let asks: Asks
    let fields: [FormField]
    let zones: [String]
    let submit: String
    let cancel: String

    /// What can be asked for, to be ticked.
    struct Asks: Sendable {
        let id: String
        let fault: String?
        let items: [Item]

        struct Item: Sendable {
            let id: String
            let value: String
            let provider: String
            let ask: String
            let mark: StatusMark
            let cause: String
            let isChosen: Bool
        }
    }

    /// - Parameters:
    ///   - connection: The one that it began with.
    ///   - draft: What is being edited; nil for a new request.
    ///   - answers: What was typed and refused.
    ///   - chosen: What was ticked then.
    ///   - returnsCustomers: Whether customers may be sent back to pages of the organization.
    init(
        _ form: RequestForm, from connection: Connection.ID, editing draft: RequestDetail? = nil,
        answers: Answers? = nil, chosen: Set<Connection.ID>? = nil, returnsCustomers: Bool, viewer: Viewer
    ) {
        let start = answers ?? draft.map(Answers.init) ?? Answers(form)
        let ticked = chosen ?? draft.map { Set($0.summary.items.map(\.connectionID)) }
        let fields = Self.fields(
            start, term: draft?.term ?? form.term, name: form.customer.name, returnsCustomers: returnsCustomers)
        let faults = start.summary(of: fields.map(\.name) + ["connections"])
        let address = draft.map { "/requests/\($0.summary.id.prefixed)" }
        shell = viewer.shell(at: .requests)
        heading = "Ask \(form.customer.name)"
        title = (faults == nil ? "" : "Error: ") + heading
        lead =
            "One message for everything that needs this customer. You see it, and the page it leads to, before it is sent."
        action = address.map { $0 + "/edits" } ?? "/requests"
        customerID = form.customer.id.prefixed
        connectionID = connection.prefixed
        warnings = Self.warnings(form)
        replaced =
            draft == nil
            ? form.openRequestID.map { Link(label: "Look at the open request", address: "/requests/\($0.prefixed)") }
            : nil
        self.faults = faults
        asks = Asks(form.offers, ticked: ticked, fault: start.fault(of: "connections"))
        self.fields = fields
        zones = ZoneName.all
        submit = "Show the message and the page"
        cancel = address ?? "/connections/\(connection.prefixed)"
    }

    private static func warnings(_ form: RequestForm) -> [String] {
        form.sendsMail
            ? [] : ["No mail server is configured: nothing is sent by itself. You can pass the link on yourself."]
    }

    private static func fields(
        _ answers: Answers, term: AuthorizationTerm, name: String, returnsCustomers: Bool
    ) -> [FormField] {
        let languages =
            [(value: "", label: "As the browser says; messages in English")]
            + DoorstepLanguage.allCases.map { (value: $0.rawValue, label: $0.word) }
        let usual = [
            FormField("name", "Name", in: answers),
            FormField(
                "email", "E-mail address", .email, hint: "Leave it blank to pass the link on yourself.", in: answers),
            FormField("language", "Language", choosingFrom: languages, in: answers),
            FormField(
                "time_zone", "Time zone", hint: "Nobody is written to in the quiet hours of this zone.",
                suggestions: "known-zones", in: answers),
            FormField(
                "note", "Note", rows: 3,
                hint: "In your own words; stands in the message and on the page. May be blank.",
                in: answers),
            FormField(
                "term", "How long the permission lasts",
                choosingFrom: TermChoice.options(beside: term) + [(value: TermChoice.day, label: "Until a day:")],
                hint: "\(name) can change it.", in: answers),
            FormField("term_day", "That day", .date, hint: "Only where “Until a day” is chosen.", in: answers),
        ]
        let way = FormField(
            "return_address", "Where the customer goes in the end",
            hint: "An address that your settings allow. May be blank.", in: answers)
        return returnsCustomers ? usual + [way] : usual
    }
}

extension RequestFormPage.Asks {
    fileprivate init(_ offers: [RequestOffer], ticked: Set<Connection.ID>?, fault: String?) {
        id = "connections"
        self.fault = fault
        items = offers.map { offer in
            let connection = offer.connection
            return Item(
                id: "ask-\(connection.id.prefixed)", value: connection.id.prefixed, provider: connection.provider.name,
                ask: offer.ask.label, mark: StatusMark(connection.status, actor: connection.actor),
                cause: connection.cause, isChosen: ticked?.contains(connection.id) ?? offer.isChosen)
        }
    }
}

extension Answers {
    /// What the form starts with.
    fileprivate init(_ form: RequestForm) {
        self.init(recipient: form.recipient, note: nil, term: form.term, returnAddress: nil)
    }

    /// What a draft says.
    fileprivate init(_ draft: RequestDetail) {
        self.init(
            recipient: draft.summary.recipient, note: draft.note, term: draft.term, returnAddress: draft.returnAddress)
    }

    private init(recipient: RequestRecipient, note: String?, term: AuthorizationTerm, returnAddress: String?) {
        self.init(values: [
            "name": recipient.name, "email": recipient.email ?? "", "language": recipient.language?.rawValue ?? "",
            "time_zone": recipient.zone.text, "note": note ?? "", "term": term.isDay ? TermChoice.day : term.text,
            "term_day": term.isDay ? term.text : "", "return_address": returnAddress ?? "",
        ])
    }
}
