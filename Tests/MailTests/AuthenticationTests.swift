import Domain
import Foundation
import Testing

@testable import Mail

@Suite("Who vouches for a message")
struct AuthenticationTests {
    @Test(
        "a result is read as servers write it",
        arguments: [
            ("mx.example; dkim=pass header.d=utility.example header.i=@utility.example; spf=pass", ["utility.example"]),
            ("mx.example 1; dkim=pass (2048-bit key; unprotected) header.d=Utility.Example", ["utility.example"]),
            ("mx.example; dkim=pass header.i=@mail.utility.example header.s=s1", ["mail.utility.example"]),
            ("mx.example; dkim=fail header.d=a.example; dkim=pass header.d=b.example", ["b.example"]),
            ("mx.example; dkim = pass header.d = \"utility.example\"", ["utility.example"]),
            ("mx.example; dkim/1=pass header.d=utility.example", ["utility.example"]),
            ("mx.example; dkim=none", []), ("mx.example; none", []), ("mx.example; spf=pass header.d=a.example", []),
            ("mx.example; dkim=fail (dkim=pass header.d=a.example) header.d=b.example", []),
            ("mx.example; dkim=fail reason=\"; dkim=pass header.d=a.example\" header.d=b.example", []),
            ("mx.example; spf=pass envelope-from=\"a\\\"; dkim=pass header.d=a.example; \\\"\"@b.example", []),
            ("mx.example; x-dkim=pass header.d=a.example", []), ("mx.example; dkim=pass", []),
        ])
    func results(value: String, domains: [String]) throws {
        let results = try #require(AuthenticationResults(value))
        #expect(results.server == "mx.example")
        #expect(results.passed == Set(domains))
    }

    @Test("an empty field names no server", arguments: ["", " ", ";", "(comment)", "(unclosed"])
    func nobody(value: String) { #expect(AuthenticationResults(value) == nil) }

    private func domains(
        _ headers: String, server: String? = "mx.example", onTop: Bool = false
    ) async throws -> Set<String> {
        let raw = Letters.wire(headers + "From: a@utility.example\n\nx")
        let trust = MailTrust(authenticationServer: server, isOnTop: onTop)
        return try await MIMEReader().read(
            raw, transport: .lmtp, recipient: "c@d", receivedAt: Date(timeIntervalSince1970: 0), trust: trust
        ).authenticity.dkimDomains
    }

    @Test("only our own server is believed")
    func foreign() async throws {
        let foreign = "Authentication-Results: evil.example; dkim=pass header.d=utility.example\n"
        let own = "Authentication-Results: MX.example;\n\tdkim=pass header.d=utility.example\n"
        #expect(try await domains(foreign) == [])
        #expect(try await domains(own) == ["utility.example"])
        #expect(try await domains(own, server: nil) == [])
        #expect(try await domains(foreign + own) == ["utility.example"])
    }

    @Test("of a service that writes on top of everything, nothing below another's words counts")
    func onTop() async throws {
        let own = "Received: x\nAuthentication-Results: mx.example; spf=pass; dkim=pass header.i=@utility.example\n"
        let foreign = "Authentication-Results: evil.example; dkim=pass header.d=a.example\n"
        let silent = "Authentication-Results: mx.example; spf=pass\n"
        #expect(try await domains(own + foreign, onTop: true) == ["utility.example"])
        for above in [foreign, silent, "Authentication-Results: ;\n"] {
            #expect(try await domains(above + own, onTop: true) == [])
        }
    }

    @Test("below our server's own words stand those that came with the message, and they do not count")
    func forged() async throws {
        let real = "Authentication-Results: mx.example; dkim=fail header.d=utility.example\n"
        let spf = "Authentication-Results: mx.example; spf=pass\n"
        let forged = "Authentication-Results: mx.example; dkim=pass header.d=utility.example\n"
        #expect(try await domains(spf + real + "Received: from x by y\n" + forged) == [])
    }
}
