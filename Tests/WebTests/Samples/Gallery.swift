import Domain
import Foundation
import Testing
@testable import UseCases
@testable import Web

/// Every page in every state worth looking at.
struct GalleryEntry: Sendable, CustomTestStringConvertible {
    let name: String
    let page: any Page

    init(_ name: String, _ page: any Page) {
        self.name = name
        self.page = page
    }

    var testDescription: String { name }
}

enum Gallery {
    static let wrongAnswers = Answers(
        values: ["email": "paula@", "name": "", "username": "greta@example.com", "role": "operator"],
        problems: [
            FieldProblem(field: "email", code: "malformed", message: "Enter an e-mail address like name@example.com."),
            FieldProblem(field: "name", code: "missing", message: "Enter a name."),
            FieldProblem(
                field: "password", code: "rejected_before",
                message: "This is the password Valley Gas refused on 19 Nov. Enter another one."),
        ])

    static let entries: [GalleryEntry] =
        lists + connections + wizard + codes + codeRuns + codeHealth + mail + requests
        + administration + doors

    private static var lists: [GalleryEntry] {
        func list(
            _ rows: [ConnectionSummary], _ asked: ConnectionListing, role: Role = .owner, next: String? = nil,
            notice: Notice? = nil
        ) -> ConnectionsPage {
            ConnectionsPage(
                Sample.page(rows, next: next), asked: asked, providers: Sample.providers.map(Sample.reference),
                viewer: Sample.viewer(role, notice: notice))
        }
        let many = (1...40).map { Sample.connection($0, ConnectionStatus.allCases[$0 % 18]) }
        var narrow = ConnectionListing(filter: .all, actor: .customer, after: "x")
        narrow.customerID = Sample.id(2)
        return [
            GalleryEntry("connections-every-status", list(Sample.everyStatus, ConnectionListing())),
            GalleryEntry("connections-many", list(many, narrow, next: "next")),
            GalleryEntry(
                "connections-one",
                list(
                    [Sample.connection(1)], ConnectionListing(filter: .needsAttention, sort: .name),
                    notice: Notice(text: "The connection was archived."))),
            GalleryEntry("connections-viewer", list([Sample.connection(1)], ConnectionListing(), role: .viewer)),
            GalleryEntry("connections-none", list([], ConnectionListing())),
            GalleryEntry("connections-no-match", list([], ConnectionListing(search: "Grün"))),
            GalleryEntry("connections-calm", list([], ConnectionListing(filter: .needsAttention))),
        ]
    }

    private static var connections: [GalleryEntry] {
        let everything = Set(ConnectionAction.allCases)
        let statuses: [(ConnectionStatus, Set<ConnectionAction>)] = [
            (.passwordIncorrect, [.reconnect, .pause, .archive]), (.connected, [.check, .pause, .archive]),
            (.websiteDown, [.check, .pause, .archive]), (.underInvestigation, everything), (.pending, [.pause]),
            (.paused, [.resume, .archive]), (.accountLocked, [.reconnect, .unlock]),
        ]
        return statuses.map { status, actions in
            GalleryEntry(
                "connection-\(status.rawValue.lowercased())",
                ConnectionDetailPage(Sample.detail(status, actions: actions), viewer: Sample.viewer()))
        } + [
            GalleryEntry(
                "connection-bare",
                ConnectionDetailPage(Sample.detail(.pending, actions: [], isBare: true), viewer: Sample.viewer(.viewer))
            )
        ]
            + [
                GalleryEntry(
                    "bills", BillsPage(Sample.shelf(of: nil, next: "next"), isFirst: true, viewer: Sample.viewer())),
                GalleryEntry(
                    "bills-account",
                    BillsPage(Sample.shelf(of: Sample.accounts[0]), isFirst: false, viewer: Sample.viewer(.viewer))),
                GalleryEntry(
                    "bills-none", BillsPage(Sample.shelf(of: nil, isBare: true), isFirst: true, viewer: Sample.viewer())
                ),
            ]
            + RunProgress.allCases.map { progress in
                GalleryEntry("run-\(progress.rawValue)", RunDetailPage(Sample.run(progress), viewer: Sample.viewer()))
            }
    }

    private static var wizard: [GalleryEntry] {
        let viewer = Sample.viewer(.operator)
        let form = Sample.reconnectForm
        return [
            GalleryEntry("reconnect", ReconnectPage(form, viewer: viewer)),
            GalleryEntry("credentials", CredentialsPage(form, answers: Answers(), viewer: viewer)),
            GalleryEntry("credentials-wrong", CredentialsPage(form, answers: wrongAnswers, viewer: viewer)),
            GalleryEntry("provider-choice", ProviderChoicePage(Sample.providers, search: "", viewer: viewer)),
            GalleryEntry("provider-choice-none", ProviderChoicePage([], search: "Grünwald", viewer: viewer)),
            GalleryEntry(
                "new-connection",
                NewConnectionPage(Sample.providers[2], customers: customers, sites: sites, viewer: viewer)),
            GalleryEntry(
                "new-connection-wrong",
                NewConnectionPage(
                    Sample.providers[1], customers: [], sites: [], answers: wrongAnswers, viewer: viewer)),
        ]
    }

