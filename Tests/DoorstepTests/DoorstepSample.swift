import Domain
import Foundation
import UseCases

@testable import Doorstep
@testable import UseCases

/// Values that the pages of these tests are made from.
enum DoorstepSample {
    static let now = Date(timeIntervalSince1970: 1_795_723_200)
    static let organization = id(1) as Organization.ID
    static let request = id(2) as CustomerRequest.ID
    static let files = PageFiles(
        stylesheet: "/doorstep/doorstep.css", script: "/doorstep/doorstep.js", icon: "/doorstep/icon.svg")
    static let token = "c2VjcmV0LXNlY3JldC1zZWNyZXQtc2VjcmV0LXNlY3JldC0x"

    static func ago(_ days: Double) -> Date { now.addingTimeInterval(-days * 86_400) }

    static func connection(_ number: Int) -> Connection.ID { id(100 + number) }

    static func account(_ number: Int) -> Account.ID { id(200 + number) }

    static func id<Entity>(_ number: Int) -> Identifier<Entity> {
        let digits = String(number)
        let text = "0192b7c0-0000-7000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
        guard let id = Identifier<Entity>(text) else { preconditionFailure("not a UUID: \(text)") }
        return id
    }

    static func reader(
        _ language: DoorstepLanguage = .english, base: String = "/r/\(token)", page: String = "",
        isChosen: Bool = false,
        notice: String? = nil
    ) -> Reader {
        Reader(
            language: language, isChosen: isChosen, base: base, page: page, now: now, files: files, notice: notice)
    }

    static func brand(_ name: String = "Acme Solar", color: String? = "#0b7a4b", logo: Bool = false) -> BrandView {
        BrandView(
            organizationID: organization, name: name,
            brand: Brand(
                name: name, color: color, contact: "+1 541 555 0100, or acme-solar.example/real",
                postalAddress: "12 Main Street\nSpringfield, OR 97477", replyTo: "help@acme-solar.example"),
            logoDigest: logo ? String(repeating: "ab", count: 32) : nil)
    }

    static func view(
        _ items: [DoorstepItem], state: RequestState = .open, link: DoorstepView.Link = .usable,
        brand: BrandView = brand(), term: AuthorizationTerm = .usual, note: String? = nil, silenced: Bool = false,
        recipient: String = "Paula Winter", customer: String = "Paula Winter",
        scope: AuthorizationScope = .everything
    ) -> DoorstepView {
        let zone = ZoneName("America/New_York") ?? .utc
        return DoorstepView(
            requestID: request, brand: brand, link: link, state: state, recipientName: recipient,
            customerName: customer, note: note, language: nil, zone: zone, term: term,
            termEndsAt: term.end(from: now, in: zone.zone), scope: scope,
            hasConsented: !items.contains { $0.step == .consent }, expiresAt: now.addingTimeInterval(7 * 86_400),
            isSilenced: silenced, items: items)
    }

    static func item(
        _ number: Int = 1, _ step: DoorstepStep, ask: RequestAsk = .authorize, state: RequestItem.State = .open,
        utility: String = "Sandbox Harbor", status: ConnectionStatus = .pending, ends: Date? = nil,
        isAuthorized: Bool = false, login: String? = nil, scope: AuthorizationScope? = nil,
        isForwarded: Bool = false
    ) -> DoorstepItem {
        DoorstepItem(
            connectionID: connection(number), ask: ask, state: state,
            utility: ProviderReference(key: harbor, name: utility),
            portalHost: "harbor.sandbox.example", status: status, reason: .usual(for: status), loginHint: login,
            authorizationEndsAt: ends, isAuthorized: isAuthorized,
            scope: isAuthorized ? scope ?? .everything : nil, isForwarded: isForwarded, step: step)
    }

    static let harbor = key("sandbox-harbor")

    private static func key(_ text: String) -> ProviderKey {
        guard let key = ProviderKey(text) else { preconditionFailure("\(text) is no key") }
        return key
    }

