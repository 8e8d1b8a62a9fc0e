import Domain
import Foundation
import Ports
@testable import UseCases
@testable import Web

extension Sample {
    static func customer(_ number: Int = 1) -> Customer {
        Customer(
            id: id(number), organizationID: organization.id, name: customers[number % customers.count],
            email: number % 3 == 2 ? nil : "kundin\(number)@example.com", createdAt: ago(200))
    }

    private static let zone = ZoneName("America/New_York") ?? .utc

    static func item(
        _ number: Int = 1, _ ask: RequestAsk = .repair, state: RequestItem.State = .open,
        _ status: ConnectionStatus = .passwordIncorrect
    ) -> RequestItemView {
        RequestItemView(
            connectionID: id(number), provider: reference(providers[number % providers.count]), ask: ask, state: state,
            status: status, incidentID: nil)
    }

    static func request(
        _ progress: RequestProgress, _ number: Int = 1, items: [RequestItemView]? = nil, hasAddress: Bool = true
    ) -> RequestSummary {
        let isOut = ![.draft, .held, .waiting].contains(progress)
        let isOver = [.completed, .declined, .expired, .healed, .revoked].contains(progress)
        return RequestSummary(
            id: id(number), customer: CustomerReference(id: id(number), name: customers[number % customers.count]),
            recipient: RequestRecipient(
                name: customers[number % customers.count], email: hasAddress ? "kundin\(number)@example.com" : nil,
                language: number % 2 == 0 ? .spanish : nil, zone: zone),
            progress: progress,
            items: items ?? [item(number), item(number + 1, .reauthorize, .authorizationExpired)], createdAt: ago(2.2),
            sentAt: isOut ? ago(2) : nil, endedAt: isOver ? ago(0.5) : nil,
            expiresAt: isOut ? now.addingTimeInterval(5 * day) : nil, remindersSent: isOut ? 1 : 0,
            nextReminderAt: isOut && !isOver ? now.addingTimeInterval(3 * day) : nil, isSilenced: progress == .opened,
            progressAt: ago(0.5))
    }

    static let message = WrittenLetter(
        subject: "Acme Solar asks you to sign in to Valley Gas again",
        text:
            "Dear Greta Lindqvist,\n\nValley Gas did not accept the sign-in we have.\n\n  – Sign in again: [your link]\n",
        html: "<!doctype html><html lang=\"en\"><body><p>Dear Greta Lindqvist</p></body></html>")

    static func letter(_ number: Int, _ state: LetterState, _ kind: LetterKind = .request) -> CustomerLetter {
        CustomerLetter(
            id: id(number), organizationID: organization.id, customerID: id(1), requestID: id(1), kind: kind,
            to: LetterAddressee(name: "Greta Lindqvist", email: "greta@example.com", language: .english),
            createdAt: ago(2), returnAlias: nil, state: state, tries: 1,
            words: state == .bounced ? "550 5.1.1 <greta@example.com> unknown" : nil, sentAt: ago(2),
            subject: state == .waiting ? nil : message.subject, text: state == .waiting ? nil : message.text)
    }

    static func requestDetail(
        _ progress: RequestProgress, letters: [CustomerLetter]? = nil, sendsMail: Bool = true,
        hasAddress: Bool = true, events: [RequestEventKind]? = nil, actions: Set<RequestAction>? = nil,
        declineReason: String? = nil
    ) -> RequestDetail {
        let isDraft = progress == .draft
        let kinds = events ?? (isDraft ? [.created] : RequestEventKind.allCases)
        return RequestDetail(
            summary: request(progress, hasAddress: hasAddress), note: isDraft ? nil : "Call Paula: <b>555</b> 0100.",
            term: .usual, returnAddress: isDraft ? nil : "https://www.acme.example/done", declineReason: declineReason,
            events: kinds.enumerated().map {
                RequestEvent(
                    at: ago(2.2 - Double($0) / 12), kind: $1, words: $1 == .refused ? "550 no such user" : nil,
                    author: $0 == 0 ? "Paula Berg" : nil)
            },
            letters: letters ?? (isDraft ? [] : [letter(2, .delivered, .reminder), letter(1, .sent)]), message: message,
            sendsMail: sendsMail, createdBy: "Paula Berg",
            actions: actions ?? (isDraft ? [.edit, .send, .revoke] : [.resend, .copyLink, .revoke]))
    }

