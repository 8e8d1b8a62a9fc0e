public import Ports

/// Writes what customers get by e-mail: one letter for everything that needs them, with one thing to do and one link.
public struct LetterWriter: LetterWriting {
    public init() {}

    /// The subject and both forms. Never fails: the words are part of the program.
    public func write(_ content: LetterContent) throws -> WrittenLetter {
        let draft = LetterDraft(content)
        return WrittenLetter(subject: draft.subject, text: LetterText.text(draft), html: LetterMarkup.html(draft))
    }
}
