import Domain
import UseCases

/// Add connection, step 1: which utility.
struct ProviderChoicePage: Page {
    static let template = "provider-choice"

    let shell: Shell
    let title = "Add connection"
    let search: String
    let choices: Choices?
    let nothing: String?

    struct Choices: Sendable {
        let items: [Item]
    }

    struct Item: Sendable {
        let name: String
        let site: String
        let address: String
    }

    init(_ providers: [Provider], search: String, viewer: Viewer) {
        shell = viewer.shell(at: .connections)
        self.search = search
        choices =
            providers.isEmpty
            ? nil
            : Choices(
                items: providers.map {
                    Item(name: $0.name, site: $0.address, address: "/connections/new?provider=\($0.key.text)")
                })
        nothing = providers.isEmpty ? "No utility in the catalogue is called “\(search)” or has that address." : nil
    }
}

/// Add connection, step 2: whose account it is, where and from when, and its sign-in.
struct NewConnectionPage: Page {
    static let template = "new-connection"

    let shell: Shell
    let title: String
    let provider: String
    let siteAddress: String
    let providerKey: String
    let faults: Faults?
    let customerFields: [FormField]
    let customers: [String]
    let placeFields: [FormField]
    let sites: [String]
    /// How bills can come, the one that is being set up marked; nil where there is only one.
    let kinds: Kinds?
    /// Why bills cannot come by mail here; nil when they can.
    let noMail: String?
    /// For a connection that is signed in to.
    let signIn: SignIn?
    /// What an email connection is, while one is being made.
    let mail: Mail?

    struct Kinds: Sendable {
        let items: [Item]

        struct Item: Sendable {
            let label: String
            let address: String
            let isCurrent: Bool
        }
    }

    struct SignIn: Sendable {
        let fields: [FormField]
        let trust: Trust
    }

    struct Mail: Sendable {
        let text: String
    }

    /// - Parameters:
    ///   - isMail: Bills are to come by mail, so that nobody signs in.
    ///   - takesMail: This installation takes mail.
    init(
        _ provider: Provider, customers: [Customer], sites: [Site], answers: Answers = Answers(),
        isMail: Bool = false, takesMail: Bool = true, viewer: Viewer
    ) {
        let isMail = isMail && takesMail
        let customerFields = [
            FormField(
                "customer_name", "Customer’s name", hint: "The holder of the account. A known name is found again.",
                suggestions: "known-customers", in: answers),
            FormField(
                "customer_email", "Customer’s e-mail address (optional)", .email,
                hint: isMail
                    ? "Nothing is sent now. Bills that are forwarded from this address are taken as well."
                    : "Nothing is sent now.", in: answers),
        ]
        let siteField = FormField(
            "sites", "Site (optional)",
            hint: "Where the accounts are, such as a building or a shop. Several: put semicolons between them.",
            suggestions: "known-sites", in: answers)
        let placeFields =
            isMail
            ? [siteField]
            : [
                siteField,
                FormField(
                    "collect_from", "Bills since (optional)", .date,
                    hint: "Older bills are left out. Leave it blank for every bill the portal has.", in: answers),
            ]
        let signInFields = isMail ? [] : provider.signInFields.map { FormField(prompt: $0, answers: answers) }
        let page = "/connections/new?provider=\(provider.key.text)"
        let faults = answers.summary(of: customerFields + placeFields + signInFields)
        shell = viewer.shell(at: .connections)
        title = (faults == nil ? "" : "Error: ") + "Add connection to \(provider.name)"
        self.provider = provider.name
        siteAddress = provider.address
        providerKey = provider.key.text
        self.faults = faults
        self.customerFields = customerFields
        self.customers = customers.map(\.name)
        self.placeFields = placeFields
        self.sites = sites.map(\.name).reduce(into: []) { if $0.last != $1 { $0.append($1) } }
        kinds =
            takesMail
            ? Kinds(items: [
                Kinds.Item(label: "Sign in at the portal", address: page, isCurrent: !isMail),
                Kinds.Item(label: "Bills come by mail", address: page + "&kind=email", isCurrent: isMail),
            ]) : nil
        noMail =
            takesMail
            ? nil : "Bills cannot come by mail: this installation takes no mail yet. Whoever runs it can change that."
        signIn =
            isMail
            ? nil
            : SignIn(
                fields: signInFields,
                trust: Trust(provider: provider.name, organization: viewer.signedIn.organization.name))
        mail =
            isMail
            ? Mail(
                text:
                    "The connection gets a mail address of its own. Bills of \(provider.name) are forwarded to it and filed "
                    + "by themselves. Nobody signs in, and no password is asked for.") : nil
    }
}
