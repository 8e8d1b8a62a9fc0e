public import Domain
import Foundation
public import Ports

/// Texts that Twilio posts, as a form or as JSON, signed with the account's token (Twilio, "Validating requests").
public struct TwilioReader: TextReading {
    private let token: Secret<String>
    private let origins: [String]
    private let authenticating: any MessageAuthenticating
    private let digesting: any Digesting

    /// - Parameter origin: Of the public address: `https://tieline.example.com`, with a port if it has one of its own.
    public init(
        token: Secret<String>, origin: String, authenticating: any MessageAuthenticating, digesting: any Digesting
    ) {
        self.token = token
        origins = Self.spellings(of: origin)
        self.authenticating = authenticating
        self.digesting = digesting
    }

    /// Twilio signs an address with its port or without, depending on product and age.
    private static func spellings(of origin: String) -> [String] {
        guard let parts = URLComponents(string: origin), let scheme = parts.scheme, let host = parts.encodedHost else {
            return [origin]
        }
        return ["\(scheme)://\(host)", "\(scheme)://\(host):\(parts.port ?? (scheme == "https" ? 443 : 80))"]
    }

    public func read(_ request: HookRequest, key: String) throws(HookRefusal) -> TextDelivery {
        guard let header = request.headers["X-Twilio-Signature"] else { throw .unsigned }
        guard let signature = Data(base64Encoded: header) else { throw .wrongSignature }
        let values = try values(in: request, signature: [UInt8](signature))
        // Reports on messages that went out come to the same address and have no body.
        guard let text = values["Body"] else { return .ignored }
        let message = ReadText(
            transport: .twilio, sender: values["From"], text: text,
            reference: values["MessageSid"] ?? values["SmsMessageSid"] ?? values["SmsSid"])
        return .message(message.message(for: key, in: request))
    }

    /// The parameters, once the signature over them is known to be right.
    private func values(in request: HookRequest, signature: [UInt8]) throws(HookRefusal) -> [String: String] {
        guard MediaType(request.headers["Content-Type"]).name == "application/json" else {
            let fields = try PostedForm(request).fields.map { ($0.name, $0.text()) }
            guard isSigned(request.target + Self.signedText(of: fields), signature) else { throw .wrongSignature }
            return Dictionary(fields) { first, _ in first }
        }
        let hashes = request.query("bodySHA256")
        guard isSigned(request.target, signature), hashes.count == 1,
            // The hash is no secret: it stands in the address.
            hashes[0].lowercased() == digesting.digest(of: request.body)
        else { throw .wrongSignature }
        return try JSONBody.decoded([String: LooseText].self, from: request).compactMapValues(\.text)
    }

    private func isSigned(_ rest: String, _ signature: [UInt8]) -> Bool {
        origins.contains { origin in
            authenticating.isHMAC(signature, of: Array((origin + rest).utf8), under: token, with: .sha1)
        }
    }

    /// Names and values without separators, sorted by name in byte order; a name's values sorted too, each once.
    static func signedText(of fields: [(String, String)]) -> String {
        let values = Dictionary(grouping: fields) { Array($0.0.utf8) }
        return values.keys.sorted { $0.lexicographicallyPrecedes($1) }.flatMap { name in
            Set((values[name] ?? []).map { Array($0.1.utf8) }).sorted { $0.lexicographicallyPrecedes($1) }
                .map { String(decoding: name + $0, as: UTF8.self) }
        }.joined()
    }
}
