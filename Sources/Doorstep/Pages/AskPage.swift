import Domain
import Foundation
import UseCases

/// The first page: who asks for what, for how long, and who is behind it.
struct AskPage: DoorstepPage {
    static let template = "ask"

    let frame: Frame
    let title: String
    let heading: String
    let recipient: String
    let faults: Faults?
    /// What is asked for each utility, where there are several.
    let items: [Item]
    let hasItems: Bool
    /// Why, where something is wrong.
    let reasons: [String]
    let note: Note?
    let shared: Shared
    /// Nil where a permission stays as it is.
    let scope: ScopeField?
    let term: TermField?
    let kept: Kept?
    let behind: Behind
    let next: String
    let isInert: Bool
    let action: String
    let proceed: String
    let decline: PageLink
    let stop: String
    let answerBy: String?
    let handOver: PageLink
    let silence: PagePost?
    let silenced: String?

    /// A permission that is in force already, and stays as it is.
    struct Kept: Sendable {
        let heading: String
        let text: String
        let value: String
    }

    struct Item: Sendable {
        let utility: String
        let text: String
    }

    struct Note: Sendable {
        let heading: String
        let paragraphs: [String]
    }

    struct Shared: Sendable {
        let heading: String
        let lines: [String]
    }

    struct Behind: Sendable {
        let heading: String
        /// The organization and its postal address, line by line.
        let address: [String]
        let check: String
    }

    /// - Parameter isInert: For previews: nothing can be pressed.
    init(_ view: DoorstepView, answers: PageAnswers? = nil, isInert: Bool = false, reader: Reader) {
        let texts = reader.texts.ask
        let format = reader.format(in: view.zone)
        let words = AskWords(view, texts: texts, format: format)
        frame = Frame(reader, brand: view.brand, seen: isInert ? nil : reader.address("/seen"), isInert: isInert)
        heading = words.heading
        title = answers?.title(words.heading) ?? words.heading
        recipient = words.recipient
        faults = answers?.summary(of: [ScopeField.name, TermField.name])
        items = words.items
        hasItems = !words.items.isEmpty
        reasons = view.items.filter { $0.state == .open && ($0.status.isSignInError || $0.status == .noAccountsFound) }
            .map { reader.texts.status.text($0.status, utility: $0.utility.name) }
        note = view.note.flatMap { Note($0, heading: texts.note.filled(words.values)) }
        kept = Kept(view, texts: reader.texts.term, format: format)
        shared = Shared(
            heading: texts.shared,
            lines: view.scope.kinds(texts) + (kept == nil ? [] : words.keptLimits(texts, format: format)))
        scope = kept == nil ? ScopeField(view.scope.choice, reader: reader, answers: answers) : nil
        term =
            kept == nil
            ? TermField(view.term, ends: view.termEndsAt, zone: view.zone, reader: reader, answers: answers) : nil
        behind = Behind(heading: texts.behind, address: words.address, check: words.check)
        next = words.next
        self.isInert = isInert
        action = isInert ? "" : reader.address("/consent")
        proceed = texts.proceed
        decline = PageLink(label: texts.decline, address: isInert ? "" : reader.address("/decline"))
        stop = texts.stop
        answerBy = view.expiresAt.map { texts.answerBy.filled(["date": format.lastDay($0)]) }
        handOver = PageLink(label: texts.handOver, address: isInert ? "" : reader.address("/hand-over"))
        silence =
            view.isSilenced ? nil : PagePost(label: texts.silence, address: isInert ? "" : reader.address("/silence"))
        silenced = view.isSilenced ? texts.silenced : nil
    }
}

extension AskPage.Kept {
    /// Nil where somebody agrees to something new.
    fileprivate init?(_ view: DoorstepView, texts: TermTexts, format: ReaderFormat) {
        let open = view.items.filter { $0.state == .open }
        guard !open.isEmpty, open.allSatisfy({ $0.isAuthorized && ($0.ask == .repair || $0.ask == .accounts) }) else {
            return nil
        }
        let end = open.compactMap(\.authorizationEndsAt).min()
        heading = texts.heading
        text = end.map { texts.kept.filled(["date": format.lastDay($0)]) } ?? texts.keptUntilRevoked
        value = view.term.text
    }
}

extension AskPage.Note {
    fileprivate init?(_ text: String, heading: String) {
        let paragraphs = text.split(whereSeparator: \.isNewline).map(String.init).filter { !$0.isEmpty }
        guard !paragraphs.isEmpty else { return nil }
        self.init(heading: heading, paragraphs: paragraphs)
    }
}
