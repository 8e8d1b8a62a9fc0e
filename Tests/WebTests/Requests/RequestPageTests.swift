import Domain
import Foundation
import Ports
import Templates
import Testing
@testable import UseCases

@testable import Web

@Suite("What pages say of requests and authorizations")
struct RequestPageTests {
    let library: TemplateLibrary

    init() throws { library = try TemplateLibrary(folders: [WebFiles.views]) }

    private func render(_ page: some Page) throws -> String { try library.render(type(of: page).template, page) }

    private func row(_ status: ConnectionStatus, asked: RequestSummary? = nil, _ role: Role = .operator)
        -> ConnectionTable.Row
    {
        ConnectionTable.Row(Sample.connection(1, status), asked: asked, viewer: Sample.viewer(role))
    }

    // MARK: Rows

    @Test("a row offers to ask the customer in the words of its status, and only where he can cure it")
    func asking() {
        let again = "Ask the utility customer to reauthorize"
        let anew = "Request an updated authorization from the utility customer"
        let labels: [ConnectionStatus: String] = [
            .passwordIncorrect: again, .mfaTokenExpired: again, .newPasswordNeeded: again,
            .additionalCredentialsNeeded: again, .accountLocked: again, .noAccountsFound: again,
            .authorizationExpired: anew, .authorizationDeclined: anew, .authorizationRevoked: anew,
        ]
        for status in ConnectionStatus.allCases {
            #expect(row(status).ask?.label == labels[status], "\(status)")
            #expect(row(status, .viewer).ask == nil)
        }
        #expect(row(.passwordIncorrect).ask?.address == "/requests/new?connection=\(row(.passwordIncorrect).id)")
    }

    @Test("the connection's page offers an update request for what works and for what waits")
    func updateRequest() {
        func links(_ status: ConnectionStatus) -> [String] {
            ConnectionDetailPage(Sample.detail(status), viewer: Sample.viewer(.operator)).hero.links.map(\.label)
        }
        #expect(links(.connected).contains("Send an update request"))
        #expect(links(.pending).contains("Send an update request"))
        #expect(!links(.websiteDown).contains { $0.contains("request") })
        #expect(!links(.underInvestigation).contains { $0.contains("request") })
    }

    @Test("where only a new permission helps, asking for it is the loud button")
    func loudness() {
        for status: ConnectionStatus in [.authorizationExpired, .authorizationDeclined, .authorizationRevoked] {
            let hero = ConnectionDetailPage(
                Sample.detail(status, actions: [.archive]), viewer: Sample.viewer(.operator)
            ).hero
            #expect(hero.links.filter { !$0.isQuiet }.map(\.label).count == 1, "\(status)")
            #expect(hero.posts.allSatisfy { $0.isQuiet })
        }
    }

    @Test("where bills come by mail, nobody is asked to repair a forwarding")
    func mail() {
        #expect(Sample.mailbox(.additionalCredentialsNeeded, reason: .forwardingSilent).asking == nil)
        #expect(Sample.mailbox(.authorizationExpired).asking != nil)
    }

    @Test("a row says that its customer was asked and how far it came, and asks no second time")
    func progress() throws {
        let asked = row(.passwordIncorrect, asked: Sample.request(.opened))
        #expect(asked.ask == nil && asked.link != nil)
        let page = ConnectionsPage(
            Sample.page([Sample.connection(1)]), asked: ConnectionListing(),
            requests: [Sample.id(1): Sample.request(.opened)], providers: [], viewer: Sample.viewer(.viewer))
        let text = try render(page).replacing(/<[^>]+>/, with: "")
        #expect(text.contains("Asked 2 days ago · opened"))
    }

    @Test("an expired permission says its age in the sentence, and the exact moment behind the icon")
    func expiry() throws {
        let page = ConnectionsPage(
            Sample.page([Sample.connection(52, .authorizationExpired), Sample.connection(1)]),
            asked: ConnectionListing(),
            providers: [], viewer: Sample.viewer())
        let html = try render(page)
        let text = html.replacing(/<[^>]+>/, with: "")
        #expect(text.contains("This authorization expired 3 months ago"))
        #expect(text.contains("Username and password didn&#39;t work."))
        let exact = try #require(html.firstMatch(of: /<details class="exact over"><summary.*?<\/details>/)?.0)
        #expect(exact.contains("Exact date and time") && exact.contains("<time datetime=\"2026-"))
        #expect(html.matches(of: /<details class="exact/).count == 1)
        let hero = ConnectionDetailPage(Sample.detail(.authorizationExpired), viewer: Sample.viewer()).hero
        #expect(hero.cause == "This authorization expired 2 days ago.")
    }

    // MARK: One request

    @Test("a draft shows the message and offers to send it; nothing was sent yet")
    func draft() throws {
        let page = RequestDetailPage(Sample.requestDetail(.draft), viewer: Sample.viewer(.operator))
        #expect(page.preview?.subject == Sample.message.subject && page.message == nil)
        #expect(page.hero.first?.label == "Send update request")
        #expect(page.hero.posts.map(\.label) == ["Discard"])
        #expect(page.hero.links.map(\.label) == ["See the customer’s page", "Edit"])
        let html = try render(page)
        #expect(html.contains("sandbox=\"\"") && html.contains("/message.html\""))
        #expect(html.contains("  – Sign in again: [your link]"))
    }

    @Test("what was never sent says so, on top and beside the message")
    func unsent() throws {
        let detail = Sample.requestDetail(
            .waiting, letters: [Sample.letter(1, .unsent)], sendsMail: false, events: [.created, .unsent])
        let page = RequestDetailPage(detail, viewer: Sample.viewer(.operator))
        #expect(page.hero.tone == "you" && page.hero.cause.hasPrefix("Not sent: no mail server is configured."))
        #expect(page.letters?.items.first?.mark.word == "Not sent: no mail server is configured")
        #expect(page.letters?.items.first?.kept?.text == Sample.message.text)
    }

