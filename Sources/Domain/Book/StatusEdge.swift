/// One way from a shown status to another, and what leads along it.
public struct StatusEdge: Sendable, Equatable {
    public let from: ConnectionStatus
    public let to: ConnectionStatus
    /// In plain words, in the order in which they were found.
    public internal(set) var causes: [String]
}
