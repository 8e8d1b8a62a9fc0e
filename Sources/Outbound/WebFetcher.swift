import AsyncHTTPClient
import Domain
public import Foundation
import NIOCore
import NIOHTTP1
public import Ports

/// Fetches small documents over https: no redirects, ten seconds at most once the name is looked up, never from a private
/// network.
///
/// The name is looked up once and the connection goes to the address that was checked, so a name whose answers alternate
/// (DNS rebinding) does not slip through; the certificate is still checked against the name.
public struct WebFetcher: DocumentFetching {
    /// What may be asked; anything but `standard` is for tests on the loopback interface.
    struct Rules: Sendable {
        let scheme: String
        let allows: @Sendable (IPAddress) -> Bool
        let allowsPorts: Bool
        let patience: Duration

        static let standard = Rules(
            scheme: "https", allows: { !$0.isPrivate }, allowsPorts: false, patience: .seconds(10))
    }

    private let rules: Rules
    private let lookUp: @Sendable (String) async -> [IPAddress]

    public init() {
        let lookup = HostLookup()
        self.init(rules: .standard) { await lookup.addresses(of: $0) }
    }

    init(rules: Rules, lookUp: @escaping @Sendable (String) async -> [IPAddress]) {
        self.rules = rules
        self.lookUp = lookUp
    }

    public func fetch(_ address: URL, upTo limit: Int) async throws(FetchFailure) -> [UInt8] {
        guard let target = checked(address), let host = target.host() else { throw .notAllowed }
        do {
            return try await withDeadline { try await get(target, host: host, upTo: limit) }
        } catch let failure as FetchFailure {
            throw failure
        } catch is NIOTooManyBytesError {
            throw .tooLarge
        } catch {
            // Which of the many ways a connection can fail does not change what is done next.
            throw .unreachable
        }
    }

    /// The address with scheme and host in lower case, as the client will look the host up; nil when the rules forbid it.
    private func checked(_ address: URL) -> URL? {
        guard var parts = URLComponents(url: address, resolvingAgainstBaseURL: false),
            let scheme = parts.scheme?.lowercased(), scheme == rules.scheme,
            let host = parts.host?.lowercased(), !host.isEmpty, host.utf8.allSatisfy(Self.isHostByte),
            parts.user == nil, parts.password == nil,
            rules.allowsPorts || parts.port == nil || parts.port == 443
        else { return nil }
        parts.scheme = scheme
        parts.host = host
        parts.fragment = nil
        return parts.url
    }

    private static func isHostByte(_ byte: UInt8) -> Bool {
        (97...122).contains(byte) || (48...57).contains(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
    }

    private func get(_ address: URL, host: String, upTo limit: Int) async throws -> [UInt8] {
        let addresses = await lookUp(host)
        guard let target = addresses.first else { throw FetchFailure.unreachable }
        guard addresses.allSatisfy(rules.allows) else { throw FetchFailure.notAllowed }
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow, decompression: .disabled)
        configuration.dnsOverride = [host: target.description]
        return try await HTTPClient.withHTTPClient(configuration: configuration) { client in
            let request = HTTPClientRequest(url: address.absoluteString)
            let response = try await client.execute(request, deadline: .distantFuture)
            guard response.status == .ok else { throw FetchFailure.refused(status: Int(response.status.code)) }
            return Array(buffer: try await response.body.collect(upTo: limit))
        }
    }

    private func withDeadline(
        _ work: @escaping @Sendable () async throws -> [UInt8]
    ) async throws -> [UInt8] {
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            group.addTask(operation: work)
            group.addTask { [patience = rules.patience] in
                try await Task.sleep(for: patience)
                throw FetchFailure.timedOut
            }
            defer { group.cancelAll() }
            guard let bytes = try await group.next() else { throw FetchFailure.unreachable }
            return bytes
        }
    }
}