    @Test("without an address somebody passes the link on, and then it is the customer's turn")
    func byHand() {
        let new = Sample.requestDetail(.waiting, letters: [], hasAddress: false, events: [.created])
        let before = RequestDetailPage(new, viewer: Sample.viewer(.operator)).hero
        #expect(before.tone == "you" && before.cause.hasPrefix("There is no e-mail address."))
        let handed = Sample.requestDetail(.waiting, letters: [], hasAddress: false, events: [.created, .linkCopied])
        let after = RequestDetailPage(handed, viewer: Sample.viewer(.operator)).hero
        #expect(after.tone == "customer" && after.cause.hasPrefix("The link was copied"))
    }

    @Test("every step of a request has a mark, a word and a sentence", arguments: RequestProgress.allCases)
    func steps(_ progress: RequestProgress) {
        let page = RequestDetailPage(Sample.requestDetail(progress), viewer: Sample.viewer(.operator))
        #expect(!page.hero.who.isEmpty && page.hero.cause.hasSuffix("."))
        #expect(page.hero.tone == (progress == .waiting ? "customer" : progress.tone))
    }

    @Test("a viewer reads how far a request came and changes nothing")
    func viewer() throws {
        let html = try render(RequestDetailPage(Sample.requestDetail(.sent), viewer: Sample.viewer(.viewer)))
        #expect(html.matches(of: /<form[^>]* method="post"/).count == 1, "only signing out")
        #expect(!html.contains("/edit\""))
    }

    @Test("what people wrote stays text")
    func escaping() throws {
        let html = try render(
            RequestDetailPage(
                Sample.requestDetail(.declined, declineReason: "</p><script>alert(1)</script>"), viewer: Sample.viewer()
            ))
        #expect(!html.contains("<script>alert") && !html.contains("<b>555</b>"))
        #expect(html.contains("&lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    // MARK: Plan

    @Test("a plan counts people, shows twenty and unfolds the rest, and sends exactly what it showed")
    func plan() throws {
        let page = RequestPlanPage(Sample.plan, viewer: Sample.viewer(.operator))
        #expect(page.heading == "You are about to write to 79 people")
        #expect(page.sending?.label == "Send to 79 people")
        #expect(page.groups.map(\.id) == ["asked", "held", "without-address", "already-asked"])
        #expect(page.groups[0].first.rows.count == 20 && page.groups[0].rest?.list.rows.count == 59)
        #expect(page.groups[3].rest?.label == "Show the other 1")
        let sent = try #require(page.sending?.connections.split(separator: " "))
        #expect(sent.count == 164 && sent.allSatisfy { Connection.ID(String($0)) != nil })
        #expect(page.warnings.count == 1 && page.nothing == "4 connections need nothing that a customer could do.")
    }

    @Test("where there is nobody to write to, nothing can be sent")
    func emptyPlan() {
        let plan = RequestPlan(
            asked: [], held: [], withoutAddress: Sample.planned(1), alreadyAsked: [], nothingToAsk: 0, isCapped: false)
        let page = RequestPlanPage(plan, viewer: Sample.viewer(.operator))
        #expect(page.sending == nil && page.heading == "Nobody is written to now")
    }

    @Test("the result says how many, until when, and who waits")
    func result() {
        #expect(
            SendingNotice(sent: 79, held: 0).sentence(until: "3 Dec")
                == "Sent to 79 people. They can answer until 3 Dec.")
        #expect(
            SendingNotice(sent: 1, held: 2).sentence(until: nil)
                == "Sent to 1 person. 2 people are asked as soon as the incident is over.")
        #expect(SendingNotice(sent: 0, held: 0).sentence(until: nil) == "Nobody was written to.")
        let kept = SendingNotice(sent: 3, held: 0).sentence(until: "3 Dec", sendsMail: false)
        #expect(kept.hasPrefix("3 requests opened.") && kept.contains("nothing was sent"))
    }

    // MARK: Permissions

    @Test("a permission tells its end both ways, and everybody's consent with its evidence")
    func authorization() throws {
        let section = AuthorizationSection(Sample.authorizationDetail(), viewer: Sample.viewer(.operator))
        let end = try #require(section.facts.first { $0.label == "Ends" })
        #expect(end.moment?.relative == "in 2 years" && end.text?.contains("UTC") == true)
        #expect(section.evidence?.items.count == 2)
        #expect(section.evidence?.items[0].facts.contains { $0.code == "203.0.113.9" } == true)
        #expect(section.revocation != nil)
        #expect(AuthorizationSection(Sample.authorizationDetail(), viewer: Sample.viewer(.viewer)).revocation == nil)
        #expect(
            AuthorizationSection(Sample.authorizationDetail(.revoked), viewer: Sample.viewer()).revocation == nil)
    }

    @Test("terms read as people say them")
    func terms() {
        #expect(AuthorizationTerm.usual.words == "3 years" && AuthorizationTerm.span(1, .weeks).words == "1 week")
        #expect(AuthorizationTerm("2029-12-31")?.words == "until 31 Dec 2029")
        let options = TermChoice.options(beside: .span(18, .months))
        #expect(options.first?.label == "18 months" && options.last?.value == "until_revoked")
        #expect(TermChoice.options(beside: .usual).count == 7)
    }

    @Test("before revoking, the page says what is deleted and what stays")
    func revocation() {
        let page = RevocationPage(Sample.detail(.connected), viewer: Sample.viewer(.operator))
        #expect(page.deleted.contains { $0.contains("2 accounts and 24 bills") })
        #expect(page.action.hasSuffix("/revocations"))
    }
}
