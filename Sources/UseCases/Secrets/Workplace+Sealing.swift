import Domain
import Ports
import Store

extension Workplace {
    /// What is stored for signing in, opened.
    ///
    /// - Throws: `.unreadableSecret` when this installation's keys do not open it.
    func open(_ credential: Credential, under key: WrappedKey) throws -> SignInCredentials {
        let place = SealedPlace.credentials(of: credential.connectionID, version: credential.version)
        guard
            let credentials = SealedCredentials.decode(
                try opening(credential.sealed, under: key, of: credential.connectionID, at: place))
        else { throw UseCaseError.unreadableSecret }
        return credentials
    }

    func seal(
        _ credentials: SignInCredentials, version: Int, of connection: Connection.ID, under key: WrappedKey
    ) throws -> [UInt8] {
        try sealing.seal(
            SealedCredentials.encode(credentials), under: key, of: connection.uuid,
            at: .credentials(of: connection, version: version))
    }

    func open(_ sealed: [UInt8], sessionOf connection: Connection.ID, under key: WrappedKey) throws -> SavedSession {
        let bytes = try opening(sealed, under: key, of: connection, at: .session(of: connection))
        return SavedSession(json: bytes.map { String(decoding: $0, as: UTF8.self) })
    }

    func seal(_ session: SavedSession, of connection: Connection.ID, under key: WrappedKey) throws -> [UInt8] {
        try sealing.seal(
            session.json.map { Array($0.utf8) }, under: key, of: connection.uuid, at: .session(of: connection))
    }

    func opening(
        _ sealed: [UInt8], under key: WrappedKey, of connection: Connection.ID, at place: SealedPlace
    ) throws(UseCaseError) -> Secret<[UInt8]> {
        do {
            return try sealing.open(sealed, under: key, of: connection.uuid, at: place)
        } catch {
            throw .unreadableSecret
        }
    }
}
