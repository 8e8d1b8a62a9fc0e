import Crypto
import Foundation

/// What a portal and a customer's authenticator app share: makes six digits every 30 seconds (RFC 6238, HMAC-SHA1).
struct AuthenticatorSecret: Sendable, Equatable {
    static let period: TimeInterval = 30

    private let bytes: [UInt8]

    init(bytes: [UInt8]) { self.bytes = bytes }

    /// 160 bits that are the same for the same seed and login.
    init(seed: UInt64, portal: Portal, username: String) {
        var dice = Dice(seed, "\(portal.rawValue)/\(username)/authenticator")
        bytes = (0..<20).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
    }

    /// As it is typed into an app: base32 without padding (RFC 4648, section 6).
    var base32: String {
        let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567")
        var text = ""
        var bits = 0
        var held: UInt32 = 0
        for byte in bytes {
            held = (held & 0x1f) << 8 | UInt32(byte)
            bits += 8
            while bits >= 5 {
                bits -= 5
                text.append(alphabet[Int(held >> UInt32(bits)) & 0x1f])
            }
        }
        if bits > 0 { text.append(alphabet[Int(held << UInt32(5 - bits)) & 0x1f]) }
        return text
    }

    static func counter(at instant: Date) -> Int { Int((instant.timeIntervalSince1970 / period).rounded(.down)) }

    func code(at instant: Date) -> String { code(ofCounter: Self.counter(at: instant)) }

    /// RFC 4226, section 5.3.
    func code(ofCounter counter: Int) -> String {
        let message = (0..<8).reversed().map { UInt8(truncatingIfNeeded: counter >> ($0 * 8)) }
        let code = HMAC<Insecure.SHA1>.authenticationCode(for: message, using: SymmetricKey(data: bytes))
        let hash = Array(code)
        let start = Int(hash[19] & 0x0f)
        let number = hash[start..<start + 4].reduce(0) { $0 << 8 | Int($1) } & 0x7fff_ffff
        return OneTimeCode.text(of: number % 1_000_000)
    }
}

/// Six digits, leading zeros included.
enum OneTimeCode {
    /// `number` from 0 to 999,999.
    static func text(of number: Int) -> String {
        let digits = String(number)
        return String(repeating: "0", count: 6 - digits.count) + digits
    }

    /// What a customer typed, without the spaces and dashes that people put in.
    static func bare(_ typed: String) -> String { typed.filter { !$0.isWhitespace && $0 != "-" } }
}
