import Domain
import UseCases

// The other answers: no, somebody else, another utility.
extension DoorstepPages {
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
}
