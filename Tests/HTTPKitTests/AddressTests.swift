import Domain
import Foundation
import Testing

@testable import HTTPKit

@Suite("Addresses") struct AddressTests {
    @Test(
        "ranges hold what lies inside them",
        arguments: [
            ("10.0.0.0/8", "10.255.0.1", true), ("10.0.0.0/8", "11.0.0.1", false), ("192.0.2.7", "192.0.2.7", true),
            ("192.0.2.7", "192.0.2.8", false), ("192.0.2.0/25", "192.0.2.127", true),
            ("192.0.2.0/25", "192.0.2.128", false),
            ("2001:db8::/33", "2001:db8:7fff::1", true), ("2001:db8::/33", "2001:db8:8000::1", false),
            ("0.0.0.0/0", "203.0.113.9", true), ("0.0.0.0/0", "::1", false), ("127.0.0.1", "::ffff:127.0.0.1", true),
        ])
    func ranges(range: String, address: String, isInside: Bool) throws {
        let range = try #require(IPRange(range))
        let address = try #require(IPAddress(address))
        #expect(range.contains(address) == isInside)
    }

    @Test(
        "text that is no address or range is refused",
        arguments: ["", "1.2.3", "::g", "10.0.0.0/33", "10.0.0.0/8/8", "a/8"])
    func malformed(text: String) {
        #expect(IPRange(text) == nil)
    }

    @Test(
        "only trusted proxies are believed, from the right",
        arguments: [
            ("198.51.100.1", ["203.0.113.9"], "198.51.100.1"),
            ("10.0.0.1", ["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["1.1.1.1, 203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", ["203.0.113.9", "10.0.0.2 "], "203.0.113.9"),
            ("10.0.0.1", ["junk"], "10.0.0.1"),
            ("10.0.0.1", [], "10.0.0.1"),
        ])
    func proxies(peer: String, forwarded: [String], client: String) throws {
        let ours = try #require(IPRange("10.0.0.0/8"))
        let middleware = ClientAddressMiddleware(trustedProxies: [ours])
        #expect(middleware.client(peer: IPAddress(peer), forwarded: forwarded)?.description == client)
    }

    @Test("a limit on IPv6 counts the whole /64")
    func neighbourhood() throws {
        let one = try #require(IPAddress("2001:db8:1:2::1"))
        let two = try #require(IPAddress("2001:db8:1:2:ffff::9"))
        let other = try #require(IPAddress("2001:db8:1:3::1"))
        #expect(one.neighbourhood == two.neighbourhood)
        #expect(one.neighbourhood != other.neighbourhood)
    }

    @Test(
        "sessions travel over https, or over http on the loopback interface alone",
        arguments: [
            ("https://tieline.example.com", "https://tieline.example.com"),
            ("https://Tieline.example.com:443/", "https://tieline.example.com"),
            ("https://tieline.example.com:8443", "https://tieline.example.com:8443"),
            ("http://127.0.0.1:8080", "http://127.0.0.1:8080"),
            ("http://[::1]:8080", "http://[::1]:8080"),
            ("http://tieline.example.com", nil), ("https://a.example/path", nil), ("https://user@a.example", nil),
            ("ftp://localhost", nil), ("https://a.example?x=1", nil),
        ])
    func publicAddress(text: String, origin: String?) throws {
        let url = try #require(URL(string: text))
        #expect(PublicAddress(url)?.origin == origin)
    }

    @Test(
        "only paths on this site may be returned to",
        arguments: [
            ("/connections?filter=mfa&q=%C3%A9", true), ("/", true), ("//evil.example", false),
            ("/\\evil.example", false),
            ("https://evil.example", false), ("connections", false), ("", false), ("/a\nb", false), ("/a b", false),
            ("/" + String(repeating: "a", count: 2000), false),
        ])
    func localPath(text: String, isLocal: Bool) {
        #expect((LocalPath(text) != nil) == isLocal)
    }
}
