public import Foundation

/// The only source of the present. (`Clock` is the standard library's name for another thing.)
public protocol WallClock: Sendable {
    func now() -> Date
}

/// The only source of identifiers and of chance.
public protocol IdentifierSource: Sendable {
    /// A new lower-case UUIDv7, 36 characters; later ones sort after earlier ones.
    func next() -> String
    /// 0 ..< 1, for jitter. Never for secrets.
    func fraction() -> Double
}
