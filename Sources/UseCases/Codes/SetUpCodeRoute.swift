public import Domain
import Foundation
import Ports
import Store

extension Workplace {
    /// Chooses how codes reach Tieline for a connection, in the place of whatever was chosen before. Nothing is proven by
    /// it: that takes a rehearsal.
    ///
    /// - Throws: `.notFound(.connection)`; `.invalid` naming `kind` when the portal or this installation cannot do it,
    ///   `phone`, or `secret`; `.checkRefused` when nothing is collected.
    @discardableResult
    public func setUpCodeRoute(
        _ new: NewCodeRoute, for id: Connection.ID, by author: Author
    ) async throws -> CodeRoute {
        try author.require(.operate)
        let (found, key) = try await storage.read { tx in
            (try tx.connections.find(id, in: author.organizationID), try tx.dataKeys.find(owner: id.uuid))
        }
        guard let found else { throw UseCaseError.notFound(.connection) }
        try requireWay(new.kind, at: found)
        let route = CodeRoute(
            id: newID(), organizationID: author.organizationID, connectionID: id, kind: new.kind,
            address: try address(for: new), createdAt: clock.now())
        var secret: (sealed: [UInt8], key: WrappedKey)?
        if case .authenticator(let text) = new {
            let key = try key ?? sealing.makeDataKey(for: id.uuid)
            secret = (
                try seal(AuthenticatorField.checked(text, label: found.providerKey.text), of: route, under: key), key
            )
        }
        let isNewKey = key == nil
        try await deciding { [secret] tx in
            let connection = try self.connection(id, of: author, in: tx)
            try connection.requireCollecting()
            if case .sms(phone: .some) = new { try requirePhone(route.address, of: author, in: tx) }
            if isNewKey, let secret { try tx.dataKeys.put(secret.key, owner: id.uuid) }
            try tx.codeRoutes.put(route, sealed: secret?.sealed)
            try record(.codeRouteSetUp, of: id, by: author, in: tx)
            try note(.codeRouteSetUp, of: connection, by: author.auditAuthor, in: tx)
            tx.announce(Change(topic: .connection(id)))
        }
        return route
    }

    /// The ways that a provider's codes can come here, the most durable first.
    func ways(at provider: Provider?) -> [CodeRouteKind] {
        CodeRouteKind.allCases.filter { kind in
            guard kind != .off else { return false }
            guard kind != .email || mailDomain != nil else { return false }
            guard let channel = kind.channel, let offered = provider?.codes?.channels, !offered.isEmpty else {
                return true
            }
            return offered.contains(channel) || (offered.contains(.unknown) && kind != .authenticator)
        }
    }

    private func requireWay(_ kind: CodeRouteKind, at connection: Connection) throws(UseCaseError) {
        guard connection.kind == .online else { throw .notPossible(connection.state.status) }
        guard kind != .email || mailDomain != nil else {
            throw .invalid([
                FieldProblem(
                    field: "kind", code: "no_mail_domain",
                    message: "This installation takes no mail yet. Set TIELINE_MAIL_DOMAIN, or choose another way.")
            ])
        }
        guard ways(at: connectors.provider(connection.providerKey)).contains(kind) else {
            throw .invalid([
                FieldProblem(
                    field: "kind", code: "not_offered",
                    message: "\(providerName(connection.providerKey)) does not send codes this way. Choose another one."
                )
            ])
        }
    }

    private func address(for new: NewCodeRoute) throws(UseCaseError) -> String? {
        switch new {
        case .email: return newAlias(.codes)
        case .sms(phone: nil): return newAlias(.phone)
        case .sms(let phone?):
            guard let key = MessageAlias.candidates(in: phone).first else { throw .unknownPhone }
            return key
        case .authenticator, .live: return nil
        }
    }

    /// A phone serves one organization.
    private func requirePhone(_ key: String?, of author: Author, in tx: Writing) throws {
        guard try tx.codeRoutes.phones(in: author.organizationID).contains(where: { $0.address == key }) else {
            throw UseCaseError.unknownPhone
        }
    }

    /// A name for messages that nobody can guess.
    func newAlias(_ kind: MessageAlias.Kind) -> String {
        let base64 = tokens.mint().exposed.replacing("-", with: "+").replacing("_", with: "/")
        guard let bytes = Data(base64Encoded: base64 + "="), bytes.count >= 16 else {
            preconditionFailure("a token is 32 bytes in base64url")
        }
        return MessageAlias.make(kind, random: Array(bytes))
    }
}

extension UseCaseError {
    fileprivate static let unknownPhone = UseCaseError.invalid([
        FieldProblem(field: "phone", code: "unknown", message: "Choose one of your phones, or connect a new one.")
    ])
}
