import CCurl
import Domain
import Foundation

/// One libcurl handle: the whole of its unsafe surface. Blocking, so it lives on a thread of its own; not Sendable.
final class CurlLink {
    /// Initialised by its first use, once.
    private static let isReady = ccurl_start() == 0
    private let handle: UnsafeMutableRawPointer
    private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Seconds that connecting, and a whole transfer, may take.
    private static let (connectLimit, transferLimit) = (10, 60)

    /// - Throws: `.mailboxUnreachable` when libcurl cannot start.
    init(user: String, password: Secret<String>, allowsClear: Bool) throws(MailError) {
        guard Self.isReady, let handle = curl_easy_init() else { throw .mailboxUnreachable(code: 2) }
        self.handle = handle
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        ccurl_explain_in(handle, words)
        set(CURLOPT_PROTOCOLS_STR, "imap,imaps")
        set(CURLOPT_USERNAME, user)
        set(CURLOPT_PASSWORD, password.exposed)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT, Self.connectLimit)
        set(CURLOPT_TIMEOUT, Self.transferLimit)
        // STARTTLS is no choice of the server's where TLS is wanted.
        set(CURLOPT_USE_SSL, allowsClear ? Int(CURLUSESSL_TRY.rawValue) : Int(CURLUSESSL_ALL.rawValue))
    }

    deinit {
        curl_easy_cleanup(handle)
        words.deallocate()
    }

    /// Fetches what an address names, or says a command in the folder that it names.
    ///
    /// - Parameters:
    ///   - command: Such as `UID SEARCH UNSEEN`; nil fetches.
    ///   - limit: Bytes; more is an error.
    func transfer(_ address: String, command: String? = nil, limit: Int) throws(MailError) -> [UInt8] {
        set(CURLOPT_URL, address)
        if let command {
            set(CURLOPT_CUSTOMREQUEST, command)
        } else {
            _ = ccurl_set_text(handle, CURLOPT_CUSTOMREQUEST, nil)
        }
        var caught = ccurl_catch(bytes: nil, count: 0, limit: limit, is_full: 0)
        defer { free(caught.bytes) }
        let result = withUnsafeMutablePointer(to: &caught) { place in
            ccurl_catch_with(handle, place)
            return curl_easy_perform(handle)
        }
        guard caught.is_full == 0 else { throw .tooLarge(limit: limit) }
        guard result == CURLE_OK else { throw MailError(curl: result, words: String(cString: words)) }
        return Array(UnsafeBufferPointer(start: caught.bytes, count: caught.count))
    }

    private func set(_ option: CURLoption, _ text: String) { _ = ccurl_set_text(handle, option, text) }

    private func set(_ option: CURLoption, _ number: Int) { _ = ccurl_set_number(handle, option, number) }
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
