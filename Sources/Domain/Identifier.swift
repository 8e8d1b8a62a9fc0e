import Foundation

/// An entity that is named by identifiers of its own type, so that a customer's id can never stand where a run's is wanted.
public protocol Identified {
    /// What its ids begin with at every edge: `con` gives `con_0198c0de-…`.
    static var idPrefix: String { get }
}

/// The identifier of one entity: a lower-case UUIDv7 as text. Stored bare, shown with its prefix.
public struct Identifier<Entity: Identified>: Hashable, Sendable {
    /// Lower-case, 36 characters, e.g. `0198c0de-7c1f-7a52-8b3c-0d8f5d2f9a11`.
    public let uuid: String

    /// Reads a bare UUID or one with this entity's prefix; anything else is nil.
    public init?(_ text: String) {
        let bare = text.hasPrefix(Entity.idPrefix + "_") ? String(text.dropFirst(Entity.idPrefix.count + 1)) : text
        guard bare.utf8.count == 36, UUID(uuidString: bare) != nil else { return nil }
        uuid = bare.lowercased()
    }

    /// What people and clients of the API see: `con_0198c0de-…`.
    public var prefixed: String { "\(Entity.idPrefix)_\(uuid)" }
}

extension Identifier: Comparable {
    public static func < (left: Self, right: Self) -> Bool { left.uuid < right.uuid }
}

extension Identifier: CustomStringConvertible {
    public var description: String { prefixed }
}
