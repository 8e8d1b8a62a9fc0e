import Domain
import Foundation
import Ports
import Store

extension SealedPlace {
    static func code(for wait: CodeWait) -> SealedPlace {
        SealedPlace(table: "code_wait", column: "sealed", row: "\(wait.runID.uuid):\(wait.number)")
    }

    static func secret(of route: CodeRoute.ID) -> SealedPlace {
        SealedPlace(table: "code_route", column: "sealed", row: route.uuid)
    }

    static func trust(of connection: Connection.ID) -> SealedPlace {
        SealedPlace(table: "device_trust", column: "sealed", row: connection.uuid)
    }

    static func confirmation(of connection: Connection.ID) -> SealedPlace {
        SealedPlace(table: "forwarding_confirmation", column: "sealed", row: connection.uuid)
    }
}

// What belongs to a connection's codes, sealed under its data key.
extension Workplace {
    func seal(_ code: Secret<String>, for wait: CodeWait, under key: WrappedKey) throws -> [UInt8] {
        try seal(code, of: wait.connectionID, at: .code(for: wait), under: key)
    }

    func open(_ sealed: [UInt8], codeFor wait: CodeWait, under key: WrappedKey) throws -> Secret<String> {
        try open(sealed, of: wait.connectionID, at: .code(for: wait), under: key)
    }

    func seal(_ secret: Secret<String>, of route: CodeRoute, under key: WrappedKey) throws -> [UInt8] {
        try seal(secret, of: route.connectionID, at: .secret(of: route.id), under: key)
    }

    func open(
        _ sealed: [UInt8], secretOf route: CodeRoute.ID, of connection: Connection.ID, under key: WrappedKey
    ) throws -> Secret<String> {
        try open(sealed, of: connection, at: .secret(of: route), under: key)
    }

    func seal(_ trust: DeviceTrust, of connection: Connection.ID, under key: WrappedKey) throws -> [UInt8] {
        try seal(trust.json, of: connection, at: .trust(of: connection), under: key)
    }

    func open(_ trust: StoredTrust, of connection: Connection.ID, under key: WrappedKey) throws -> DeviceTrust {
        DeviceTrust(
            json: try open(trust.sealed, of: connection, at: .trust(of: connection), under: key),
            expiresAt: trust.span.expiresAt)
    }

    func seal(
        _ text: Secret<String>, of connection: Connection.ID, at place: SealedPlace, under key: WrappedKey
    ) throws -> [UInt8] {
        try sealing.seal(text.map { Array($0.utf8) }, under: key, of: connection.uuid, at: place)
    }

    func open(
        _ sealed: [UInt8], of connection: Connection.ID, at place: SealedPlace, under key: WrappedKey
    ) throws -> Secret<String> {
        try opening(sealed, under: key, of: connection, at: place).map { String(decoding: $0, as: UTF8.self) }
    }
}
