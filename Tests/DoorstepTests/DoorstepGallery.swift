import Domain
import Foundation
import Testing

@testable import Doorstep
@testable import UseCases

/// One page in one state.
struct DoorstepGalleryEntry: CustomTestStringConvertible, Sendable {
    let name: String
    let language: DoorstepLanguage
    let page: any DoorstepPage

    var testDescription: String { "\(name), \(language.rawValue)" }
}

/// Every page that a customer can meet, in every state and both languages.
enum DoorstepGallery {
    typealias Sample = DoorstepSample

    static let entries: [DoorstepGalleryEntry] = DoorstepLanguage.allCases.flatMap { language in
        (asking(language) + signingIn(language) + ending(language) + controlling(language)).map {
            DoorstepGalleryEntry(name: $0.0, language: language, page: $0.1)
        }
    }

    private typealias Entry = (String, any DoorstepPage)

    private static func page(_ view: DoorstepView, _ language: DoorstepLanguage, back: String? = nil)
        -> any DoorstepPage
    {
        DoorstepPages(view, reader: Sample.reader(language)).current(returnAddress: back)
    }

    private static func asking(_ language: DoorstepLanguage) -> [Entry] {
        let reader = Sample.reader(language)
        let long = "Stadtwerke Donaudampfschifffahrtsgesellschaft Rechtsanwaltsgenossenschaft mbH"
        let one = Sample.view([Sample.item(1, .consent)])
        let broken = Sample.item(
            1, .consent, ask: .repair, status: .passwordIncorrect, ends: Sample.ago(-400), isAuthorized: true)
        let several = Sample.view(
            [
                broken,
                Sample.item(2, .consent, ask: .reauthorize, utility: "Sandbox Metro", status: .authorizationExpired),
                Sample.item(3, .consent, utility: "Sandbox Valley"),
            ], note: "We need the October bill for your offer.\nThank you, Tom", silenced: true, recipient: "Ben Ode")
        var wrong = PageAnswers(reader.texts)
        wrong.values = [TermField.name: TermField.dateValue, TermField.dayName: "2020-01-01"]
        wrong.faults = [
            (ScopeField.name, reader.texts.scope.wrongChoice), (TermField.name, reader.texts.term.wrongDay),
        ]
        let limited = AuthorizationScope(data: [.bills], monthsBack: 18, ongoingEnd: CalendarDay("2026-11-27"))
        return [
            ("ask", page(one, language)),
            ("ask-repair", page(Sample.view([broken]), language)),
            (
                "ask-forwarded",
                page(Sample.view([Sample.item(1, .consent, ask: .reauthorize, isForwarded: true)]), language)
            ),
            ("ask-limited", page(Sample.view([Sample.item(1, .consent)], scope: limited), language)),
            (
                "ask-repair-limited",
                page(
                    Sample.view([Sample.item(1, .consent, ask: .repair, isAuthorized: true, scope: limited)]), language)
            ),
            (
                "ask-renew",
                page(Sample.view([Sample.item(1, .consent, ask: .reauthorize)], term: .untilRevoked), language)
            ),
            (
                "ask-accounts",
                page(Sample.view([Sample.item(1, .consent, ask: .accounts)], term: .span(18, .months)), language)
            ),
            ("ask-several", page(several, language)),
            (
                "ask-long",
                page(
                    Sample.view(
                        [Sample.item(1, .consent, utility: long)],
                        brand: Sample.brand(long, color: "#ffdd00", logo: true)), language)
            ),
            ("ask-wrong", AskPage(one, answers: wrong, reader: reader)),
            ("ask-preview", AskPage(one, isInert: true, reader: reader)),
            ("decline", DoorstepPages(several, reader: reader).decline()),
            ("hand-over", DoorstepPages(one, reader: reader).handOver()),
            (
                "hand-over-wrong",
                DoorstepPages(one, reader: reader).handOver(
                    PageAnswers(
                        reader.texts, values: ["name": "", "email": "tom@"],
                        problems: [
                            FieldProblem(field: "name", code: "empty", message: ""),
                            FieldProblem(field: "email", code: "not_an_address", message: ""),
                        ]))
            ),
            ("handed-over", DoorstepPages(one, reader: reader).handedOver),
        ]
    }