    static func requestForm(sendsMail: Bool = true, openRequest: Bool = false) -> RequestForm {
        let statuses: [ConnectionStatus] = [.passwordIncorrect, .authorizationExpired, .connected]
        return RequestForm(
            customer: CustomerReference(id: id(1), name: "Greta Lindqvist"),
            recipient: RequestRecipient(name: "Greta Lindqvist", email: "greta@example.com", zone: zone),
            term: .span(18, .months),
            offers: statuses.enumerated().map {
                RequestOffer(
                    connection: connection($0 + 1, $1), ask: RequestAsk.suited(to: $1) ?? .accounts,
                    isChosen: $1 != .connected)
            }, openRequestID: openRequest ? id(9) : nil, sendsMail: sendsMail)
    }

    static func planned(_ count: Int, from start: Int = 0, hasAddress: Bool = true) -> [PlannedRequest] {
        (0..<count).map { offset in
            let number = start + offset + 1
            return PlannedRequest(
                customer: CustomerReference(id: id(number), name: customers[number % customers.count]),
                email: hasAddress ? "kundin\(number)@example.com" : nil,
                items: [item(number), item(number + 1, .reauthorize)])
        }
    }

    static let plan = RequestPlan(
        asked: planned(79), held: planned(3, from: 100), withoutAddress: planned(2, from: 200, hasAddress: false),
        alreadyAsked: planned(21, from: 300), nothingToAsk: 4, isCapped: true)

    static func authorization(
        _ state: AuthorizationState, _ number: Int = 1, endless: Bool = false
    ) -> Authorization {
        Authorization(
            id: id(number), organizationID: organization.id, connectionID: id(number), state: state,
            scope: AuthorizationScope(data: [.bills, .usage], monthsBack: 24), term: endless ? .untilRevoked : .usual,
            expiresAt: state == .requested || endless ? nil : state == .expired ? ago(92) : ago(-900),
            createdAt: ago(1200), grantedAt: state == .requested ? nil : ago(200),
            endedAt: state == .revoked || state == .declined ? ago(3) : nil,
            replaces: state == .requested ? id(7) : nil)
    }

    static func authorizationDetail(_ state: AuthorizationState = .active) -> AuthorizationDetail {
        func consent(_ giver: Consent.Giver, _ days: Double) -> Consent {
            Consent(
                giver: giver, at: ago(days), term: .usual, scope: .everything, textVersion: "2026-11",
                language: .spanish, address: giver == .customer ? "203.0.113.9" : nil,
                userAgent: giver == .customer ? "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0) <script>" : nil)
        }
        return AuthorizationDetail(
            authorization: authorization(state),
            consents: state == .requested ? [] : [consent(.customer, 200), consent(.organization, 1200)])
    }

    static func authorizationPage(next: String? = nil) -> AuthorizationPage {
        let rows = AuthorizationState.allCases.enumerated().map { index, state in
            AuthorizationSummary(
                authorization: authorization(state, index + 1),
                customer: CustomerReference(id: id(index), name: customers[index]),
                provider: reference(providers[index % providers.count]), status: .connected)
        }
        let endless = AuthorizationSummary(
            authorization: authorization(.active, 9, endless: true),
            customer: CustomerReference(id: id(9), name: longName), provider: reference(providers[2]),
            status: .connected)
        return AuthorizationPage(
            rows: rows + [endless], next: next, counts: [.all: 10_344, .active: 9_001, .ending: 12])
    }

    static func customerDetail(isBare: Bool = false) -> CustomerDetail {
        CustomerDetail(
            customer: customer(isBare ? 2 : 1),
            connections: isBare
                ? [] : [connection(1), connection(2, .authorizationExpired), connection(3, .connected)],
            requests: isBare ? [] : [request(.opened), request(.completed, 2)],
            authorizations: isBare ? [] : authorizationPage().rows)
    }

    static func requestSettings(isBare: Bool = false) -> RequestSettingsView {
        let brand = Brand(
            name: "Acme Solar <Fund>", color: "#1c7a48", contact: "+1 555 0100",
            postalAddress: "14 Mercer Street\nSpringfield", replyTo: "help@acme.example")
        return RequestSettingsView(
            settings: isBare
                ? .usual
                : RequestSettings(
                    brand: brand, term: .span(7, .weeks), linkDays: 14,
                    returnAddresses: ["https://www.acme.example/done"]),
            brand: BrandView(
                organizationID: organization.id, name: isBare ? organization.name : "Acme Solar <Fund>",
                brand: isBare ? Brand() : brand, logoDigest: isBare ? nil : String(repeating: "ab", count: 32)),
            sender: isBare ? nil : "Acme Solar <hello@acme.example>", hasReturnKey: !isBare)
    }
}
