/// One field of a posted form, as bytes: the character set is not always told.
struct PostedField: Sendable, Equatable {
    let name: String
    let bytes: ArraySlice<UInt8>
    /// Set when the field is a file; "" for a file without a name.
    let filename: String?
    let mediaType: MediaType

    init(name: String, bytes: ArraySlice<UInt8>, filename: String? = nil, mediaType: MediaType = MediaType(nil)) {
        self.name = name
        self.bytes = bytes
        self.filename = filename
        self.mediaType = mediaType
    }

    /// - Parameter charset: What the sender says elsewhere about this field.
    func text(_ charset: String? = nil) -> String {
        TextCharset.text(bytes, named: charset ?? mediaType.parameters["charset"])
    }
}
