import Foundation
import Testing

@testable import Hooks

@Suite("Posted bodies") struct BodyTests {
    private func fields(_ body: String, boundary: String = "b") -> [String: String]? {
        MultipartBody.fields(Array(body.utf8), boundary: boundary).map { fields in
            Dictionary(fields.map { ($0.name, $0.text()) }) { first, _ in first }
        }
    }

    @Test("parts are told apart by whole delimiters on their own lines")
    func parts() {
        let body =
            "preamble\r\n--b \t\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n - --b inside\r\n--\r\n--b\r\n"
            + "content-disposition: form-data; name=c\r\nContent-Type: text/plain\r\n\r\n\r\n--b--\r\nepilogue"
        #expect(fields(body) == ["a": " - --b inside\r\n--", "c": ""])
    }

    @Test(
        "broken parts are no form",
        arguments: [
            "", "--b", "--b\r\n", "--b\r\n\r\n--b--", "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\nx",
            "--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--", "--b\r\nname=a\r\n\r\nx\r\n--b--", "--c\r\n",
            String(repeating: "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", count: 300) + "--b--",
        ])
    func broken(body: String) {
        #expect(fields(body) == nil)
    }

    @Test("a boundary has 1 to 70 characters")
    func boundaries() {
        #expect(fields("----", boundary: "") == nil)
        #expect(fields("--b--", boundary: String(repeating: "b", count: 71)) == nil)
        #expect(fields("--b--") == [:])
    }

    @Test("a large body is read in its time")
    func large() {
        let content = String(repeating: "\r\n--", count: 1_000_000)
        let body = "--b\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\(content)\r\n--b--"
        #expect(fields(body)?["a"]?.utf8.count == 4_000_000)
    }

    @Test("an encoded form is read as browsers write it, and broken sequences stand for themselves")
    func encoded() {
        let fields = URLEncodedBody.fields("a=1+2%2B&b&=c&&%41%zz=%f&d=%E4".utf8)
        #expect(fields.map(\.name) == ["a", "b", "", "A%zz", "d"])
        #expect(fields.map { $0.text("iso-8859-1") } == ["1 2+", "", "c", "%f", "ä"])
    }

    @Test("media types keep semicolons and quotes inside quotes")
    func mediaTypes() {
        let type = MediaType(#"Multipart/Form-Data; x; Boundary="a;\"b" ; boundary=c"#)
        #expect(type.name == "multipart/form-data")
        #expect(type.parameters == ["boundary": #"a;"b"#])
        #expect(MediaType(nil).name.isEmpty)
        #expect(MediaType(";;;=\"").parameters.count <= 1)
    }

    @Test("what Twilio signs has each value of a name once, in byte order")
    func signedText() {
        let fields = [("b", "2"), ("B", "1"), ("b", "10"), ("b", "2"), ("é", "x"), ("z", "")]
        #expect(TwilioReader.signedText(of: fields) == "B1b10b2zéx")
    }
}
