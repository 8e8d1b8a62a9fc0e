/// A form that was posted in either of the two encodings.
struct PostedForm: Sendable {
    /// In the order they were sent.
    let fields: [PostedField]

    /// - Throws: `malformed` for another content type and for broken parts.
    init(_ request: HookRequest) throws(HookRefusal) {
        let type = MediaType(request.headers["Content-Type"])
        switch type.name {
        case "application/x-www-form-urlencoded": fields = URLEncodedBody.fields(request.body)
        case "multipart/form-data":
            guard let boundary = type.parameters["boundary"],
                let parts = MultipartBody.fields(request.body, boundary: boundary)
            else { throw .malformed }
            fields = parts
        default: throw .malformed
        }
        guard fields.count <= 500 else { throw .malformed }
    }

    /// The first field of a name.
    func field(_ name: String) -> PostedField? { fields.first { $0.name == name } }

    /// The first value of a name as text.
    func text(_ name: String) -> String? { field(name)?.text() }

    var files: [PostedField] { fields.filter { $0.filename != nil } }
}
