/// The domain that a site's owner registered, for telling whether two hosts belong together: `my.lakeshoregas.com` and
/// `mail.lakeshoregas.com` are of `lakeshoregas.com`. Decided by the part of the public suffix list that utilities and
/// their suppliers live under, not by the whole list; what is unknown counts as a suffix of one label.
public struct SiteDomain: Hashable, Sendable {
    public let text: String

    /// Nil when it is no host name: an empty label, a port, an address of digits and colons. An IPv4 address is its own
    /// site, and so are a public suffix, a name of one label, and every host of a hosting company.
    public init?(host: String) {
        var name = host.lowercased()
        if name.hasSuffix(".") { name.removeLast() }
        let labels = name.split(separator: ".", omittingEmptySubsequences: false)
        guard name.utf8.count <= 253, labels.allSatisfy(Self.isLabel), let top = labels.last else { return nil }
        let isWhole = top.utf8.allSatisfy { (48...57).contains($0) } || Self.isHosted(labels)
        text = isWhole ? name : labels.suffix(Self.suffixLength(of: labels) + 1).joined(separator: ".")
    }

    /// Whether both are host names of one site.
    public static func areSame(_ host: String, _ other: String) -> Bool {
        guard let domain = SiteDomain(host: host) else { return false }
        return domain == SiteDomain(host: other)
    }

    private static func isLabel(_ label: Substring) -> Bool {
        (1...63).contains(label.utf8.count) && !label.hasPrefix("-") && !label.hasSuffix("-")
            && label.utf8.allSatisfy { (97...122).contains($0) || (48...57).contains($0) || $0 == 45 || $0 > 127 }
    }

    private static func isHosted(_ labels: [Substring]) -> Bool {
        (2...3).contains { hosting.contains(labels.suffix($0).joined(separator: ".")) }
    }

    /// How many labels at the end belong to no single owner.
    private static func suffixLength(of labels: [Substring]) -> Int {
        guard labels.count >= 2, let country = labels.last, country.utf8.count == 2 else { return 1 }
        let second = labels[labels.count - 2]
        let isState = country == "us" && second.utf8.count == 2
        return isState || secondLevel.contains(String(second)) ? 2 : 1
    }

    /// What countries register names under: `example.co.uk`, `example.com.au`.
    private static let secondLevel: Set = [
        "ac", "co", "com", "edu", "gen", "gob", "gov", "gouv", "go", "id", "ltd", "me", "mil", "ne", "net", "nom", "or",
        "org", "plc", "sch",
    ]

    /// Domains whose subdomains belong to different customers.
    private static let hosting: Set = [
        "amazonaws.com", "appspot.com", "azure.com", "azure-api.net", "azurefd.net", "azureedge.net",
        "azurewebsites.net", "cloudapp.net", "cloudfront.net", "elasticbeanstalk.com", "firebaseapp.com", "fly.dev",
        "github.io", "herokuapp.com", "my.salesforce.com", "my.salesforce-sites.com", "my.site.com", "myshopify.com",
        "netlify.app", "ngrok.io", "ngrok-free.app", "onrender.com", "pages.dev", "powerappsportals.com",
        "squarespace.com", "trafficmanager.net", "vercel.app", "web.app", "webflow.io", "windows.net", "wixsite.com",
        "workers.dev",
    ]
}
