import Domain
import HTTPKit
import HTTPTypes
import Hummingbird
import Logging
import NIOCore

/// Stands before every customer page: counts, keeps the link from leaking, and words every error for a customer.
struct DoorstepGuard: RouterMiddleware {
    typealias Context = EdgeContext

    private let environment: DoorstepEnvironment
    private let limits: DoorstepLimits

    init(_ environment: DoorstepEnvironment, limits: DoorstepLimits) {
        self.environment = environment
        self.limits = limits
    }

    func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        var response: Response
        do {
            try limits.admit(client: context.clientKey, link: context.parameters.get("token"))
            response = try await next(request, context)
        } catch let problem as Problem where isForPeople(request) {
            response = try page(problem, request, context)
        } catch let error where isForPeople(request) {
            response = try page(Problem(explaining: error), request, context, error: error)
        }
        // The address holds the link's secret: it goes nowhere else.
        response.headers[.referrerPolicy] = "no-referrer"
        response.headers[.robots] = "noindex, nofollow"
        return response
    }

    private func isForPeople(_ request: Request) -> Bool {
        request.headers[values: .accept].contains { $0.contains("text/html") }
    }

    private func page(
        _ problem: Problem, _ request: Request, _ context: EdgeContext, error: (any Error)? = nil
    ) throws -> Response {
        log(problem, error, context)
        let reader = environment.reader(request, base: "", page: request.uri.path)
        let texts = reader.texts
        let page: MessagePage
        if problem.code == "rate_limited" {
            let seconds = problem.headers[.retryAfter].flatMap { Int($0) } ?? 60
            page = MessagePage(
                texts.page.tooFast, lead: [texts.page.tooFastAdvice.text(seconds)], brand: nil, reader: reader)
        } else if problem.status == .notFound {
            page = StrangerPages(reader: reader).unknownRequest
        } else {
            let incident = problem.status.code >= 500 ? context.incident : nil
            page = MessagePage(
                texts.page.problem, lead: [texts.page.problemAdvice],
                after: incident.map { [texts.page.incident.filled(["incident": $0])] } ?? [], brand: nil, reader: reader
            )
        }
        var response = try environment.answer(page, status: problem.status)
        for field in problem.headers { response.headers[field.name] = field.value }
        return response
    }

    private func log(_ problem: Problem, _ error: (any Error)?, _ context: EdgeContext) {
        var metadata: Logger.Metadata = ["code": "\(problem.code)", "status": "\(problem.status.code)"]
        guard problem.status.code >= 500 else {
            context.logger.info("request refused", metadata: metadata)
            return
        }
        // The type only: a description may hold what somebody typed.
        metadata["type"] = error.map { "\(type(of: $0))" } ?? "Problem"
        context.logger.error("request failed", metadata: metadata)
    }
}

extension HTTPField.Name {
    fileprivate static var referrerPolicy: Self { named("Referrer-Policy") }
    fileprivate static var robots: Self { named("X-Robots-Tag") }

    /// A header's name that is written in our code.
    private static func named(_ text: StaticString) -> HTTPField.Name {
        guard let name = HTTPField.Name("\(text)") else { preconditionFailure("\(text) is no header name") }
        return name
    }
}
