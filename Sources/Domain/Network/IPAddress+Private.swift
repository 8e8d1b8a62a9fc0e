// Does an address lead into a private network?
extension IPAddress {
    /// Whether it is anything but a public unicast address (IANA special-purpose registries, RFC 6890): loopback,
    /// private, link-local with the clouds' metadata servers, carrier-grade NAT, documentation, multicast, reserved, and
    /// IPv6 forms that carry such an IPv4 address.
    public var isPrivate: Bool {
        if bytes.count == 4 { return Self.isPrivate(bytes) }
        if let inner = embedded { return Self.isPrivate(inner) }
        // Only 2000::/3 is global unicast; 2001:db8::/32 and 3fff::/20 in it are for documentation.
        guard bytes[0] & 0xE0 == 0x20 else { return true }
        return bytes.starts(with: [0x20, 0x01, 0x0D, 0xB8]) || (bytes.starts(with: [0x3F, 0xFF]) && bytes[2] < 0x10)
            || bytes.starts(with: [0x20, 0x01, 0x00, 0x00])
    }

    /// The IPv4 address inside a NAT64 (64:ff9b::/96) or 6to4 (2002::/16) address.
    private var embedded: [UInt8]? {
        if bytes.starts(with: [0x00, 0x64, 0xFF, 0x9B] + [UInt8](repeating: 0, count: 8)) {
            return Array(bytes[12...])
        }
        if bytes.starts(with: [0x20, 0x02]) { return Array(bytes[2..<6]) }
        return nil
    }

    private static func isPrivate(_ four: [UInt8]) -> Bool {
        switch (four[0], four[1], four[2]) {
        case (0, _, _), (10, _, _), (127, _, _), (224...255, _, _): true
        case (100, 64...127, _), (169, 254, _), (172, 16...31, _), (192, 168, _), (198, 18...19, _): true
        case (192, 0, 0), (192, 0, 2), (192, 88, 99), (198, 51, 100), (203, 0, 113): true
        default: false
        }
    }
}
