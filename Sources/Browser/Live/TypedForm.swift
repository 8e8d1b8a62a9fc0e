public import Domain

/// What stood in a form's fields when the person sent it: by submitting, by a button, by Enter, or by leaving the page.
public struct TypedForm: Sendable {
    /// The address of the form's document, without query and fragment.
    public let address: String
    /// The fields that hold something, in the order of the document.
    public let fields: [Field]

    /// One field with what tells fields apart.
    public struct Field: Sendable {
        public let name: String
        public let id: String
        /// The input's type, e.g. `password`; `textarea` or `select` for those.
        public let type: String
        /// The `autocomplete` attribute, e.g. `current-password`.
        public let autocomplete: String
        /// What is written at the field; at most 200 characters.
        public let label: String
        /// A secret, whatever the field is.
        public let value: Secret<String>
        let selectors: Set<String>

        /// Whether the field matched this selector of `LivePageOptions.selectors` when the form was sent.
        public func matches(selector: String) -> Bool { selectors.contains(selector) }
    }
}
