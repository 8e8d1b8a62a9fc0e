public import Foundation
public import Ports
import Synchronization

/// A web of a few documents.
public final class FakeWeb: DocumentFetching {
    private let documents: Mutex<[String: [UInt8]]>
    private let asked = Mutex<[String]>([])

    public init(_ documents: [String: [UInt8]] = [:]) { self.documents = Mutex(documents) }

    /// The addresses that were fetched, in order.
    public var fetched: [String] { asked.withLock { $0 } }

    public func put(_ bytes: [UInt8], at address: String) { documents.withLock { $0[address] = bytes } }

    public func fetch(_ address: URL, upTo limit: Int) async throws(FetchFailure) -> [UInt8] {
        asked.withLock { $0.append(address.absoluteString) }
        guard let bytes = documents.withLock({ $0[address.absoluteString] }) else { throw .unreachable }
        guard bytes.count <= limit else { throw .tooLarge }
        return bytes
    }
}
