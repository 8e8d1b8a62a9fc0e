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

    private var texts: DoorstepTexts { reader.texts }
    private var values: [String: String] { ["organization": view.brand.name] }

    /// - Parameters:
    ///   - signsAgain: He saw that the last sign-in was refused, and wants to try again.
    ///   - returnAddress: Where he may go back to, once all is answered.
    func current(signsAgain: Bool = false, returnAddress: String? = nil) -> any DoorstepPage {
        switch view.state {
        case .completed, .declined, .healed, .expired, .revoked: return end(returnAddress: returnAddress)
        case .draft, .open, .held: break
        }
        switch view.link {
        case .expired: return linkExpired
        case .revoked: return message(texts.end.linkRevoked, texts.end.linkRevokedText)
        case .usable: break
        }
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

    // MARK: Other answers

    /// The confirmation of a no.
    func decline(_ answers: PageAnswers? = nil) -> FormPage {
        let texts = reader.texts.answer
        let answers = answers ?? PageAnswers(reader.texts)
        let keeps = view.items.contains(where: \.isAuthorized)
        return FormPage(
            texts.declineTitle, lead: [texts.declineLead.filled(values)] + (keeps ? [texts.declineKeep] : []),
            fields: [
                PageField(
                    "reason", "\(texts.declineReason) (\(texts.optional))", .area,
                    hint: texts.declineReasonHint.filled(values), in: answers)
            ], answers: answers, action: reader.address("/decline"), submit: texts.decline, back: back,
            brand: view.brand, reader: reader)
    }

    /// Somebody else manages this account.
    func handOver(_ answers: PageAnswers? = nil) -> FormPage {
        let texts = reader.texts.answer
        let answers = answers ?? PageAnswers(reader.texts)
        return FormPage(
            texts.handOverTitle, lead: [texts.handOverLead.filled(values)],
            fields: [
                PageField("name", texts.handOverName, .name, in: answers),
                PageField("email", texts.handOverEmail, .email, in: answers),
            ], answers: answers, action: reader.address("/hand-over"), submit: texts.handOver, back: back,
            brand: view.brand, reader: reader)
    }

    /// Another utility than was asked for.
    func utility(for item: DoorstepItem, from providers: [Provider], _ answers: PageAnswers? = nil) -> FormPage {
        let texts = reader.texts.signIn
        let answers = answers ?? PageAnswers(reader.texts)
        let choices = providers.sorted { $0.name.lowercased() < $1.name.lowercased() }.map { ($0.key.text, $0.name) }
        return FormPage(
            texts.otherTitle,
            lead: [texts.otherLead.filled(values.merging(["utility": item.utility.name]) { own, _ in own })],
            fields: [
                PageField("provider", texts.otherLabel, .choice([("", texts.otherChoose)] + choices), in: answers)
            ], answers: answers, action: reader.address(item.path("/utility")), submit: texts.otherProceed,
            back: PageLink(label: reader.texts.page.back, address: reader.address("/sign-in")), brand: view.brand,
            reader: reader)
    }

    /// The question went to somebody else.
    var handedOver: MessagePage {
        message(texts.answer.handedOver, texts.answer.handedOverText, texts.accounts.close, isGood: true)
    }

    /// A fresh link is on its way, if there is a reason for one.
    var renewed: MessagePage { message(texts.end.renewed, texts.end.renewedText) }

    private var back: PageLink { PageLink(label: texts.page.back, address: reader.address()) }

    private func message(
        _ heading: String, _ lead: String..., isGood: Bool = false, link: PageLink? = nil
    ) -> MessagePage {
        MessagePage(
            heading.filled(values), isGood: isGood, lead: lead.map { $0.filled(values) },
            after: [view.brand.ask(texts.end)], link: link, brand: view.brand, reader: reader)
    }
}
