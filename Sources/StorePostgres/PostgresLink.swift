import CLibPQ
import Domain
import Foundation
import Store

/// One connection to the server: the whole unsafe surface of libpq. Blocking; used by one thread at a time.
final class PostgresLink {
    /// Type OIDs of the server's catalogue (`pg_type.dat`).
    enum TypeID {
        static let bool: Oid = 16
        static let bytea: Oid = 17
        static let int8: Oid = 20
        static let int2: Oid = 21
        static let int4: Oid = 23
        static let text: Oid = 25
        static let float8: Oid = 701
    }

    private let connection: OpaquePointer

    /// Opens a connection within ten seconds.
    init(_ address: PostgresAddress) throws(StoreError) {
        var parameters = address.parameters.exposed
        parameters["application_name"] = parameters["application_name"] ?? "tieline"
        parameters["client_encoding"] = "UTF8"
        connection = try Self.connect(parameters, address)
        for setting in [
            "SET statement_timeout = '30s'", "SET lock_timeout = '5s'",
            "SET idle_in_transaction_session_timeout = '60s'", "SET TimeZone = 'UTC'",
        ] { try command(setting) }
    }

    deinit { PQfinish(connection) }

    /// The connection is lost; nothing can be done with it any more.
    var isBroken: Bool { PQstatus(connection) != CONNECTION_OK }

    /// No transaction is open.
    var isIdle: Bool { PQtransactionStatus(connection) == PQTRANS_IDLE }

    /// A handle that may cancel what runs here, from any thread.
    func canceller() -> Canceller? { PQgetCancel(connection).map(Canceller.init) }

    /// A statement without values.
    func command(_ sql: String) throws(StoreError) { _ = try run(sql, []) }

    /// Runs one statement; answers its rows and how many it changed.
    func run(_ sql: String, _ values: [SQLValue]) throws(StoreError) -> (rows: [SQLRow], changed: Int) {
        let bound = try BoundValues(values)
        let result = bound.withPointers { types, pointers, lengths, formats in
            PQexecParams(connection, sql, Int32(values.count), types, pointers, lengths, formats, 1)
        }
        guard let result else { throw .unavailable(.interrupted) }
        defer { PQclear(result) }
        switch PQresultStatus(result) {
        case PGRES_TUPLES_OK, PGRES_SINGLE_TUPLE, PGRES_COMMAND_OK:
            let changed = PQcmdTuples(result).flatMap { Int(String(cString: $0)) } ?? 0
            return (try PostgresRows.read(result), changed)
        default:
            throw isBroken ? .unavailable(.interrupted) : PostgresTrouble.error(of: result)
        }
    }

    /// Waits for notices of other sessions, at most `milliseconds`; answers their payloads. Throws when the line is lost.
    func notices(waiting milliseconds: Int32) throws(StoreError) -> [String] {
        var found = takeNotices()
        guard found.isEmpty else { return found }
        var descriptor = pollfd(fd: PQsocket(connection), events: Int16(POLLIN), revents: 0)
        let ready = poll(&descriptor, 1, milliseconds)
        if ready > 0, PQconsumeInput(connection) == 0 { throw .unavailable(.interrupted) }
        if isBroken { throw .unavailable(.interrupted) }
        found = takeNotices()
        return found
    }

    private func takeNotices() -> [String] {
        var payloads: [String] = []
        while let notice = PQnotifies(connection) {
            if let extra = notice.pointee.extra { payloads.append(String(cString: extra)) }
            PQfreemem(notice)
        }
        return payloads
    }

    private static func connect(
        _ parameters: [String: String], _ address: PostgresAddress
    ) throws(StoreError) -> OpaquePointer {
        let keys = parameters.keys.sorted()
        let values = keys.map { parameters[$0] ?? "" }
        let started = withCStrings(keys) { keys in withCStrings(values) { PQconnectStartParams(keys, $0, 0) } }
        guard let connection = started else { throw .unavailable(.interrupted) }
        // With the state code alone in its messages, libpq says why it was refused in a form a program can read.
        PQsetErrorVerbosity(connection, PQERRORS_SQLSTATE)
        guard PQstatus(connection) != CONNECTION_BAD, waitUntilOpen(connection) else {
            defer { PQfinish(connection) }
            throw PostgresTrouble.refused(PQerrorMessage(connection).map { String(cString: $0) } ?? "", address)
        }
        PQsetErrorVerbosity(connection, PQERRORS_DEFAULT)
        PQsetNoticeProcessor(connection, { _, _ in }, nil)
        return connection
    }

    /// Drives the handshake; false when it failed or took longer than ten seconds.
    private static func waitUntilOpen(_ connection: OpaquePointer) -> Bool {
        let deadline = DispatchTime.now().uptimeNanoseconds + 10_000_000_000
        var events = Int16(POLLOUT)
        while true {
            let left = Int64(deadline) - Int64(DispatchTime.now().uptimeNanoseconds)
            guard left > 0 else { return false }
            var descriptor = pollfd(fd: PQsocket(connection), events: events, revents: 0)
            guard poll(&descriptor, 1, Int32(left / 1_000_000) + 1) > 0 else { return false }
            switch PQconnectPoll(connection) {
            case PGRES_POLLING_OK: return true
            case PGRES_POLLING_READING: events = Int16(POLLIN)
            case PGRES_POLLING_WRITING: events = Int16(POLLOUT)
            default: return false
            }
        }
    }
}

/// Calls `body` with C strings of `texts`, ended by a null pointer.
private func withCStrings<Result>(
    _ texts: [String], _ body: (UnsafePointer<UnsafePointer<CChar>?>) -> Result
) -> Result {
    let copies = texts.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    let pointers = copies.map { UnsafePointer($0) } + [nil]
    return pointers.withUnsafeBufferPointer { buffer in
        guard let base = buffer.baseAddress else { preconditionFailure("an array with a null pointer is not empty") }
        return body(base)
    }
}

/// Cancels what a link is running. `PQcancel` is safe from any thread while the handle lives (libpq manual, 34.7).
final class Canceller: @unchecked Sendable {  // the handle is immutable, and libpq allows any thread to use it
    private let handle: OpaquePointer

    init(_ handle: OpaquePointer) { self.handle = handle }

    deinit { PQfreeCancel(handle) }

    func cancel() {
        var reason = [CChar](repeating: 0, count: 256)
        PQcancel(handle, &reason, Int32(reason.count))
    }
}
