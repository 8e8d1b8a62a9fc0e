import CCurl

/// One libcurl handle. Blocking, so it lives on a thread of its own; not Sendable.
final class CurlHandle {
    /// Initialised by its first use, once.
    private static let isReady = ccurl_start() == 0
    private let handle: UnsafeMutableRawPointer
    private let words = UnsafeMutablePointer<CChar>.allocate(capacity: Int(CURL_ERROR_SIZE))

    /// Seconds that connecting, and a whole transfer, may take.
    private static let (connectLimit, transferLimit) = (10, 60)

    /// Prepares a handle that speaks nothing but these protocols; nil when libcurl cannot start.
    convenience init?(protocols: String) {
        guard Self.isReady, let handle = curl_easy_init() else { return nil }
        self.init(handle)
        set(CURLOPT_PROTOCOLS_STR, protocols)
        set(CURLOPT_NOSIGNAL, 1)
        set(CURLOPT_CONNECTTIMEOUT, Self.connectLimit)
        set(CURLOPT_TIMEOUT, Self.transferLimit)
    }

    private init(_ handle: UnsafeMutableRawPointer) {
        self.handle = handle
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        ccurl_explain_in(handle, words)
    }

    deinit {
        curl_easy_cleanup(handle)
        words.deallocate()
    }

    /// What libcurl said of the last error, for nobody's eyes: it may quote the other side.
    var lastWords: String { String(cString: words) }

    /// nil takes a text back.
    func set(_ option: CURLoption, _ text: String?) { _ = ccurl_set_text(handle, option, text) }

    func set(_ option: CURLoption, _ number: Int) { _ = ccurl_set_number(handle, option, number) }

    /// Gives the body to whoever wants the handle's pointer, for what lives as long as one transfer.
    func withPointer<Value>(_ body: (UnsafeMutableRawPointer) -> Value) -> Value { body(handle) }

    /// Transfers, and blocks until it is over.
    func perform() -> CURLcode { curl_easy_perform(handle) }
}
