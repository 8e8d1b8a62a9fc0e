import Crypto
import CryptoExtras
public import Domain
import Foundation
public import Ports

/// Members' passwords by scrypt (RFC 7914), as `$scrypt$ln=15,r=8,p=1$salt$hash` (base64 without padding).
///
/// Each derivation takes 32 MiB and some tens of milliseconds; at most `threads` run at once, on threads of their own.
/// Text that is no such hash costs the same and never matches: verify against `""` for an unknown member, and the answer
/// takes as long as for a known one.
public struct ScryptHasher: PasswordHashing {
    private let parameters: ScryptParameters
    private let pool: OperationQueue

    public init(threads: Int = 2) { self.init(threads: threads, parameters: .standard) }

    init(threads: Int, parameters: ScryptParameters) {
        self.parameters = parameters
        pool = OperationQueue()
        pool.name = "scrypt"
        pool.maxConcurrentOperationCount = threads
    }

    public func hash(_ password: Secret<String>) async throws -> String {
        let salt = SymmetricKey(size: .bits128).withUnsafeBytes { [UInt8]($0) }
        let key = try await derive(password, salt: salt, parameters)
        return StoredScrypt(parameters: parameters, salt: salt, key: key).text
    }

    public func verify(_ password: Secret<String>, against hash: String) async -> Bool {
        let stored = StoredScrypt(hash)
        let wanted = stored ?? StoredScrypt(parameters: parameters, salt: Array(repeating: 0, count: 16), key: [])
        // A derivation that fails for want of memory matches nothing.
        guard let key = try? await derive(password, salt: wanted.salt, wanted.parameters) else { return false }
        // Digests are compared in constant time by the library.
        return SHA256.hash(data: key) == SHA256.hash(data: wanted.key) && stored != nil
    }

    private func derive(
        _ password: Secret<String>, salt: [UInt8], _ parameters: ScryptParameters
    ) async throws -> [UInt8] {
        // The same password typed on another keyboard may be composed otherwise.
        let bytes = password.map { Array($0.precomposedStringWithCanonicalMapping.utf8) }
        return try await withCheckedThrowingContinuation { continuation in
            pool.addOperation {
                continuation.resume(with: Result { try parameters.derive(bytes, salt: salt) })
            }
        }
    }
}
