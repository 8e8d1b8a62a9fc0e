import Domain
import UseCases

/// Which page a request's link shows now. The view decides alone, so that a closed tab and another device lose nothing.
struct DoorstepPages: Sendable {
    let view: DoorstepView
    let reader: Reader

    init(_ view: DoorstepView, reader: Reader) {
        self.view = view
        self.reader = reader
    }

    var texts: DoorstepTexts { reader.texts }
    var values: [String: String] { ["organization": view.brand.name] }

    /// - Parameters:
    ///   - signsAgain: He saw that the last sign-in was refused, and wants to try again.
    ///   - returnAddress: Where he may go back to, once all is answered.
    func current(signsAgain: Bool = false, returnAddress: String? = nil) -> any DoorstepPage {
        // Whoever passed the question on learns nothing more of it.
        guard view.link != .revoked else { return message(texts.end.linkRevoked, texts.end.linkRevokedText) }
        switch view.state {
        case .completed, .declined, .healed, .expired, .revoked: return end(returnAddress: returnAddress)
        case .draft, .open, .held: break
        }
        guard view.link != .expired else { return linkExpired }
        guard view.state != .held else { return message(texts.end.held, texts.end.heldText) }
        guard let item = view.current else { return ReceiptPage(view, returnAddress: returnAddress, reader: reader) }
        return step(item, signsAgain: signsAgain)
    }

    private func step(_ item: DoorstepItem, signsAgain: Bool) -> any DoorstepPage {
        switch item.step {
        case .consent: AskPage(view, reader: reader)
        case .signIn(let signIn):
            if let outcome = signIn.lastOutcome, outcome.isRejection, !signsAgain {
                invalidLogin(outcome, item)
            } else {
                DoorstepSignInPage(signIn, for: item, in: view, reader: reader)
            }
        case .code: code(item)
        case .progress(let run): ProgressPage(run, of: item, in: view, reader: reader)
        case .accounts(let accounts, _): AccountsPage(accounts, of: item, in: view, reader: reader)
        case .waiting, .done: waiting(item)
        }
    }

    private func invalidLogin(_ outcome: Outcome, _ item: DoorstepItem) -> MessagePage {
        MessagePage(
            texts.signIn.invalid,
            lead: [outcome.explanation(texts.signIn)?.filled(["utility": item.utility.name]) ?? ""],
            link: PageLink(label: texts.signIn.again, address: reader.address("/sign-in")),
            others: [PageLink(label: texts.ask.decline, address: reader.address("/decline"))],
            place: view.place(of: item, reader: reader), brand: view.brand, reader: reader)
    }

    private func code(_ item: DoorstepItem) -> MessagePage {
        let values = ["utility": item.utility.name]
        return MessagePage(
            texts.progress.codeTitle.filled(values),
            lead: [texts.progress.codeLead.filled(values), texts.progress.codeNoPassword],
            post: PagePost(label: texts.progress.sendCode, address: reader.address(item.path("/send-code"))),
            others: [PageLink(label: texts.ask.decline, address: reader.address("/decline"))],
            place: view.place(of: item, reader: reader), brand: view.brand, reader: reader)
    }

    private func waiting(_ item: DoorstepItem) -> MessagePage {
        MessagePage(
            texts.end.waiting,
            lead: [texts.status.text(item.status, utility: item.utility.name), texts.end.waitingText],
            after: [view.brand.ask(texts.end)], place: view.place(of: item, reader: reader), brand: view.brand,
            reader: reader)
    }

    private var linkExpired: MessagePage {
        MessagePage(
            texts.end.linkExpired, lead: [texts.end.linkExpiredText],
            after: [view.brand.ask(texts.end)],
            post: PagePost(label: texts.end.renew, address: reader.address("/renewal")), brand: view.brand,
            reader: reader)
    }

    private func end(returnAddress: String?) -> any DoorstepPage {
        let back = returnAddress.map {
            PageLink(label: texts.accounts.goBack.filled(values), address: $0)
        }
        return switch view.state {
        case .declined:
            message(texts.end.declined, texts.end.declinedText, texts.end.declinedChange, link: back)
        case .healed: message(texts.end.healed, texts.end.healedText, isGood: true, link: back)
        case .expired: message(texts.end.expired, texts.end.expiredText, link: back)
        case .revoked: message(texts.end.revoked, texts.end.revokedText, link: back)
        case .completed, .draft, .held, .open: ReceiptPage(view, returnAddress: returnAddress, reader: reader)
        }
    }

    var back: PageLink { PageLink(label: texts.page.back, address: reader.address()) }

    func message(
        _ heading: String, _ lead: String..., isGood: Bool = false, link: PageLink? = nil
    ) -> MessagePage {
        MessagePage(
            heading.filled(values), isGood: isGood, lead: lead.map { $0.filled(values) },
            after: [view.brand.ask(texts.end)], link: link, brand: view.brand, reader: reader)
    }
}
