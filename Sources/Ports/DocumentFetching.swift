public import Foundation

/// Why a document did not come.
public enum FetchFailure: Error, Sendable, Equatable {
    /// Not https on its own port, or the host leads into a private network.
    case notAllowed
    /// The host has no address or does not answer.
    case unreachable
    /// Any status but 200; redirects are not followed.
    case refused(status: Int)
    case tooLarge
    case timedOut
}

/// Fetches a small document from the public web, such as the certificate that a signed message names. Which hosts may be
/// asked is the caller's decision.
public protocol DocumentFetching: Sendable {
    /// - Parameter limit: Bytes.
    func fetch(_ address: URL, upTo limit: Int) async throws(FetchFailure) -> [UInt8]
}
