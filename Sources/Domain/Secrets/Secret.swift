/// A value that cannot be printed, interpolated, dumped, logged or encoded. It is read only by calling `exposed`,
/// so every place that handles the bare value can be found by searching for that word.
public struct Secret<Value: Sendable>: Sendable {
    public let exposed: Value

    public init(_ value: Value) { exposed = value }

    /// The secret made from this one, still wrapped.
    public func map<Other: Sendable>(_ transform: (Value) throws -> Other) rethrows -> Secret<Other> {
        Secret<Other>(try transform(exposed))
    }
}

extension Secret: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String { "‹secret›" }
    public var debugDescription: String { "‹secret›" }
    public var customMirror: Mirror { Mirror(self, children: []) }
}