    private static var sites: [Site] {
        ["Lagerhalle Süd", "Mercer Street 14–18", "Mercer Street 14–18"].enumerated().map {
            Site(
                id: Sample.id($0), organizationID: Sample.organization.id, customerID: Sample.id($0), name: $1,
                createdAt: Sample.now)
        }
    }

    private static var customers: [Customer] {
        Sample.customers.enumerated().map {
            Customer(
                id: Sample.id($0), organizationID: Sample.organization.id, name: $1, email: nil, createdAt: Sample.now)
        }
    }

    private static var administration: [GalleryEntry] {
        let viewer = Sample.viewer()
        let secret = Notice(
            text: "The key was made. Copy it now: it is not shown again.",
            secret: "tl_8QfQm1n3yCkR2v0b7e9LxT5sWz4uJpAaDdGgHhKkMmN", after: "It works at once.")
        return [
            GalleryEntry("providers", ProvidersPage(Sample.health, viewer: viewer)),
            GalleryEntry("providers-none", ProvidersPage([], viewer: viewer)),
            GalleryEntry(
                "provider-incident",
                ProviderPage(
                    ProviderDetail(
                        health: Sample.health[1],
                        incidents: [
                            Sample.incident,
                            Incident(
                                id: Sample.id(2), providerKey: Sample.key("sandbox-valley"),
                                status: .underInvestigation, reason: .proven, openedAt: Sample.ago(20),
                                closedAt: Sample.ago(19.8)),
                        ]), viewer: viewer)),
            GalleryEntry(
                "provider-calm", ProviderPage(ProviderDetail(health: Sample.health[2], incidents: []), viewer: viewer)),
            GalleryEntry("members", MembersPage(Sample.members, viewer: viewer)),
            GalleryEntry("members-wrong", MembersPage(Sample.members, answers: wrongAnswers, viewer: viewer)),
            GalleryEntry("api-keys", APIKeysPage(Sample.apiKeys, viewer: Sample.viewer(notice: secret))),
            GalleryEntry("api-keys-none", APIKeysPage([], answers: wrongAnswers, viewer: viewer)),
            GalleryEntry("audit", AuditLogPage(Sample.audit, isFirst: false, viewer: viewer)),
            GalleryEntry("audit-none", AuditLogPage(AuditPage(lines: [], next: nil), isFirst: true, viewer: viewer)),
            GalleryEntry("organization", OrganizationPage(viewer: viewer)),
            GalleryEntry(
                "organization-wrong",
                OrganizationPage(
                    answers: Answers(
                        values: ["time_zone": "Springfield"],
                        problems: [
                            FieldProblem(
                                field: "time_zone", code: "unknown_zone", message: "Choose a zone of the list.")
                        ]), viewer: viewer)),
            GalleryEntry("account", AccountPage(viewer: viewer)),
            GalleryEntry(
                "account-wrong",
                AccountPage(
                    answers: Answers(problems: [
                        FieldProblem(
                            field: "current_password", code: "wrong", message: "This is not your current password.")
                    ]), viewer: viewer)),
            GalleryEntry("statuses", StatusHelpPage(viewer: viewer)),
            GalleryEntry("keyboard", KeyboardHelpPage(viewer: viewer)),
        ]
    }

    private static var doors: [GalleryEntry] {
        let assets = Sample.assets
        return [
            GalleryEntry("sign-in", SignInPage(destination: "/connections", assets: assets)),
            GalleryEntry("sign-in-wrong", SignInPage(answers: wrongAnswers, assets: assets)),
            GalleryEntry("sign-in-link", SignInLinkPage(email: "paula@acme.example", token: "t", assets: assets)),
            GalleryEntry("set-up", SetUpPage(token: "t", assets: assets)),
            GalleryEntry("set-up-wrong", SetUpPage(answers: wrongAnswers, token: "t", assets: assets)),
            GalleryEntry(
                "invitation",
                InvitationPage(
                    organization: Sample.longName, email: "jo@acme.example", role: .operator, token: "t",
                    assets: assets)),
            GalleryEntry(
                "problem",
                ProblemPage(
                    title: "This page does not exist", text: "Check the address, or start from the connections.",
                    incident: nil, link: Link(label: "Go to the connections", address: "/connections"), assets: assets)),
            GalleryEntry(
                "problem-incident",
                ProblemPage(
                    title: "Tieline made a mistake",
                    text: "It is written down under the number below. Nothing you entered was half-saved.",
                    incident: "4F7K-92QX", link: nil, assets: assets)),
        ]
    }
}
