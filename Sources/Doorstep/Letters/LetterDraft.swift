import Domain
import Foundation
import Ports

/// A letter's words in order, before they take a form.
struct LetterDraft: Sendable {
    let language: DoorstepLanguage
    let organization: String
    let color: BrandColor
    /// Where the logo comes from, always out of the message itself; nil without one.
    let logo: String?
    let subject: String
    let hello: String
    /// What it is about, in paragraphs.
    let lead: [String]
    /// One line for each matter, where there are several.
    let items: [String]
    let note: (heading: String, paragraphs: [String])?
    let button: String
    /// Nil where there is nothing to open; then there is no button either.
    let link: String?
    let addressHint: String
    /// What to know about the link and the answer.
    let about: [String]
    /// How to see that it is real, and why it came.
    let trust: [String]
    /// The organization's postal address, line by line.
    let sender: [String]

    init(_ content: LetterContent) {
        let words = LetterWords(content)
        language = content.language
        organization = words.organization
        color = BrandColor(of: content.brand)
        logo = content.logo.flatMap { $0.isInside ? $0 : nil }
        subject = words.subject
        hello = words.texts.hello.filled(["name": words.recipient])
        lead = words.lead
        items = words.items
        note = content.kind.asks ? content.note.flatMap { words.note($0) } : nil
        button = words.button
        link = content.link?.onOneLine
        addressHint = words.texts.address
        about = words.about
        trust = [words.texts.noPassword, words.check, words.texts.why.filled(words.values)]
        sender = [words.organization] + (content.brand.postalAddress ?? "").lines
    }
}

extension String {
    /// Whether a picture's source is the message, so that opening it tells nobody.
    fileprivate var isInside: Bool { hasPrefix("cid:") || hasPrefix("data:image/") }
}
