public import Foundation

/// A request as a service or a phone sent it, without the framework around it.
public struct HookRequest: Sendable {
    /// Path and query exactly as they were sent: `/in/sms/twilio/k7?src=main`.
    public let target: String
    public let headers: HookHeaders
    public let body: [UInt8]
    public let receivedAt: Date

    public init(target: String, headers: HookHeaders, body: [UInt8], receivedAt: Date) {
        self.target = target
        self.headers = headers
        self.body = body
        self.receivedAt = receivedAt
    }

    /// The query's values of a name, decoded.
    func query(_ name: String) -> [String] {
        guard let mark = target.firstIndex(of: "?") else { return [] }
        return URLEncodedBody.fields(target[target.index(after: mark)...].utf8).filter { $0.name == name }
            .map { $0.text() }
    }
}

/// Header fields, found by name whatever its case.
public struct HookHeaders: Sendable {
    private let values: [String: [String]]

    public init(_ fields: [(name: String, value: String)]) {
        values = Dictionary(grouping: fields) { $0.name.lowercased() }.mapValues { $0.map(\.value) }
    }

    /// Every value of a header, in order.
    public func all(_ name: String) -> [String] { values[name.lowercased()] ?? [] }

    /// The only value of a header; nil when there is none, or when there are several and nobody can say which one counts.
    public subscript(name: String) -> String? {
        let all = all(name)
        return all.count == 1 ? all[0] : nil
    }
}
