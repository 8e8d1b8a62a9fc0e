import CCurl
import Domain
import Foundation

/// One dialogue with a mail server through libcurl. Blocking, so it lives on a thread of its own; not Sendable.
final class RelayLink {
    /// Bytes of replies that are listened to.
    private static let hearingLimit = 262_144
    private let curl: CurlHandle

    /// - Parameter hostName: What we call ourselves.
    /// - Throws: `.relayUnreachable` when libcurl cannot start.
    init(_ relay: MailRelay, hostName: String) throws(MailError) {
        guard let curl = CurlHandle(protocols: "smtp,smtps") else { throw .relayUnreachable(code: 2) }
        self.curl = curl
        curl.set(CURLOPT_URL, "\(relay.url)/\(hostName)")
        // The environment's proxies are for the web.
        curl.set(CURLOPT_NOPROXY, "*")
        if let login = relay.login {
            curl.set(CURLOPT_USERNAME, login.user)
            curl.set(CURLOPT_PASSWORD, login.password.exposed)
        }
        // STARTTLS is no choice of the server's where TLS is wanted. Where it may be clear, unchecked TLS is no worse.
        curl.set(CURLOPT_USE_SSL, Int(relay.allowsClear ? CURLUSESSL_TRY.rawValue : CURLUSESSL_ALL.rawValue))
        guard relay.allowsClear else { return }
        curl.set(CURLOPT_SSL_VERIFYPEER, 0)
        curl.set(CURLOPT_SSL_VERIFYHOST, 0)
    }

    /// Hands over a message, unless it is stopped before.
    func send(_ message: LetterMessage, until brake: CurlBrake) -> RelayAnswer {
        curl.set(CURLOPT_UPLOAD, 1)
        curl.set(CURLOPT_INFILESIZE, message.bytes.count)
        curl.set(CURLOPT_MAIL_FROM, "<\(message.sender)>")
        let recipients = curl_slist_append(nil, "<\(message.recipient)>")
        defer { curl_slist_free_all(recipients) }
        return message.bytes.withUnsafeBufferPointer { bytes in
            var gift = ccurl_gift(bytes: bytes.baseAddress, count: bytes.count, place: 0)
            return withUnsafeMutablePointer(to: &gift) { place in
                curl.withPointer { handle in
                    ccurl_give_from(handle, place)
                    ccurl_brake_with(handle, brake.pointer, place)
                    ccurl_address_to(handle, recipients)
                }
                return withExtendedLifetime(brake) { perform() }
            }
        }
    }

    /// Connects, signs in, and says nothing but NOOP.
    func greet() -> RelayAnswer {
        curl.set(CURLOPT_NOBODY, 1)
        curl.set(CURLOPT_CUSTOMREQUEST, "NOOP")
        return perform()
    }

    private func perform() -> RelayAnswer {
        var heard = ccurl_catch(bytes: nil, count: 0, limit: Self.hearingLimit, is_full: 0)
        defer { free(heard.bytes) }
        let result = withUnsafeMutablePointer(to: &heard) { place in
            curl.withPointer { ccurl_hear_with($0, place) }
            return curl.perform()
        }
        return RelayAnswer(result, heard: Array(UnsafeBufferPointer(start: heard.bytes, count: heard.count)))
    }
}
