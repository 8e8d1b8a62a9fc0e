public import Domain
public import HTTPTypes
public import UseCases

/// What a client is told when a request does not succeed: RFC 9457's problem document, or a page with the same words.
public struct Problem: Error, Sendable, Equatable {
    public let status: HTTPResponse.Status
    /// Stable, snake_case.
    public let code: String
    /// Short, the same for every occurrence.
    public let title: String
    /// What the reader does next.
    public let detail: String
    /// Every field at fault.
    public let fields: [FieldProblem]
    public let headers: HTTPFields
    public let level: ErrorLevel

    public init(
        _ status: HTTPResponse.Status, code: String, title: String, detail: String, fields: [FieldProblem] = [],
        headers: HTTPFields = [:], level: ErrorLevel = .info
    ) {
        self.status = status
        self.code = code
        self.title = title
        self.detail = detail
        self.fields = fields
        self.headers = headers
        self.level = level
    }

    public static let notFound = Problem(
        .notFound, code: "not_found", title: "Not found",
        detail: "There is nothing at this address. Check it for typing errors.")
    public static let signInRequired = Problem(
        .unauthorized, code: "sign_in_required", title: "Sign in first", detail: "Sign in, then try again.")
    public static let keyRequired = Problem(
        .unauthorized, code: "key_required", title: "API key required",
        detail: "Send a valid API key as `Authorization: Bearer …`. Owners make keys on the page API keys.",
        headers: [.wwwAuthenticate: "Bearer realm=\"tieline\""])
    public static let keyUnknown = Problem(
        .unauthorized, code: "key_unknown", title: "API key unknown",
        detail: "This API key is not valid: it is mistyped or was revoked. Owners make keys on the page API keys.",
        headers: [.wwwAuthenticate: "Bearer realm=\"tieline\", error=\"invalid_token\""])
    public static let crossSite = Problem(
        .forbidden, code: "cross_site", title: "Refused",
        detail: "This request came from another site. Open the page on this site and try again.", level: .warning)
    public static let tooLarge = Problem(
        .contentTooLarge, code: "too_large", title: "Too much was sent", detail: "Send less at once.")
    public static let malformedForm = Problem(
        .badRequest, code: "malformed_form", title: "Not a form",
        detail: "The form did not arrive as it was sent. Go back, reload the page and try again.")
    public static let malformedQuery = Problem(
        .badRequest, code: "malformed_query", title: "Not understood",
        detail: "There is something in the address, after its question mark, that cannot be read. Correct or remove it."
    )
    public static let wrongFormType = Problem(
        .unsupportedMediaType, code: "wrong_content_type", title: "Wrong content type",
        detail: "Forms are sent as application/x-www-form-urlencoded.")
    static let badRequest = Problem(
        .badRequest, code: "bad_request", title: "Not understood", detail: "The request could not be read.")
    static let shuttingDown = Problem(
        .serviceUnavailable, code: "shutting_down", title: "Restarting",
        detail: "Tieline is restarting. Try again in a moment.", headers: [.retryAfter: "5"], level: .info)
    static let unexpected = Problem(
        .internalServerError, code: "internal_error", title: "Something went wrong on our side",
        detail: "It was written down. Try again; if it stays, tell your administrator the number below.", level: .error)

    public static func methodNotAllowed(allowed: [HTTPRequest.Method]) -> Problem {
        let list = allowed.map(\.rawValue).joined(separator: ", ")
        return Problem(
            .methodNotAllowed, code: "method_not_allowed", title: "Method not allowed",
            detail: "This address answers \(list).", headers: [.allow: list])
    }

    public static func invalidFields(_ fields: [FieldProblem]) -> Problem {
        Problem(
            .unprocessableContent, code: "invalid_fields", title: "Some fields are not right",
            detail: fields.map(\.message).joined(separator: " "), fields: fields)
    }

    /// - Parameter seconds: After how long the next request may pass.
    public static func tooManyRequests(retryAfter seconds: Int) -> Problem {
        Problem(
            .tooManyRequests, code: "rate_limited", title: "Too many requests",
            detail: "Wait \(seconds) \(seconds == 1 ? "second" : "seconds"), then try again.",
            headers: [.retryAfter: String(seconds)])
    }
}
