import Foundation

extension AuthenticatorSecret {
    /// Bytes of text that are looked at.
    static let textLimit = 2048

    /// Reads what a portal shows: the key in base32, or the address in its QR picture
    /// (`otpauth://totp/Label?secret=…&issuer=…&algorithm=SHA1&digits=6&period=30`). Spaces, dashes between groups and case
    /// do not matter, and neither do label and issuer.
    ///
    /// - Throws: `AuthenticatorSecretError`, with advice for the person who pasted it.
    public init(reading text: Secret<String>) throws(AuthenticatorSecretError) {
        guard text.exposed.utf8.count <= Self.textLimit else { throw .tooLong }
        let bare = Self.withoutSpaces(text.exposed)
        guard !bare.isEmpty else { throw .empty }
        guard bare.contains(":") else {
            try self.init(key: Self.key(bare))
            return
        }
        try self.init(KeyAddress(bare))
    }

    private init(_ address: KeyAddress) throws(AuthenticatorSecretError) {
        guard let secret = address.values["secret"], !secret.isEmpty else { throw .noSecretInAddress }
        let digits = try Self.number(address.values["digits"], otherwise: 6, fault: .digitsOutOfRange)
        let period = try Self.number(address.values["period"], otherwise: 30, fault: .periodOutOfRange)
        try self.init(
            key: Self.key(Self.withoutSpaces(secret)), algorithm: Self.algorithm(address.values["algorithm"]),
            digits: digits, period: period)
    }

    private static func key(_ text: String) throws(AuthenticatorSecretError) -> Secret<[UInt8]> {
        do {
            return Secret(try Base32.decoded(text.filter { $0 != "-" }))
        } catch {
            switch error {
            case .foreignCharacter: throw .notBase32
            case .incomplete: throw .incomplete
            }
        }
    }

    /// `SHA1`, also written `sha-1` or `HmacSHA1`; SHA-1 when none is named.
    private static func algorithm(_ name: String?) throws(AuthenticatorSecretError) -> Algorithm {
        guard let name, !name.isEmpty else { return .sha1 }
        var plain = name.uppercased().filter { $0 != "-" && $0 != "_" }
        if plain.hasPrefix("HMAC") { plain.removeFirst(4) }
        guard let algorithm = Algorithm(rawValue: plain) else { throw .unknownAlgorithm }
        return algorithm
    }

    private static func number(
        _ text: String?, otherwise usual: Int, fault: AuthenticatorSecretError
    ) throws(AuthenticatorSecretError) -> Int {
        guard let text, !text.isEmpty else { return usual }
        guard text.utf8.count <= 4, text.utf8.allSatisfy({ (48...57).contains($0) }), let number = Int(text) else {
            throw fault
        }
        return number
    }

    /// Without whitespace and invisible characters, which come along when one copies from a page.
    private static func withoutSpaces(_ text: String) -> String {
        let kept = text.unicodeScalars.filter {
            !$0.properties.isWhitespace && !$0.properties.isDefaultIgnorableCodePoint
        }
        return String(String.UnicodeScalarView(kept))
    }
}

/// The parameters of an `otpauth://totp/…` address.
private struct KeyAddress {
    /// By name in lower case, without their percent signs.
    let values: [String: String]

    init(_ text: String) throws(AuthenticatorSecretError) {
        let scheme = text.prefix { $0 != ":" }
        if scheme.lowercased() == "otpauth-migration" { throw .isExport }
        let rest = text[scheme.endIndex...]
        guard scheme.lowercased() == "otpauth", rest.hasPrefix("://") else { throw .otherAddress }
        let type = rest.dropFirst(3).prefix { $0 != "/" && $0 != "?" }.lowercased()
        if type == "hotp" { throw .countsInsteadOfTime }
        guard type == "totp" else { throw .otherAddress }
        let query = rest.drop { $0 != "?" }.dropFirst().prefix { $0 != "#" }
        var values: [String: String] = [:]
        for pair in query.split(separator: "&") {
            let name = pair.prefix { $0 != "=" }
            guard let value = pair[name.endIndex...].dropFirst().removingPercentEncoding,
                values.updateValue(value, forKey: name.lowercased()) == nil
            else { throw .malformedAddress }
        }
        self.values = values
    }
}
