import Crypto
public import Domain
import Foundation
public import Ports

/// AES-256-GCM in two layers: what is stored is sealed under its owner's random data key, and that key is wrapped under a
/// key of the ring.
///
/// Shapes, all with a version byte of 1 in front:
/// - a wrapped key: `version · length of the id · id · nonce (12) · ciphertext (32) · tag (16)`
/// - a sealed value: `version · nonce (12) · ciphertext · tag (16)`
///
/// The header, the owner and (for values) the place are associated data, so bytes that were changed or moved do not open.
public struct EnvelopeSealer: Sealing {
    private static let version: UInt8 = 1

    public let currentKeyID: String
    private let wrappingKeys: [String: Secret<SymmetricKey>]

    public init(_ ring: KeyRing) {
        currentKeyID = ring.currentKeyID
        wrappingKeys = Dictionary(
            uniqueKeysWithValues: ring.entries.map { ($0.id, DerivedKey.wrapping.derived(from: $0.key)) })
    }

    public func makeDataKey(for owner: String) throws(SealingError) -> WrappedKey {
        try wrap(SymmetricKey(size: .bits256), for: owner)
    }

    public func rewrap(_ key: WrappedKey, for owner: String) throws(SealingError) -> WrappedKey {
        try wrap(unwrap(key, for: owner), for: owner)
    }

    public func seal(
        _ plaintext: Secret<[UInt8]>, under key: WrappedKey, of owner: String, at place: SealedPlace
    ) throws(SealingError) -> [UInt8] {
        let header = [Self.version]
        let context = Self.context(header, "value", owner, place)
        let sealed = try Self.encrypt(plaintext.exposed, under: unwrap(key, for: owner), context: context, at: place)
        return header + sealed
    }

    public func open(
        _ sealed: [UInt8], under key: WrappedKey, of owner: String, at place: SealedPlace
    ) throws(SealingError) -> Secret<[UInt8]> {
        guard sealed.first == Self.version, sealed.count >= 1 + 12 + 16 else { throw Self.malformed(place) }
        let context = Self.context([Self.version], "value", owner, place)
        return try Self.decrypt(sealed.dropFirst(), under: unwrap(key, for: owner), context: context, at: place)
    }

    // MARK: Data keys

    /// Where a wrapped key lives, as errors name it.
    private static func home(of owner: String) -> SealedPlace {
        SealedPlace(table: "data_key", column: "wrapped", row: owner)
    }

    private func wrap(_ dataKey: SymmetricKey, for owner: String) throws(SealingError) -> WrappedKey {
        let place = Self.home(of: owner)
        let header = Self.header(keyID: currentKeyID)
        let context = Self.context(header, "data key", owner, place)
        let bytes = dataKey.withUnsafeBytes { [UInt8]($0) }
        let sealed = try Self.encrypt(bytes, under: wrappingKey(currentKeyID), context: context, at: place)
        return WrappedKey(keyID: currentKeyID, bytes: header + sealed)
    }

    private func unwrap(_ key: WrappedKey, for owner: String) throws(SealingError) -> SymmetricKey {
        let place = Self.home(of: owner)
        let header = Self.header(keyID: key.keyID)
        let wrappingKey = try wrappingKey(key.keyID)
        guard key.bytes.starts(with: header), key.bytes.count == header.count + 12 + 32 + 16 else {
            throw Self.malformed(place)
        }
        let context = Self.context(header, "data key", owner, place)
        let bytes = try Self.decrypt(key.bytes.dropFirst(header.count), under: wrappingKey, context: context, at: place)
        return SymmetricKey(data: bytes.exposed)
    }

    private func wrappingKey(_ id: String) throws(SealingError) -> SymmetricKey {
        guard let key = wrappingKeys[id] else { throw .unknownKey(id: id) }
        return key.exposed
    }

    private static func header(keyID: String) -> [UInt8] {
        [version, UInt8(clamping: keyID.utf8.count)] + Array(keyID.utf8)
    }

    // MARK: AES-GCM

    /// Everything that must be the same when the bytes are opened again, each part with its length in front.
    private static func context(_ header: [UInt8], _ what: String, _ owner: String, _ place: SealedPlace) -> [UInt8] {
        LengthPrefixed.bytes([header] + [what, owner, place.table, place.column, place.row].map { Array($0.utf8) })
    }

    private static func encrypt(
        _ plaintext: [UInt8], under key: SymmetricKey, context: [UInt8], at place: SealedPlace
    ) throws(SealingError) -> [UInt8] {
        // `combined` is nil only for nonces of another size than the default.
        guard let box = try? AES.GCM.seal(plaintext, using: key, authenticating: context), let bytes = box.combined
        else { throw malformed(place) }
        return [UInt8](bytes)
    }

    private static func decrypt(
        _ bytes: ArraySlice<UInt8>, under key: SymmetricKey, context: [UInt8], at place: SealedPlace
    ) throws(SealingError) -> Secret<[UInt8]> {
        // The library's errors name no cause beyond "it does not open"; ours says where.
        guard let box = try? AES.GCM.SealedBox(combined: bytes),
            let plaintext = try? AES.GCM.open(box, using: key, authenticating: context)
        else { throw .notAuthentic(table: place.table, column: place.column) }
        return Secret([UInt8](plaintext))
    }

    private static func malformed(_ place: SealedPlace) -> SealingError {
        .malformed(table: place.table, column: place.column)
    }
}

extension EnvelopeSealer: CustomStringConvertible, CustomReflectable {
    public var description: String { "EnvelopeSealer(current: \(currentKeyID))" }
    public var customMirror: Mirror { Mirror(self, children: ["currentKeyID": currentKeyID]) }
}
