import Domain
import Foundation
import Ports

/// Credentials on their way into and out of sealed bytes: the one place where they become JSON.
enum SealedCredentials {
    private struct Form: Codable {
        let username: String
        let password: String
        let answers: [String: String]
    }

    static func encode(_ credentials: SignInCredentials) throws -> Secret<[UInt8]> {
        let form = Form(
            username: credentials.username.exposed, password: credentials.password.exposed,
            answers: credentials.answers.mapValues(\.exposed))
        return Secret(Array(try JSONEncoder().encode(form)))
    }

    /// Nil when the bytes are not what `encode` writes.
    static func decode(_ bytes: Secret<[UInt8]>) -> SignInCredentials? {
        // A decoding error could quote the bytes, so only its fact is passed on.
        guard let form = try? JSONDecoder().decode(Form.self, from: Data(bytes.exposed)) else { return nil }
        return SignInCredentials(
            username: Secret(form.username), password: Secret(form.password),
            answers: form.answers.mapValues(Secret.init))
    }
}

extension SealedPlace {
    static func credentials(of connection: Connection.ID, version: Int) -> SealedPlace {
        SealedPlace(table: "credential", column: "sealed", row: "\(connection.uuid):\(version)")
    }

    static func session(of connection: Connection.ID) -> SealedPlace {
        SealedPlace(table: "saved_session", column: "sealed", row: connection.uuid)
    }
}
