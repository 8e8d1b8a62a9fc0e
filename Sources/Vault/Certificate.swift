import Foundation
import SwiftASN1

/// The two parts of an X.509 certificate (RFC 5280, section 4.1) that a signature's check needs.
struct Certificate {
    /// Subject public key info, DER.
    let publicKey: [UInt8]
    let validity: ClosedRange<Date>

    /// Nil for text that is no certificate in PEM.
    init?(pem: String) {
        guard let document = try? PEMDocument(pemString: pem), document.discriminator == "CERTIFICATE",
            let root = try? DER.parse(document.derBytes),
            let body = Self.parts(of: root).first
        else { return nil }
        var fields = Self.parts(of: body)
        // The version is there in every certificate since 1996, and absent in older ones.
        if fields.first?.identifier.tagClass == .contextSpecific { fields.removeFirst() }
        // serial, algorithm, issuer, validity, subject, public key
        guard fields.count >= 6, let validity = Self.validity(fields[3]) else { return nil }
        self.validity = validity
        publicKey = Array(fields[5].encodedBytes)
    }

    private static func validity(_ node: ASN1Node) -> ClosedRange<Date>? {
        let times = parts(of: node).compactMap(instant)
        guard times.count == 2, times[0] <= times[1] else { return nil }
        return times[0]...times[1]
    }

    private static func instant(_ node: ASN1Node) -> Date? {
        var parts = DateComponents(timeZone: .gmt)
        if let time = try? UTCTime(derEncoded: node) {
            (parts.year, parts.month, parts.day) = (time.year, time.month, time.day)
            (parts.hour, parts.minute, parts.second) = (time.hours, time.minutes, time.seconds)
        } else if let time = try? GeneralizedTime(derEncoded: node) {
            (parts.year, parts.month, parts.day) = (time.year, time.month, time.day)
            (parts.hour, parts.minute, parts.second) = (time.hours, time.minutes, time.seconds)
        } else {
            return nil
        }
        return Calendar(identifier: .gregorian).date(from: parts)
    }

    private static func parts(of node: ASN1Node) -> [ASN1Node] {
        guard case .constructed(let nodes) = node.content else { return [] }
        return Array(nodes)
    }
}