    static func signIn(_ outcome: Outcome? = nil, left: Int? = 3, mayStayBlank: Bool = false, deepLink: String? = nil)
        -> DoorstepSignIn
    {
        DoorstepSignIn(
            fields: [
                ReconnectField(
                    prompt: Prompt(name: "username", label: "User ID or email", kind: .text), mayStayBlank: mayStayBlank
                ),
                ReconnectField(prompt: Prompt(name: "password", label: "Password", kind: .secret), mayStayBlank: false),
            ], lastOutcome: outcome, attemptsLeft: left, deepLink: deepLink)
    }

    static func run(
        _ stages: [RunStage], wait: CodeWaitView? = nil, outcome: Outcome? = nil
    ) -> DoorstepRun {
        DoorstepRun(
            id: id(301),
            stages: stages.enumerated().map {
                StageEntry(stage: $0.element, enteredAt: now.addingTimeInterval(Double($0.offset) * 4 - 30))
            }, queuedAt: now.addingTimeInterval(-32), endedAt: outcome == nil ? nil : now, outcome: outcome,
            codeWait: wait, proof: nil)
    }

    static func wait(_ channel: CodeChannel = .sms, to destination: String? = "•••-•••-0142", attempts: Int = 1)
        -> CodeWaitView
    {
        CodeWaitView(
            channel: channel, route: .live, destinationMasked: destination, askedAt: now.addingTimeInterval(-20),
            expiresAt: now.addingTimeInterval(580), state: .waiting, arrivedAfter: nil, attempts: attempts,
            shape: CodeShape(length: 6...6, isNumeric: true))
    }

    static let accounts = [
        DoorstepAccount(
            id: account(1), number: "1002-4821", serviceAddress: "48 Orchard Lane, Springfield",
            commodities: [.electricity], isShared: true),
        DoorstepAccount(
            id: account(2), number: "1002-4822", serviceAddress: "48 Orchard Lane, Barn",
            commodities: [.electricity, .gas],
            isShared: true),
    ]

    static func control(_ connections: [ControlConnection]) -> ControlView {
        ControlView(
            brand: brand(), customerName: "Paula Winter", zone: ZoneName("America/New_York") ?? .utc,
            connections: connections)
    }

    static func shared(
        _ number: Int = 1, _ status: ConnectionStatus = .connected, state: AuthorizationState = .active,
        isPaused: Bool = false, accounts: [DoorstepAccount] = accounts, visits: [ControlVisit]? = nil
    ) -> ControlConnection {
        let zone = ZoneName("America/New_York") ?? .utc
        var authorization = Authorization(
            id: id(400 + number),
            organizationID: organization, connectionID: connection(number), createdAt: ago(40))
        authorization.grant(.usual, scope: .everything, in: zone.zone, at: ago(40))
        if state != .active { authorization.end(as: state, at: ago(2)) }
        return ControlConnection(
            id: connection(number),
            utility: ProviderReference(
                key: harbor, name: number == 1 ? "Sandbox Harbor" : "Sandbox Metro"),
            status: status, customerText: "", loginHint: "pa…@example.com", authorization: authorization,
            isPaused: isPaused, ask: RequestAsk.suited(to: status).flatMap { status == .connected ? nil : $0 },
            accounts: accounts, lastSuccessAt: status == .connected ? ago(0.4) : nil,
            visits: visits ?? [
                ControlVisit(
                    at: ago(0.4), kind: .signIn(.schedule, .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: nil))),
                ControlVisit(at: ago(3), kind: .download),
                ControlVisit(at: ago(7), kind: .message(.used)),
                ControlVisit(at: ago(7), kind: .refusedMail),
                ControlVisit(at: ago(7), kind: .signIn(.schedule, .siteDown(kind: .timeout))),
                ControlVisit(
                    at: ago(40), kind: .signIn(.first, .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: nil))),
            ])
    }
}
