import CCurl
import Domain
import Foundation

/// One connection to a mailbox through libcurl. Blocking, so it lives on a thread of its own; not Sendable.
final class CurlLink {
    private let curl: CurlHandle

    /// - Throws: `.mailboxUnreachable` when libcurl cannot start.
    init(user: String, password: Secret<String>, allowsClear: Bool) throws(MailError) {
        guard let curl = CurlHandle(protocols: "imap,imaps") else { throw .mailboxUnreachable(code: 2) }
        self.curl = curl
        curl.set(CURLOPT_USERNAME, user)
        curl.set(CURLOPT_PASSWORD, password.exposed)
        // STARTTLS is no choice of the server's where TLS is wanted.
        curl.set(CURLOPT_USE_SSL, allowsClear ? Int(CURLUSESSL_TRY.rawValue) : Int(CURLUSESSL_ALL.rawValue))
    }

    /// Fetches what an address names, or says a command in the folder that it names.
    ///
    /// - Parameters:
    ///   - command: Such as `UID SEARCH UNSEEN`; nil fetches.
    ///   - limit: Bytes; more is an error.
    func transfer(_ address: String, command: String? = nil, limit: Int) throws(MailError) -> [UInt8] {
        curl.set(CURLOPT_URL, address)
        curl.set(CURLOPT_CUSTOMREQUEST, command)
        var caught = ccurl_catch(bytes: nil, count: 0, limit: limit, is_full: 0)
        defer { free(caught.bytes) }
        let result = withUnsafeMutablePointer(to: &caught) { place in
            curl.withPointer { ccurl_catch_with($0, place) }
            return curl.perform()
        }
        guard caught.is_full == 0 else { throw .tooLarge(limit: limit) }
        guard result == CURLE_OK else { throw MailError(curl: result, words: curl.lastWords) }
        return Array(UnsafeBufferPointer(start: caught.bytes, count: caught.count))
    }
}

extension MailError {
    /// libcurl's result, as far as somebody can do something about it.
    fileprivate init(curl code: CURLcode, words: String) {
        switch code {
        // libcurl has one code for both.
        case CURLE_LOGIN_DENIED where words.hasPrefix("Select"): self = .mailboxNotUnderstood
        case CURLE_LOGIN_DENIED, CURLE_AUTH_ERROR: self = .mailboxSignInRefused
        case CURLE_PEER_FAILED_VERIFICATION, CURLE_SSL_CERTPROBLEM, CURLE_SSL_CACERT_BADFILE, CURLE_SSL_ISSUER_ERROR,
            CURLE_USE_SSL_FAILED:
            self = .mailboxCertificateRefused
        case CURLE_QUOTE_ERROR, CURLE_REMOTE_FILE_NOT_FOUND, CURLE_REMOTE_ACCESS_DENIED, CURLE_WEIRD_SERVER_REPLY:
            self = .mailboxNotUnderstood
        default: self = .mailboxUnreachable(code: Int(code.rawValue))
        }
    }
}
