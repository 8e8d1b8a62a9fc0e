/// What speaks for every code of a message alike, whatever its text says.
struct CodeEvidence {
    /// The sender is one that the provider's codes come from.
    let isFromProvider: Bool
    /// The message came within minutes after the portal was asked.
    let isPrompt: Bool
    /// Length and alphabet of the provider's codes; nil when nothing is known of them.
    let shape: CodeShape?

    /// Nothing is known.
    static let none = CodeEvidence(isFromProvider: false, isPrompt: false, shape: nil)

    /// Whether the only number of a message may be taken for the code without a word that says so.
    var waivesContext: Bool { isFromProvider && isPrompt }

    /// Whether a code is as long as the provider's codes are, and of their alphabet.
    func fitsShape(_ code: String) -> Bool { shape?.fits(code) ?? false }
}
