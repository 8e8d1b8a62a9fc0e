import Foundation
import HTTPTypes
public import Hummingbird
import NIOCore

/// A form that may carry files: `multipart/form-data` (RFC 7578).
public struct UploadForm: Sendable {
    /// Every field that is no file.
    public let fields: Form
    private let files: [String: [UInt8]]

    /// The bytes of the file that was chosen; nil when none was. Its name and type are the sender's word and are not kept.
    public func file(_ name: String) -> [UInt8]? { files[name].flatMap { $0.isEmpty ? nil : $0 } }

    /// A form that was sent without files.
    init(_ fields: Form) {
        self.fields = fields
        files = [:]
    }

    /// Reads a body. Fails with `malformed_form`.
    init(_ body: [UInt8], boundary: String) throws(Problem) {
        guard (1...70).contains(boundary.utf8.count), let parts = MultipartPart.all(in: body, boundary: boundary) else {
            throw .malformedForm
        }
        var pairs: [(name: String, value: String)] = []
        var files: [String: [UInt8]] = [:]
        for part in parts {
            if part.isFile {
                files[part.name] = Array(part.bytes)
            } else if let text = String(validating: part.bytes, as: UTF8.self) {
                pairs.append((part.name, text))
            } else {
                throw .malformedForm
            }
        }
        fields = try Form(pairs)
        self.files = files
    }
}

extension Request {
    /// The form in the body with its files, all of at most `limit` bytes. Fails with `too_large`, `wrong_content_type` or
    /// `malformed_form`.
    public func upload(upTo limit: Int) async throws -> UploadForm {
        let type = headers[.contentType] ?? ""
        guard type.lowercased().hasPrefix("multipart/form-data") else { return UploadForm(try await form()) }
        guard let boundary = Self.boundary(in: type) else { throw Problem.malformedForm }
        var body = try await body.collect(upTo: limit)
        return try UploadForm(body.readBytes(length: body.readableBytes) ?? [], boundary: boundary)
    }

    private static func boundary(in type: String) -> String? {
        let parameters = type.split(separator: ";").dropFirst().map { $0.trimmingCharacters(in: .whitespaces) }
        guard let found = parameters.first(where: { $0.lowercased().hasPrefix("boundary=") }) else { return nil }
        return found.dropFirst("boundary=".count).trimmingCharacters(in: CharacterSet(charactersIn: "\""))
    }
}
