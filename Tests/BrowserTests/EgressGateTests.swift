import Domain
import Testing

@testable import Browser

@Suite struct EgressGateTests {
    private static func gate(_ entries: String..., allowsPrivate: Bool = false) -> EgressGate {
        EgressGate(origins: AllowedOrigins(entries), allowsPrivateAddresses: allowsPrivate)
    }

    @Test(
        "only the named scheme, host and port may be reached",
        arguments: [
            ("https://a.example/x?y#z", true), ("HTTPS://A.EXAMPLE/", true), ("https://a.example.:443/", true),
            ("wss://a.example/live", true), ("http://a.example/", false), ("https://a.example:8443/", false),
            ("https://b.a.example/", false), ("https://a.example.evil.test/", false),
            ("https://a.example@evil.test/", false), ("https://evil.test/https://a.example/", false),
            ("https://a.example\\@evil.test/", false),
        ])
    func exactOrigin(address: String, isAllowed: Bool) {
        let decision = Self.gate("https://a.example").decide(address)
        #expect((decision == .resolve(host: "a.example", origin: "https://a.example")) == isAllowed, "\(decision)")
    }

    @Test("a wildcard covers subdomains, not the name itself and not a look-alike")
    func wildcard() {
        let gate = Self.gate("https://*.a.example")
        #expect(gate.decide("https://id.a.example/") == .resolve(host: "id.a.example", origin: "https://id.a.example"))
        for address in ["https://a.example/", "https://bada.example/", "http://id.a.example/"] {
            #expect(gate.decide(address) == .refuse(origin: String(address.dropLast())))
        }
    }

    @Test(
        "entries that are too wide or no origin allow nothing",
        arguments: ["*", "https://*.com", "https://*", "ftp://a.example", "", "https://a.*.example"])
    func uselessEntries(entry: String) {
        for address in ["https://a.example/", "https://x.com/", "ftp://a.example/"] {
            guard case .refuse = Self.gate(entry, allowsPrivate: true).decide(address) else {
                Issue.record("\(entry) allowed \(address)")
                continue
            }
        }
    }

    @Test("a bare host allows http and https on any port")
    func bareHost() {
        let gate = Self.gate("127.0.0.1", allowsPrivate: true)
        for address in ["http://127.0.0.1:8090/", "https://127.0.0.1/", "ws://127.0.0.1:1/"] {
            #expect(gate.decide(address) == .allow)
        }
        #expect(gate.decide("http://127.0.0.2/") == .refuse(origin: "http://127.0.0.2"))
    }

    @Test(
        "what is no web address is refused, whatever is allowed",
        arguments: [
            "file:///etc/passwd", "chrome://settings", "ftp://a.example/", "myutility://callback?code=1",
            "view-source:https://a.example/", "filesystem:https://a.example/x", "javascript:alert(1)", "", "https://",
        ])
    func otherSchemes(address: String) {
        guard case .refuse = Self.gate("a.example", allowsPrivate: true).decide(address) else {
            Issue.record("allowed \(address)")
            return
        }
    }

    @Test("an allowed origin in a private network needs the permission as well")
    func privateNeedsBoth() {
        for host in ["127.0.0.1", "10.1.2.3", "169.254.169.254", "[::1]", "[fd00::1]", "localhost", "x.localhost"] {
            let origin = "http://\(host)"
            #expect(Self.gate(origin).decide(origin + "/") == .refuse(origin: origin))
            #expect(Self.gate(origin, allowsPrivate: true).decide(origin + "/") == .allow)
        }
        #expect(Self.gate("http://93.184.215.14").decide("http://93.184.215.14/") == .allow)
    }

    @Test(
        "private, reserved and disguised addresses are told from public ones",
        arguments: [
            ("0.0.0.0", true), ("10.255.0.1", true), ("100.64.0.1", true), ("100.128.0.1", false), ("127.1.2.3", true),
            ("169.254.169.254", true), ("172.15.0.1", false), ("172.16.0.1", true), ("172.31.255.255", true),
            ("172.32.0.1", false), ("192.168.1.1", true), ("192.0.2.7", true), ("198.18.0.1", true), ("8.8.8.8", false),
            ("224.0.0.1", true), ("255.255.255.255", true), ("::", true), ("::1", true), ("fe80::1", true),
            ("fd12::1", true), ("ff02::1", true), ("2001:db8::1", true), ("2606:4700::1111", false),
            ("::ffff:10.0.0.1", true), ("::ffff:8.8.8.8", false), ("64:ff9b::7f00:1", true),
            ("64:ff9b::808:808", false),
            ("2002:c0a8:101::1", true), ("2001:0:1::1", true), ("::127.0.0.1", true),
        ])
    func addresses(text: String, isPrivate: Bool) throws {
        #expect(try #require(IPAddress(text)).isPrivate == isPrivate)
    }

    @Test("a name is checked by its addresses: localhost's is private")
    func resolver() async {
        let isPublic = await withCheckedContinuation { continuation in
            HostResolver().checkIsPublic("localhost") { continuation.resume(returning: $0) }
        }
        #expect(!isPublic)
    }
}
