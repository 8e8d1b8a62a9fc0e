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
    let signInFields: [FormField]
    let trust: Trust

    init(
        _ provider: Provider, customers: [Customer], sites: [Site], answers: Answers = Answers(), viewer: Viewer
    ) {
        let customerFields = [
            FormField(
                "customer_name", "Customer’s name", hint: "The holder of the account. A known name is found again.",
                suggestions: "known-customers", in: answers),
            FormField(
                "customer_email", "Customer’s e-mail address (optional)", .email,
                hint: "Nothing is sent now.", in: answers),
        ]
        let placeFields = [
            FormField(
                "sites", "Site (optional)",
                hint: "Where the accounts are, such as a building or a shop. Several: put semicolons between them.",
                suggestions: "known-sites", in: answers),
            FormField(
                "collect_from", "Bills since (optional)", .date,
                hint: "Older bills are left out. Leave it blank for every bill the portal has.", in: answers),
        ]
        let signInFields = provider.signInFields.map { FormField(prompt: $0, answers: answers) }
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
        self.signInFields = signInFields
        trust = Trust(provider: provider.name, organization: viewer.signedIn.organization.name)
    }
}
