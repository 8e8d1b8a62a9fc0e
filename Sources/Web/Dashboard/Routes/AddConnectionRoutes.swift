import Domain
import Foundation
import HTTPKit
import Hummingbird
import UseCases

/// Adding a connection: the utility, whose account it is, its sign-in, and on to the first check.
struct AddConnectionRoutes: Sendable {
    private let environment: WebEnvironment
    private var workplace: Workplace { environment.workplace }

    init(_ environment: WebEnvironment) { self.environment = environment }

    func add(to members: RouterGroup<MemberContext>) {
        members.get("connections/new", use: show)
        members.post("connections", use: create)
    }

    @Sendable private func show(_ request: Request, _ context: MemberContext) async throws -> Response {
        guard context.author.may(.operate) else { throw UseCaseError.notAllowed(needs: .operate) }
        let query = try request.query()
        let viewer = environment.viewer(context)
        if let provider = environment.provider(named: query.raw("provider")) {
            return try environment.answer(
                NewConnectionPage(
                    provider, customers: try await customers(context), sites: try await sites(context),
                    isMail: query.raw("kind") == ConnectionKind.email.rawValue, takesMail: workplace.mailDomain != nil,
                    viewer: viewer))
        }
        let search = String(query.raw("q").prefix(200))
        let found = try await workplace.findProviders(search, by: context.author)
        return try environment.answer(ProviderChoicePage(found, search: search, viewer: viewer))
    }

    @Sendable private func create(_ request: Request, _ context: MemberContext) async throws -> Response {
        let form = try await request.form()
        guard let provider = environment.provider(named: form.raw("provider")) else {
            return .seeOther("/connections/new")
        }
        let isMail = form.raw("kind") == ConnectionKind.email.rawValue
        do {
            if isMail {
                let created = try await workplace.createEmailConnection(
                    NewConnection(form, for: provider), by: context.author)
                return .seeOther(Done.mailboxAdded.at("/connections/\(created.id.prefixed)/forwarding"))
            }
            let created = try await workplace.createConnection(NewConnection(form, for: provider), by: context.author)
            guard let run = created.runID else {
                return .seeOther(Done.added.at("/connections/\(created.id.prefixed)"))
            }
            return .seeOther("/runs/\(run.prefixed)")
        } catch UseCaseError.invalid(let problems) {
            let open = provider.signInFields.filter { $0.kind != .secret }.map(\.name)
            let answers = Answers(
                form, fields: ["customer_name", "customer_email", "sites", "collect_from"] + open, problems: problems)
            let page = NewConnectionPage(
                provider, customers: try await customers(context), sites: try await sites(context), answers: answers,
                isMail: isMail, takesMail: workplace.mailDomain != nil, viewer: environment.viewer(context))
            return try environment.answer(wrong: page)
        }
    }

    /// Names to suggest while somebody types.
    private func customers(_ context: MemberContext) async throws -> [Customer] {
        try await workplace.listCustomers(search: "", by: context.author)
    }

    private func sites(_ context: MemberContext) async throws -> [Site] {
        try await workplace.listSites(by: context.author)
    }
}

extension NewConnection {
    /// What the form says. A sign-in that was left blank altogether is entered later.
    init(_ form: Form, for provider: Provider) {
        let typed = provider.signInFields.map { ($0.name, Secret(form.raw($0.name))) }
        let isBlank = typed.allSatisfy { $0.1.exposed.isEmpty }
        self.init(
            holder: .named(form.raw("customer_name"), email: form.raw("customer_email")),
            providerKey: provider.key.text, siteNames: Self.siteNames(form.raw("sites")),
            collectFrom: form.raw("collect_from"), fields: isBlank ? [:] : Dictionary(uniqueKeysWithValues: typed))
    }

    /// The names in one line: `Quay Street; Warehouse`.
    private static func siteNames(_ line: String) -> [String] {
        line.split(separator: ";").map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
