import Domain
import Foundation
import UseCases

/// One connection on the control page.
struct ControlCard: Sendable {
    let id: String
    let utility: String
    let status: String
    let facts: [DoorstepSignInPage.Fact]
    /// What he can do so that it goes on.
    let repair: PagePost?
    let actions: Actions?
    let accountsHeading: String
    let accounts: AccountList?
    let accountsAction: String
    let accountsSubmit: String
    let noAccounts: String?
    let visitsHeading: String
    let visits: [Visit]
    let noVisits: String?

    /// What can be done while a permission holds.
    struct Actions: Sendable {
        let changeTerm: PageLink
        let pause: PagePost
        let pauseText: String?
        let revoke: PageLink
    }

    struct Visit: Sendable {
        let iso: String
        let at: String
        let text: String
        let result: String?
    }

    init(_ connection: ControlConnection, in view: ControlView, hasWrongAccounts: Bool, reader: Reader) {
        let texts = reader.texts.control
        let format = reader.format(in: view.zone)
        let path = "/connections/\(connection.id.prefixed)"
        let isLive = connection.authorization.state == .active
        id = connection.id.prefixed
        utility = connection.utility.name
        status = reader.texts.status.text(connection.status, utility: connection.utility.name)
        facts = Self.facts(connection, texts: texts, ask: reader.texts.ask, format: format)
        repair = connection.ask.map {
            PagePost(label: $0.words(reader.texts.ask), address: reader.address(path + "/repair"))
        }
        actions =
            isLive
            ? Actions(
                changeTerm: PageLink(label: texts.changeTerm, address: reader.address(path + "/term")),
                pause: connection.isPaused
                    ? PagePost(label: texts.resume, address: reader.address(path + "/resumption"))
                    : PagePost(label: texts.pause, address: reader.address(path + "/pause")),
                pauseText: connection.isPaused ? nil : texts.pauseText,
                revoke: PageLink(label: texts.revoke, address: reader.address(path + "/revocation"))) : nil
        accountsHeading = texts.accounts
        accounts =
            isLive && !connection.accounts.isEmpty
            ? AccountList(
                connection.accounts,
                ticked: hasWrongAccounts ? [] : Set(connection.accounts.filter(\.isShared).map(\.id)),
                prefix: connection.id.prefixed + "-", texts: reader.texts.accounts,
                fault: hasWrongAccounts ? reader.texts.accounts.none : nil) : nil
        accountsAction = reader.address(path + "/accounts")
        accountsSubmit = texts.accountsSubmit
        noAccounts = isLive && connection.accounts.isEmpty ? texts.noAccounts : nil
        visitsHeading = texts.visits
        visits = connection.visits.map {
            Visit(
                $0, utility: connection.utility.name, organization: view.brand.name, texts: reader.texts.visits,
                format: format)
        }
        noVisits = connection.visits.isEmpty ? texts.noVisits : nil
    }

    private static func facts(
        _ connection: ControlConnection, texts: ControlTexts, ask: AskTexts, format: ReaderFormat
    ) -> [DoorstepSignInPage.Fact] {
        let authorization = connection.authorization
        let end: String? =
            if let ended = authorization.endedAt {
                texts.ended.filled(["date": format.day(ended)])
            } else if authorization.state != .active {
                nil
            } else {
                authorization.expiresAt.map { texts.until.filled(["date": format.lastDay($0)]) } ?? texts.untilRevoked
            }
        let limits = authorization.scope.limits(ask, format: format)
        return [
            end.map { DoorstepSignInPage.Fact(name: texts.permission, text: $0) },
            authorization.grantedAt.map { DoorstepSignInPage.Fact(name: texts.since, text: format.day($0)) },
            limits.isEmpty
                ? nil : DoorstepSignInPage.Fact(name: ask.shared, text: limits.joined(separator: " · ")),
            connection.loginHint.map { DoorstepSignInPage.Fact(name: texts.login, text: $0) },
            DoorstepSignInPage.Fact(
                name: texts.lastRead, text: connection.lastSuccessAt.map(format.moment) ?? texts.never),
        ].compactMap(\.self)
    }
}
