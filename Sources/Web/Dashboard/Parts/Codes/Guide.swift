/// How somebody sets something up outside of Tieline: numbered steps, each with everything that is to be copied in it.
struct Guide: Sendable {
    /// What to know before the first step; nil when there is nothing.
    let warning: String?
    let steps: [Step]
    /// A letter to somebody who has to allow it first.
    let letter: CopyText?

    struct Step: Sendable {
        let text: String
        let copies: [CopyText]

        init(_ text: String, _ copies: CopyText...) {
            self.text = text
            self.copies = copies
        }

        init(_ text: String, copies: [CopyText]) {
            self.text = text
            self.copies = copies
        }
    }

    init(warning: String? = nil, letter: CopyText? = nil, _ steps: [Step]) {
        self.warning = warning
        self.steps = steps
        self.letter = letter
    }
}
