import Domain
import UseCases

/// The pages around the control page.
struct ControlPages: Sendable {
    let view: ControlView
    let reader: Reader

    init(_ view: ControlView, reader: Reader) {
        self.view = view
        self.reader = reader
    }

    /// A new end.
    func term(of connection: ControlConnection, _ answers: PageAnswers? = nil) -> FormPage {
        let texts = reader.texts.control
        let field = TermField(
            connection.authorization.term, ends: connection.authorization.expiresAt, zone: view.zone, reader: reader,
            answers: answers, isOpen: true)
        return FormPage(
            texts.changeTermTitle.filled(values(connection)), lead: [texts.changeTermLead], fields: [], term: field,
            answers: answers ?? PageAnswers(reader.texts), action: reader.address(path(connection, "/term")),
            submit: texts.changeTermSubmit, back: PageLink(label: reader.texts.page.back, address: reader.address()),
            brand: view.brand, reader: reader)
    }

    /// What exactly is deleted, before it is.
    func revocation(of connection: ControlConnection) -> MessagePage {
        let texts = reader.texts.control
        let values = values(connection)
        return MessagePage(
            texts.revokeTitle.filled(values), lead: [texts.revokeLead],
            list: [
                texts.revokeSignIn, texts.revokeCollected, texts.revokeStops, texts.revokeCopies, texts.revokeFinal,
            ].map { $0.filled(values) },
            post: PagePost(label: texts.revokeSubmit, address: reader.address(path(connection, "/revocation"))),
            others: [PageLink(label: texts.keep, address: reader.address())], brand: view.brand, reader: reader)
    }

    private func path(_ connection: ControlConnection, _ rest: String) -> String {
        "/connections/\(connection.id.prefixed)\(rest)"
    }

    private func values(_ connection: ControlConnection) -> [String: String] {
        ["organization": view.brand.name, "utility": connection.utility.name]
    }
}

/// Pages for whom nobody knows: no link, or one that leads nowhere.
struct StrangerPages: Sendable {
    let reader: Reader

    private var texts: DoorstepTexts { reader.texts }

    /// A request's link that never was.
    var unknownRequest: MessagePage {
        MessagePage(
            texts.end.unknown, lead: [texts.end.unknownText, texts.end.unknownPassword], brand: nil, reader: reader)
    }

    /// A control link that never was, or no longer is.
    var unknownControl: MessagePage {
        MessagePage(
            texts.control.unknown, lead: [texts.control.unknownText],
            link: PageLink(label: texts.control.lostLink, address: reader.lostLink), brand: nil, reader: reader)
    }

    /// *Lost your link?*
    func lostLink(_ answers: PageAnswers? = nil) -> FormPage {
        let answers = answers ?? PageAnswers(texts)
        return FormPage(
            texts.control.lostTitle, lead: [texts.control.lostLead],
            fields: [PageField("email", texts.control.lostEmail, .email, in: answers)], answers: answers,
            action: reader.address(), submit: texts.control.lostSubmit, back: nil, brand: nil, reader: reader)
    }

    /// The same whether or not anybody has the address.
    var linkSent: MessagePage {
        MessagePage(texts.control.lostSent, lead: [texts.control.lostSentText], brand: nil, reader: reader)
    }
}
