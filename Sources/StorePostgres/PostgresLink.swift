import CLibPQ
import Foundation
import Store

/// One libpq connection: the whole of the unsafe surface. Blocking, so it lives on a thread of its own; not Sendable.
final class PostgresLink {
    private let handle: OpaquePointer

    /// Connects and sets the session's limits.
    /// - Throws: `.unavailable` with what to do.
    init(_ address: PostgresAddress) throws(StoreError) {
        // `dbname` is expanded; what stands behind it is used where the address does not say otherwise.
        let settings = [
            ("connect_timeout", "5"), ("keepalives_idle", "30"), ("dbname", address.text),
            ("client_encoding", "UTF8"), ("application_name", "tieline"),
        ]
        let opened = Self.withCStrings(settings.map(\.0)) { keywords in
            Self.withCStrings(settings.map(\.1)) { values in PQconnectdbParams(keywords, values, 1) }
        }
        guard let opened else { throw .unavailable(.interrupted) }
        guard PQstatus(opened) == CONNECTION_OK else {
            let why = Unavailability(connecting: String(cString: PQerrorMessage(opened)), to: address)
            PQfinish(opened)
            throw .unavailable(why)
        }
        handle = opened
        // The default prints what the server remarks on standard error.
        PQsetNoticeProcessor(handle, { _, _ in }, nil)
        for setting in Self.limits { try execute("SET \(setting)", []) }
    }

    deinit { PQfinish(handle) }

    /// Milliseconds. A transaction that hangs on anything ends, and its connection goes on.
    private static let limits = [
        "statement_timeout = 30000", "lock_timeout = 5000", "idle_in_transaction_session_timeout = 60000",
        "client_min_messages = warning",
    ]

    var isBroken: Bool { PQstatus(handle) != CONNECTION_OK }

    /// For `poll`.
    var socket: Int32 { PQsocket(handle) }

    /// What another thread needs to cancel the statement that runs; freed by the caller with `PQfreeCancel`.
    func makeCancel() -> OpaquePointer? { PQgetCancel(handle) }

    func query(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> [SQLRow] {
        try run(sql, values).rows()
    }

    @discardableResult
    func execute(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> Int {
        try run(sql, values).changes
    }

    /// Reads what the server sent unasked; answers the payloads of its notices.
    /// - Throws: `.unavailable(.interrupted)` when the connection is gone.
    func takeNotices() throws(StoreError) -> [String] {
        guard PQconsumeInput(handle) == 1 else { throw .unavailable(.interrupted) }
        var payloads: [String] = []
        while let notice = PQnotifies(handle) {
            payloads.append(String(cString: notice.pointee.extra))
            PQfreemem(notice)
        }
        return payloads
    }

    private func run(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> PostgresResult {
        let parameters = values.map(PostgresParameter.init)
        let types = parameters.map(\.type)
        let lengths = parameters.map { Int32($0.bytes?.count ?? 0) }
        let formats = parameters.map(\.format)
        // One buffer for all values: stays in place while libpq reads it.
        var offsets: [Int?] = []
        var buffer: [UInt8] = []
        for parameter in parameters {
            offsets.append(parameter.bytes == nil ? nil : buffer.count)
            buffer += parameter.bytes ?? []
            buffer.append(0)
        }
        let result = buffer.withUnsafeBufferPointer { bytes in
            let pointers = offsets.map { offset -> UnsafePointer<CChar>? in
                guard let offset, let base = bytes.baseAddress else { return nil }
                return UnsafeRawPointer(base + offset).assumingMemoryBound(to: CChar.self)
            }
            return PQexecParams(handle, sql, Int32(values.count), types, pointers, lengths, formats, 0)
        }
        let wrapped = PostgresResult(result)
        if let error = wrapped.error { throw error }
        return wrapped
    }

    /// A NULL-terminated array of C strings for the time of a call.
    private static func withCStrings<Value>(
        _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Value?
    ) -> Value? {
        let copies = texts.map { strdup($0) }
        defer { for copy in copies { free(copy) } }
        let pointers: [UnsafePointer<CChar>?] = copies.map { UnsafePointer($0) } + [nil]
        return pointers.withUnsafeBufferPointer { $0.baseAddress.flatMap(body) }
    }
}
