import Foundation
import Testing

@testable import HTTPKit

@Suite("Forms with files")
struct UploadFormTests {
    private func body(_ parts: [String], boundary: String = "b0und") -> [UInt8] {
        Array((parts.map { "--\(boundary)\r\n\($0)\r\n" }.joined() + "--\(boundary)--\r\n").utf8)
    }

    private let text = "Content-Disposition: form-data; name=\"secret\"\r\n\r\nJBSW Y3DP"

    @Test("fields and files are read apart, bytes as they are")
    func reads() throws {
        let file =
            "Content-Disposition: form-data; name=\"picture\"; filename=\"a \\\"b.png\"\r\n"
            + "Content-Type: image/png\r\n\r\nline\r\n--b0un\r\nline"
        let form = try UploadForm(body([text, file]), boundary: "b0und")
        #expect(form.fields.raw("secret") == "JBSW Y3DP")
        #expect(form.file("picture") == Array("line\r\n--b0un\r\nline".utf8))
        #expect(form.file("secret") == nil)
        #expect(form.fields.raw("picture") == "")
    }

    @Test("a file field in which nothing was chosen is none")
    func empty() throws {
        let file =
            "Content-Disposition: form-data; name=\"picture\"; filename=\"\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n"
        #expect(try UploadForm(body([file]), boundary: "b0und").file("picture") == nil)
    }

    private static let broken = [
        "", "--b0und", "--b0und\r\nno headers\r\n--b0und--",
        "--b0und\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nnever ends",
        "--other\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx\r\n--other--",
    ]

    @Test("a body that is none is refused whole", arguments: broken)
    func refuses(_ text: String) {
        #expect(throws: Problem.malformedForm) { try UploadForm(Array(text.utf8), boundary: "b0und") }
    }

    @Test("text that is not UTF-8, or too many parts, are refused")
    func limits() {
        var bytes = body([text])
        bytes[bytes.count - 14] = 0xFF
        #expect(throws: Problem.malformedForm) { try UploadForm(bytes, boundary: "b0und") }
        let many = body(Array(repeating: text, count: Form.fieldLimit + 1))
        #expect(throws: Problem.malformedForm) { try UploadForm(many, boundary: "b0und") }
    }
}
