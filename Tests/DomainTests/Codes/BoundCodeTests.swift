import Domain
import Foundation
import Testing

@Suite("The domain-bound line")
struct BoundCodeTests {
    private func found(in text: String, frame: String? = nil) -> CodeScene.Finding {
        var scene = CodeScene()
        scene.frameHost = frame
        return scene.finding(scene.text(text))
    }

    @Test(
        "a line for the site that asks gives its code verbatim",
        arguments: [
            ("x\n@lakeshoregas.example #305518", "305518"), ("@lakeshoregas.example #305518", "305518"),
            ("x\r\n@LakeshoreGas.example #aB-3 more words", "aB-3"), ("x\r@www.lakeshoregas.example #1", "1"),
            ("Code 111111\n@myaccount.lakeshoregas.example #305518\n\n", "305518"),
            ("x\n@lakeshoregas.example #305518 @", "305518"),
            ("x\n@lakeshoregas.example #305518  @other.example", "305518"),
            ("x\n@lakeshoregas.example ##", "#"),
        ])
    func accepted(_ text: String, code: String) {
        #expect(found(in: text) == .code(code))
    }

    @Test(
        "a line for another site is a refusal, whatever else the message says",
        arguments: [
            "Your code is 305518.\n@elsewhere.example #305518", "Your code is 305518.\n@example #305518",
            "Your code is 305518.\n@xlakeshoregas.example #305518",
            "Your code is 305518.\n@lakeshoregas.example.evil.example #305518",
            "Your code is 305518.\n@lakeshoregas.example:443 #305518",
            "Your code is 305518.\n@lakeshoregas.example/x #305518",
            "Your code is 305518.\n@lakeshoregas.example #305518 @login.elsewhere.example",
        ])
    func refused(_ text: String) {
        #expect(found(in: text) == .foreign)
    }

    @Test(
        "other lines are not of this form and leave the text to the heuristic",
        arguments: [
            "Your code is 305518.\n @lakeshoregas.example #1", "Your code is 305518.\nx @elsewhere.example #1",
            "Your code is 305518.\n@elsewhere.example  #1", "Your code is 305518.\n@elsewhere.example#1",
            "Your code is 305518.\n@elsewhere.example # 1", "Your code is 305518.\n@ #1",
            "Your code is 305518.\n#1 @elsewhere.example", "Your code is 305518.\n@elsewhere.example code #1",
            "@elsewhere.example #1\nYour code is 305518.",
        ])
    func otherForms(_ text: String) {
        #expect(found(in: text) == .code("305518"))
    }

    @Test("with an embedded host, that one must be the frame's and the first one the page's")
    func embedded() {
        let text = "x\n@lakeshoregas.example #920183 @login.identity.example"
        #expect(found(in: text, frame: "sso.identity.example") == .code("920183"))
        #expect(found(in: text) == .foreign)
        #expect(found(in: text, frame: "identity.example.evil.example") == .foreign)
        let swapped = "x\n@identity.example #920183 @lakeshoregas.example"
        #expect(found(in: swapped, frame: "sso.identity.example") == .foreign)
    }

    @Test(
        "a site is what one owner registered",
        arguments: [
            ("my.lakeshoregas.com", "lakeshoregas.com", true), ("LAKESHOREGAS.COM.", "lakeshoregas.com", true),
            ("a.lakeshore.co.uk", "lakeshore.co.uk", true), ("lakeshore.co.uk", "riverbend.co.uk", false),
            ("pay.springfield.il.us", "springfield.il.us", true), ("springfield.il.us", "shelby.il.us", false),
            ("lakeshore.azurewebsites.net", "riverbend.azurewebsites.net", false),
            ("lakeshore.my.site.com", "riverbend.my.site.com", false), ("my.site.com", "my.site.com", true),
            ("bucket.s3.amazonaws.com", "other.s3.amazonaws.com", false), ("127.0.0.1", "127.0.0.1", true),
            ("127.0.0.1", "10.0.0.1", false), ("localhost", "localhost", true), ("com", "lakeshoregas.com", false),
            ("", "", false), ("a..com", "a..com", false), ("a.com:443", "a.com:443", false),
            ("-a.com", "-a.com", false),
        ])
    func sites(_ host: String, _ other: String, areSame: Bool) {
        #expect(SiteDomain.areSame(host, other) == areSame)
        #expect(SiteDomain.areSame(other, host) == areSame)
    }
}
