/// Why the browser could not do something. Names causes and numbers; never page text, never a secret.
public enum BrowserError: Error, Sendable, Equatable {
    /// No Chromium at the path, or none found in the usual places (then the path is the command's name).
    case notInstalled(path: String)
    /// Chromium did not start or did not answer; `code` is an errno, 0 when it simply ended.
    case launchFailed(code: Int32)
    /// Chromium or this page's process ended.
    case crashed
    /// Chromium or this page's process stopped answering.
    case hung
    /// The page was closed by us or by the site.
    case closed
    /// The waiting task was cancelled.
    case cancelled
    case elementNotFound(selector: String)
    /// Something else lies over the element, or it takes no space.
    case elementCovered(selector: String)
    /// The field took fewer characters than were typed.
    case valueNotTaken(selector: String)
    /// The list has no option of that value or label.
    case optionNotFound(selector: String)
    /// No key of that name; see `BrowserPage.press`.
    case unknownKey(name: String)
    /// The caller's function threw or gave no JSON.
    case functionFailed
    /// The origin (scheme, host, port) is not allowed for this page, or lies in a private network.
    case addressRefused(origin: String)
    case downloadTooLarge(limit: Int)
    /// The server gave no answer to a download; `reason` is Chromium's network error, e.g. `net::ERR_CONNECTION_REFUSED`.
    case downloadFailed(reason: String)
    case unusableSession
    case tooManyPages(limit: Int)
    case timedOut
    /// Chromium refused a command; `code` is DevTools' own.
    case protocolFailure(method: String, code: Int)
}

extension BrowserError {
    /// Stable, snake_case; also the metric label.
    public var code: String {
        switch self {
        case .notInstalled: "browser_not_installed"
        case .launchFailed: "browser_launch_failed"
        case .crashed: "browser_crashed"
        case .hung: "browser_hung"
        case .closed: "browser_page_closed"
        case .cancelled: "browser_cancelled"
        case .elementNotFound: "browser_element_not_found"
        case .elementCovered: "browser_element_covered"
        case .valueNotTaken: "browser_value_not_taken"
        case .optionNotFound: "browser_option_not_found"
        case .unknownKey: "browser_unknown_key"
        case .functionFailed: "browser_function_failed"
        case .addressRefused: "browser_address_refused"
        case .downloadTooLarge: "browser_download_too_large"
        case .downloadFailed: "browser_download_failed"
        case .unusableSession: "browser_session_unusable"
        case .tooManyPages: "browser_too_many_pages"
        case .timedOut: "browser_timed_out"
        case .protocolFailure: "browser_protocol_failure"
        }
    }

    /// What the reader does next.
    public var advice: String {
        switch self {
        case .notInstalled(let path): "Install Chromium (Debian: apt-get install chromium); looked for \(path)."
        case .launchFailed: "Run `tieline doctor`; Chromium is there but does not start."
        case .crashed, .hung, .cancelled, .closed, .timedOut: "Run the check again."
        case .elementNotFound, .elementCovered, .valueNotTaken, .optionNotFound, .unknownKey, .functionFailed:
            "The page differs from the recipe; compare it with the saved pages."
        case .addressRefused(let origin): "Add \(origin) to the provider's origins if it belongs to the portal."
        case .downloadTooLarge(let limit): "The file is larger than \(limit) bytes and was not taken."
        case .downloadFailed: "Fetch the file again later."
        case .unusableSession: "Sign in without the saved session."
        case .tooManyPages(let limit): "Wait until one of the \(limit) open pages is closed."
        case .protocolFailure: "Check the Chromium version with `tieline doctor`."
        }
    }

    /// Whether the same attempt may succeed later without any change by a person.
    public var isRetryable: Bool {
        switch self {
        case .crashed, .hung, .closed, .cancelled, .timedOut, .tooManyPages, .downloadFailed, .launchFailed: true
        case .notInstalled, .elementNotFound, .elementCovered, .valueNotTaken, .optionNotFound, .unknownKey,
            .functionFailed,
            .addressRefused, .downloadTooLarge, .unusableSession, .protocolFailure:
            false
        }
    }
}
