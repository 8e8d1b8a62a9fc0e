import Crypto
public import Ports

/// Names documents by their SHA-256.
public struct SHA256Digests: Digesting {
    public init() {}

    public func digest(of bytes: [UInt8]) -> String { SHA256.hash(data: bytes).hex }
}
