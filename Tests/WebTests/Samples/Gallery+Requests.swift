import Domain
@testable import UseCases
@testable import Web

extension Gallery {
    /// Asking customers: the form, the message, what became of it, plans, permissions and settings.
    static var requests: [GalleryEntry] {
        asking + asked + lists(of: Sample.viewer(.operator)) + settings
    }

    private static let wrongRequest = Answers(
        values: [
            "name": "", "email": "greta@", "note": "Hello </textarea><script>", "term": "day", "term_day": "1999-01-01",
        ],
        problems: [
            FieldProblem(field: "name", code: "missing", message: "Enter a name."),
            FieldProblem(field: "connections", code: "missing", message: "Tick at least one connection."),
            FieldProblem(field: "term", code: "malformed", message: "Choose a day that is still to come."),
        ])

    private static var asking: [GalleryEntry] {
        let viewer = Sample.viewer(.operator)
        func form(
            _ form: RequestForm, editing draft: RequestDetail? = nil, answers: Answers? = nil, returns: Bool = true
        ) -> RequestFormPage {
            RequestFormPage(
                form, from: Sample.id(1), editing: draft, answers: answers, chosen: answers.map { _ in [] },
                returnsCustomers: returns, viewer: viewer)
        }
        return [
            GalleryEntry("request-form", form(Sample.requestForm())),
            GalleryEntry(
                "request-form-again", form(Sample.requestForm(sendsMail: false, openRequest: true), returns: false)),
            GalleryEntry("request-form-edit", form(Sample.requestForm(), editing: Sample.requestDetail(.draft))),
            GalleryEntry("request-form-wrong", form(Sample.requestForm(), answers: wrongRequest)),
            GalleryEntry("request-plan", RequestPlanPage(Sample.plan, viewer: viewer)),
            GalleryEntry(
                "request-plan-wrong",
                RequestPlanPage(
                    Sample.plan,
                    answers: Answers(
                        values: ["note": "x"],
                        problems: [
                            FieldProblem(field: "note", code: "too_long", message: "Enter at most 1,000 characters.")
                        ]),
                    viewer: viewer)),
            GalleryEntry(
                "request-plan-none",
                RequestPlanPage(
                    RequestPlan(
                        asked: [], held: [], withoutAddress: [], alreadyAsked: Sample.planned(1), nothingToAsk: 1,
                        isCapped: false), viewer: viewer)),
        ]
    }

    private static var asked: [GalleryEntry] {
        let viewer = Sample.viewer(.operator)
        let handed = RequestDetailPage.HandedLink(
            link: CopyText(
                "request-link", "The link", "https://tieline.example.com/r/7Qm1n3yCkR2v0b7e9LxT5sWz4uJpAaDdGgHh"),
            picture: "data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciLz4=")
        return RequestProgress.allCases.map { progress in
            GalleryEntry(
                "request-\(progress.rawValue)",
                RequestDetailPage(
                    Sample.requestDetail(progress, declineReason: progress == .declined ? "I sold the house." : nil),
                    viewer: viewer))
        } + [
            GalleryEntry(
                "request-unsent",
                RequestDetailPage(
                    Sample.requestDetail(.waiting, letters: [Sample.letter(1, .unsent)], sendsMail: false),
                    viewer: viewer)),
            GalleryEntry(
                "request-link", RequestDetailPage(Sample.requestDetail(.waiting), handed: handed, viewer: viewer)),
            GalleryEntry(
                "request-every-letter",
                RequestDetailPage(
                    Sample.requestDetail(
                        .bounced, letters: LetterState.allCases.enumerated().map { Sample.letter($0 + 1, $1) }),
                    viewer: viewer)),
            GalleryEntry(
                "request-viewer", RequestDetailPage(Sample.requestDetail(.sent), viewer: Sample.viewer(.viewer))),
        ]
    }

