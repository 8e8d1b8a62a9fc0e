public import Domain
public import Ports
import Synchronization

/// Seals under the key ring and reads the ring anew when it meets a key that it does not know: after `keys rotate` in
/// another process, this one goes on without a restart.
public final class RenewingSealer: Sealing {
    private let sealer: Mutex<EnvelopeSealer>
    private let reload: @Sendable () throws(VaultError) -> KeyRing

    /// - Parameter reload: Reads the ring from where it came from.
    public init(_ ring: KeyRing, reload: @escaping @Sendable () throws(VaultError) -> KeyRing) {
        sealer = Mutex(EnvelopeSealer(ring))
        self.reload = reload
    }

    public var currentKeyID: String { current.currentKeyID }

    public func makeDataKey(for owner: String) throws(SealingError) -> WrappedKey {
        try current.makeDataKey(for: owner)
    }

    public func rewrap(_ key: WrappedKey, for owner: String) throws(SealingError) -> WrappedKey {
        try renewing { sealer throws(SealingError) in try sealer.rewrap(key, for: owner) }
    }

    public func seal(
        _ plaintext: Secret<[UInt8]>, under key: WrappedKey, of owner: String, at place: SealedPlace
    ) throws(SealingError) -> [UInt8] {
        try renewing { sealer throws(SealingError) in try sealer.seal(plaintext, under: key, of: owner, at: place) }
    }

    public func open(
        _ sealed: [UInt8], under key: WrappedKey, of owner: String, at place: SealedPlace
    ) throws(SealingError) -> Secret<[UInt8]> {
        try renewing { sealer throws(SealingError) in try sealer.open(sealed, under: key, of: owner, at: place) }
    }

    private var current: EnvelopeSealer { sealer.withLock { $0 } }

    private func renewing<Value>(
        _ work: (EnvelopeSealer) throws(SealingError) -> Value
    ) throws(SealingError) -> Value {
        do throws(SealingError) {
            return try work(current)
        } catch .unknownKey(let id) {
            let ring: KeyRing
            do { ring = try reload() } catch { throw .unknownKey(id: id) }
            let renewed = EnvelopeSealer(ring)
            sealer.withLock { $0 = renewed }
            return try work(renewed)
        }
    }
}
