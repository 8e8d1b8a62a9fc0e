public import Domain

/// A data key as it is stored: wrapped under the key-encryption key `keyID`.
public struct WrappedKey: Sendable, Equatable {
    public let keyID: String
    public let bytes: [UInt8]

    public init(keyID: String, bytes: [UInt8]) {
        self.keyID = keyID
        self.bytes = bytes
    }
}

/// Where sealed bytes live. Part of the associated data: moved to another place they do not open.
public struct SealedPlace: Sendable, Equatable {
    public let table: String
    public let column: String
    public let row: String

    public init(table: String, column: String, row: String) {
        self.table = table
        self.column = column
        self.row = row
    }
}

/// Why a secret could not be sealed or opened. Never carries bytes.
public enum SealingError: Error, Sendable, Equatable {
    /// The key ring has no key of this id: the wrong or an incomplete key file is in use.
    case unknownKey(id: String)
    /// The bytes were changed, moved to another row, or sealed under another key.
    case notAuthentic(table: String, column: String)
    case malformed(table: String, column: String)
}

/// Seals secrets for the database: AES-256-GCM under a random data key per owner, itself wrapped under the key ring.
public protocol Sealing: Sendable {
    /// The key-encryption key that new data keys are wrapped under.
    var currentKeyID: String { get }
    /// A new random data key for one owner (a connection's uuid), wrapped.
    func makeDataKey(for owner: String) throws(SealingError) -> WrappedKey
    /// The same data key under the current key-encryption key.
    func rewrap(_ key: WrappedKey, for owner: String) throws(SealingError) -> WrappedKey
    func seal(
        _ plaintext: Secret<[UInt8]>, under key: WrappedKey, of owner: String, at place: SealedPlace
    ) throws(SealingError) -> [UInt8]
    func open(
        _ sealed: [UInt8], under key: WrappedKey, of owner: String, at place: SealedPlace
    ) throws(SealingError) -> Secret<[UInt8]>
}

/// Keyed hashes that recognise secrets without holding them.
public protocol Fingerprinting: Sendable {
    /// HMAC-SHA-256 over length-prefixed parts, with a key of its own per purpose (`login`, `password`).
    func fingerprint(of parts: [Secret<String>], purpose: String) -> Fingerprint
}

/// Members' passwords (scrypt), on a bounded pool.
public protocol PasswordHashing: Sendable {
    /// A self-describing string: algorithm, parameters, salt, hash.
    func hash(_ password: Secret<String>) async throws -> String
    func verify(_ password: Secret<String>, against hash: String) async -> Bool
}

/// Random bearer secrets: session cookies, links, API keys.
public protocol TokenMinting: Sendable {
    /// 256 random bits, base64url without padding, 43 characters.
    func mint() -> Secret<String>
    /// SHA-256 of a token, lower-case hex: what is stored.
    func digest(of token: Secret<String>) -> String
}

/// Names bytes by what they are.
public protocol Digesting: Sendable {
    /// SHA-256, lower-case hex, 64 characters.
    func digest(of bytes: [UInt8]) -> String
}