    private static func lists(of viewer: Viewer) -> [GalleryEntry] {
        let requests = RequestProgress.allCases.enumerated().map { Sample.request($1, $0 + 1, hasAddress: $0 % 4 != 3) }
        let rows = [
            Sample.connection(1), Sample.connection(2, .authorizationExpired),
            Sample.connection(3, .authorizationDeclined),
            Sample.connection(4, .authorizationRevoked), Sample.connection(5, .connected), Sample.connection(6),
        ]
        return [
            GalleryEntry(
                "requests",
                RequestsPage(
                    RequestPage(rows: requests, next: "next", counts: [.open: 3, .all: 1_204]), filter: .all,
                    isFirst: false, viewer: viewer)),
            GalleryEntry(
                "requests-none",
                RequestsPage(
                    RequestPage(rows: [], next: nil, counts: [:]), filter: .open, isFirst: true, viewer: viewer)),
            GalleryEntry(
                "connections-asked",
                ConnectionsPage(
                    Sample.page(rows, next: "next"), asked: ConnectionListing(),
                    requests: [Sample.id(1): Sample.request(.opened), Sample.id(6): Sample.request(.held)],
                    providers: [], viewer: viewer)),
            GalleryEntry(
                "connection-asked",
                ConnectionDetailPage(
                    Sample.detail(), asked: Sample.request(.opened), authorization: Sample.authorizationDetail(),
                    viewer: viewer)),
            GalleryEntry(
                "connection-expired",
                ConnectionDetailPage(
                    Sample.detail(.authorizationExpired, actions: [.archive]),
                    authorization: Sample.authorizationDetail(.expired), viewer: viewer)),
            GalleryEntry(
                "connection-requested",
                ConnectionDetailPage(
                    Sample.detail(.pending), authorization: Sample.authorizationDetail(.requested), viewer: viewer)),
            GalleryEntry(
                "customers",
                CustomersPage(
                    CustomerPage(
                        rows: (1...12).map {
                            CustomerSummary(
                                customer: Sample.customer($0), connections: $0 * 100 - 99, needsAttention: $0 % 3)
                        }, next: "next"), search: "", isFirst: true, viewer: viewer)),
            GalleryEntry(
                "customers-no-match",
                CustomersPage(CustomerPage(rows: [], next: nil), search: "Grün", isFirst: true, viewer: viewer)),
            GalleryEntry("customer", CustomerDetailPage(Sample.customerDetail(), viewer: viewer)),
            GalleryEntry(
                "customer-bare", CustomerDetailPage(Sample.customerDetail(isBare: true), viewer: Sample.viewer(.viewer))
            ),
            GalleryEntry(
                "authorizations",
                AuthorizationsPage(Sample.authorizationPage(next: "n"), filter: .all, isFirst: true, viewer: viewer)),
            GalleryEntry(
                "authorizations-none",
                AuthorizationsPage(
                    AuthorizationPage(rows: [], next: nil, counts: [:]), filter: .ending, isFirst: true, viewer: viewer)
            ),
            GalleryEntry("revocation", RevocationPage(Sample.detail(.connected), viewer: viewer)),
        ]
    }

    private static var settings: [GalleryEntry] {
        let viewer = Sample.viewer()
        let wrong = Answers(
            values: ["color": "green", "reminder_days": "x"],
            problems: [
                FieldProblem(field: "color", code: "malformed", message: "Enter a colour like #1c7a48."),
                FieldProblem(field: "logo", code: "too_large", message: "Upload a picture of at most 100 kB."),
            ])
        return [
            GalleryEntry("messages", CustomerMessagesPage(Sample.requestSettings(), viewer: viewer)),
            GalleryEntry("messages-bare", CustomerMessagesPage(Sample.requestSettings(isBare: true), viewer: viewer)),
            GalleryEntry(
                "messages-wrong", CustomerMessagesPage(Sample.requestSettings(), answers: wrong, viewer: viewer)),
            GalleryEntry(
                "messages-key",
                CustomerMessagesPage(
                    Sample.requestSettings(), freshKey: Secret("rk_8QfQm1n3yCkR2v0b7e9"), viewer: viewer)),
        ]
    }
}
