import Domain
import HTTPTypes
public import Hummingbird
import Logging
import NIOCore

/// Turns every error behind it into an answer: problem+json for programs, a page for people, a redirect to the sign-in
/// page for those who are not signed in. Unknown errors are logged with an incident id, which the answer repeats.
public struct ErrorMiddleware: RouterMiddleware {
    /// Renders the page of a problem; nil or an error gives a plain page.
    public typealias Page = @Sendable (_ problem: Problem, _ incident: String?) throws -> String

    private let page: Page
    private let signInPath: String

    /// - Parameter signInPath: Where visitors without a session are sent, with `?next=` and the page they wanted.
    public init(signInPath: String = "/sign-in", page: @escaping Page) {
        self.page = page
        self.signInPath = signInPath
    }

    public func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        do {
            return try await next(request, context)
        } catch {
            let problem = Problem(explaining: error)
            let incident = problem.status.code >= 500 ? context.incident : nil
            log(error, as: problem, context)
            guard Self.isForPeople(request) else { return try problem.jsonResponse(incident: incident) }
            if problem == .signInRequired { return redirectToSignIn(from: request) }
            return pageResponse(problem, incident: incident, context)
        }
    }

    /// Whether a browser shows the answer to somebody; programs and scripts ask for other types.
    static func isForPeople(_ request: Request) -> Bool {
        guard !request.uri.path.hasPrefix("/v1/"), request.uri.path != "/v1" else { return false }
        return request.headers[values: .accept].contains { $0.contains("text/html") }
    }

    private func log(_ error: any Error, as problem: Problem, _ context: EdgeContext) {
        let metadata: Logger.Metadata = ["code": "\(problem.code)", "status": "\(problem.status.code)"]
        guard problem != .unexpected else {
            // The type only: a description may hold what somebody typed.
            context.logger.error("request failed", metadata: metadata.merging(["type": "\(type(of: error))"]) { $1 })
            return
        }
        context.logger.log(level: Logger.Level(problem.level), "request refused", metadata: metadata)
    }

    private func redirectToSignIn(from request: Request) -> Response {
        // Only a page can be returned to; what was posted is gone.
        let isPage = request.method == .get || request.method == .head
        let wanted = isPage && request.uri.string != "/" ? LocalPath(request.uri.string) : nil
        let query = wanted.map { "?next=" + FormEncoding.encoded($0.text) } ?? ""
        return Response(status: .seeOther, headers: [.location: signInPath + query])
    }

    private func pageResponse(_ problem: Problem, incident: String?, _ context: EdgeContext) -> Response {
        let html: String
        do {
            html = try page(problem, incident)
        } catch {
            context.logger.error("error page failed", metadata: ["type": "\(type(of: error))"])
            html = Self.plainPage(problem, incident: incident)
        }
        var headers = problem.headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(
            status: problem.status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }

    /// For when templates themselves are broken. Every text in it is ours.
    static func plainPage(_ problem: Problem, incident: String?) -> String {
        let number = incident.map { "<p>Incident \($0)</p>" } ?? ""
        return """
            <!doctype html><html lang="en"><meta charset="utf-8"><title>\(problem.title) · Tieline</title>
            <main><h1>\(problem.title)</h1><p>\(problem.detail)</p>\(number)<p><a href="/">Start page</a></p></main></html>
            """
    }
}

extension Logger.Level {
    /// The logging library's word for how loud an error is.
    init(_ level: ErrorLevel) {
        switch level {
        case .info: self = .info
        case .warning: self = .warning
        case .error: self = .error
        case .critical: self = .critical
        }
    }
}
