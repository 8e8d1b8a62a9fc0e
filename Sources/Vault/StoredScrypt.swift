import Crypto
import CryptoExtras
import Domain
import Foundation

/// How hard a derivation is.
struct ScryptParameters: Sendable, Equatable {
    /// Binary logarithm of the rounds.
    let logRounds: Int
    let blockSize: Int
    let parallelism: Int

    static let standard = ScryptParameters(unchecked: 15)

    /// Memory is 128 · rounds · block size bytes. The library does not limit it, so parameters that come out of the
    /// database may ask for 64 MiB and no more.
    init?(logRounds: Int, blockSize: Int, parallelism: Int) {
        guard (10...20).contains(logRounds), (1...32).contains(blockSize), (1...4).contains(parallelism),
            128 << logRounds * blockSize <= 64 << 20
        else { return nil }
        self.logRounds = logRounds
        self.blockSize = blockSize
        self.parallelism = parallelism
    }

    private init(unchecked logRounds: Int) {
        self.logRounds = logRounds
        blockSize = 8
        parallelism = 1
    }

    func derive(_ password: Secret<[UInt8]>, salt: [UInt8]) throws -> [UInt8] {
        let key = try KDF.Scrypt.deriveKey(
            from: password.exposed, salt: salt, outputByteCount: 32, rounds: 1 << logRounds, blockSize: blockSize,
            parallelism: parallelism)
        return key.withUnsafeBytes { [UInt8]($0) }
    }
}

/// A password's hash as it is stored: algorithm, parameters, salt, hash.
struct StoredScrypt {
    let parameters: ScryptParameters
    let salt: [UInt8]
    let key: [UInt8]

    init(parameters: ScryptParameters, salt: [UInt8], key: [UInt8]) {
        self.parameters = parameters
        self.salt = salt
        self.key = key
    }

    /// Reads `$scrypt$ln=15,r=8,p=1$salt$hash`; anything else, and parameters out of bounds, is nil.
    init?(_ text: String) {
        let fields = text.split(separator: "$", omittingEmptySubsequences: false)
        guard fields.count == 5, fields[0].isEmpty, fields[1] == "scrypt",
            let parameters = Self.parameters(fields[2]),
            let salt = Self.bytes(fields[3]), salt.count == 16,
            let key = Self.bytes(fields[4]), key.count == 32
        else { return nil }
        self.init(parameters: parameters, salt: salt, key: key)
    }

    var text: String {
        let cost = "ln=\(parameters.logRounds),r=\(parameters.blockSize),p=\(parameters.parallelism)"
        return "$scrypt$\(cost)$\(Self.base64(salt))$\(Self.base64(key))"
    }

    private static func parameters(_ field: Substring) -> ScryptParameters? {
        let pairs = field.split(separator: ",").map { $0.split(separator: "=") }
        guard pairs.count == 3, pairs.allSatisfy({ $0.count == 2 }), pairs.map({ $0[0] }) == ["ln", "r", "p"],
            let logRounds = Int(pairs[0][1]), let blockSize = Int(pairs[1][1]), let parallelism = Int(pairs[2][1])
        else { return nil }
        return ScryptParameters(logRounds: logRounds, blockSize: blockSize, parallelism: parallelism)
    }

    private static func base64(_ bytes: [UInt8]) -> String {
        Data(bytes).base64EncodedString().replacing("=", with: "")
    }

    private static func bytes(_ field: Substring) -> [UInt8]? {
        let padding = String(repeating: "=", count: (4 - field.count % 4) % 4)
        return Data(base64Encoded: field + padding).map { [UInt8]($0) }
    }
}
