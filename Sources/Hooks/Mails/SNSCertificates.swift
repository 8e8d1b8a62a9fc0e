import Foundation
import Ports
import Synchronization

/// The certificates that Amazon SNS signs with, fetched once a day each.
final class SNSCertificates: Sendable {
    private struct Entry {
        let pem: String
        let fetchedAt: Date
    }

    private static let lifetime = 86_400.0
    /// A region has one or two at a time.
    private static let capacity = 32

    private let fetching: any DocumentFetching
    private let entries = Mutex<[URL: Entry]>([:])

    init(_ fetching: any DocumentFetching) { self.fetching = fetching }

    /// PEM. Two that ask at once may both fetch it.
    func pem(at address: URL, now: Date) async throws(HookRefusal) -> String {
        let known = entries.withLock { $0[address] }
        if let known, now.timeIntervalSince(known.fetchedAt) < Self.lifetime { return known.pem }
        let bytes: [UInt8]
        do { bytes = try await fetching.fetch(address, upTo: 65_536) } catch { throw .certificateUnavailable }
        let entry = Entry(pem: String(decoding: bytes, as: UTF8.self), fetchedAt: now)
        entries.withLock { entries in
            if entries.count >= Self.capacity { entries.removeAll() }
            entries[address] = entry
        }
        return entry.pem
    }
}