    private static func signingIn(_ language: DoorstepLanguage) -> [Entry] {
        let reader = Sample.reader(language)
        let rejected = Outcome.passwordRejected(field: .password, portalText: "")
        func signIn(_ outcome: Outcome? = nil, left: Int? = 3, ask: RequestAsk = .authorize, deepLink: String? = nil)
            -> DoorstepView
        {
            Sample.view([
                Sample.item(
                    1, .signIn(Sample.signIn(outcome, left: left, mayStayBlank: ask == .repair, deepLink: deepLink)),
                    ask: ask,
                    status: ask == .repair ? .newPasswordNeeded : .pending,
                    login: ask == .repair ? "pa…@example.com" : nil),
                Sample.item(2, .consent, utility: "Sandbox Metro"),
            ])
        }
        func progress(_ stages: [RunStage], wait: CodeWaitView? = nil) -> DoorstepView {
            Sample.view([Sample.item(1, .progress(Sample.run(stages, wait: wait)))])
        }
        let waiting = progress([.openingPortal, .signingIn, .waitingForCode], wait: Sample.wait())
        let answers = PageAnswers(
            reader.texts, values: ["username": "paula"],
            problems: [
                FieldProblem(field: "username", code: "too_long", message: ""),
                FieldProblem(field: "password", code: "rejected_before", message: ""),
            ], utility: "Sandbox Harbor")
        let found = Sample.item(1, .accounts(Sample.accounts, run: Sample.run([.saving])))
        let sample = signIn()
        return [
            ("sign-in", page(sample, language)),
            (
                "sign-in-wrong",
                DoorstepSignInPage(Sample.signIn(), for: sample.items[0], in: sample, answers: answers, reader: reader)
            ),
            ("sign-in-repair", page(signIn(ask: .repair, deepLink: "https://harbor.sandbox.example/reset"), language)),
            ("sign-in-locked", page(signIn(.accountLocked(until: nil, deepLink: nil), left: 0), language)),
            ("sign-in-down", page(signIn(.siteDown(kind: .timeout)), language)),
            ("invalid-login", page(signIn(rejected), language)),
            ("update-login", DoorstepPages(signIn(rejected, left: 1), reader: reader).current(signsAgain: true)),
            ("utility", DoorstepPages(sample, reader: reader).utility(for: sample.items[0], from: [])),
            ("code", page(Sample.view([Sample.item(1, .code, ask: .repair)]), language)),
            ("progress-queued", page(progress([]), language)),
            ("progress", page(progress([.openingPortal, .signingIn]), language)),
            ("progress-code", page(waiting, language)),
            (
                "progress-code-again",
                page(
                    progress(
                        [.openingPortal, .signingIn, .waitingForCode], wait: Sample.wait(.email, to: nil, attempts: 2)),
                    language)
            ),
            (
                "progress-code-wrong",
                ProgressPage(
                    Sample.run([.openingPortal, .signingIn, .waitingForCode], wait: Sample.wait()),
                    of: waiting.items[0],
                    in: waiting,
                    answers: PageAnswers(
                        reader.texts, values: ["code": "12a"],
                        problems: [FieldProblem(field: "code", code: "not_a_code", message: "")]), reader: reader)
            ),
            (
                "progress-approval",
                page(progress([.openingPortal, .waitingForCode], wait: Sample.wait(.smsLink)), language)
            ),
            ("accounts", page(Sample.view([found]), language)),
            (
                "accounts-wrong",
                AccountsPage(Sample.accounts, of: found, in: Sample.view([found]), isWrong: true, reader: reader)
            ),
        ]
    }

    private static func ending(_ language: DoorstepLanguage) -> [Entry] {
        let done = Sample.item(1, .done, state: .done, status: .connected, ends: Sample.ago(-1095), isAuthorized: true)
        let open = Sample.item(2, .consent, utility: "Sandbox Metro")
        func end(_ state: RequestState, back: String? = nil) -> any DoorstepPage {
            page(
                Sample.view(
                    [done, Sample.item(2, .done, state: .done, utility: "Sandbox Metro", isAuthorized: true)],
                    state: state), language, back: back)
        }
        let strangers = StrangerPages(reader: Sample.reader(language, base: "/c"))
        return [
            ("waiting", page(Sample.view([Sample.item(1, .waiting, ask: .repair, status: .websiteDown)]), language)),
            ("held", page(Sample.view([open], state: .held), language)),
            ("receipt", end(.completed)),
            ("receipt-back", end(.completed, back: "https://app.acme-solar.example/done?state=1")),
            ("declined", end(.declined)), ("healed", end(.healed)), ("expired", end(.expired)),
            ("revoked", end(.revoked)),
            ("link-expired", page(Sample.view([open], link: .expired), language)),
            ("link-revoked", page(Sample.view([open], link: .revoked), language)),
            ("renewed", DoorstepPages(Sample.view([open]), reader: Sample.reader(language)).renewed),
            ("unknown", strangers.unknownRequest),
            (
                "step-over",
                DoorstepPages(
                    Sample.view([open]),
                    reader: Sample.reader(language, notice: DoorstepTexts.of(language).page.stepOver)
                ).current()
            ),
        ]
    }

    private static func controlling(_ language: DoorstepLanguage) -> [Entry] {
        let reader = Sample.reader(language, base: "/c/\(Sample.token)")
        let full = Sample.control([
            Sample.shared(1), Sample.shared(2, .passwordIncorrect, isPaused: true, accounts: [], visits: []),
            Sample.shared(3, .authorizationRevoked, state: .revoked),
        ])
        let pages = ControlPages(full, reader: reader)
        let strangers = StrangerPages(reader: Sample.reader(language, base: "/c"))
        var wrong = PageAnswers(reader.texts)
        wrong.values = [TermField.name: TermField.dateValue]
        wrong.faults = [(TermField.name, reader.texts.term.wrongDay)]
        return [
            ("control", ControlPage(full, reader: reader)),
            ("control-none", ControlPage(Sample.control([]), reader: reader)),
            ("control-wrong", ControlPage(full, wrongAccounts: full.connections[0].id, reader: reader)),
            ("control-term", pages.term(of: full.connections[0])),
            ("control-term-wrong", pages.term(of: full.connections[0], wrong)),
            ("control-revoke", pages.revocation(of: full.connections[0])),
            ("control-unknown", strangers.unknownControl),
            ("lost-link", strangers.lostLink()),
            ("link-sent", strangers.linkSent),
        ]
    }
}
