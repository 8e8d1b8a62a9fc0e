public import Domain
import HTTPTypes
public import Hummingbird
public import UseCases

/// Lets requests with a valid API key through, each key at its own rate. Guessing is slowed down per client address.
public struct BearerMiddleware: RouterMiddleware {
    public typealias Authenticate = @Sendable (Secret<String>) async throws -> Author?

    private let authenticate: Authenticate
    private let perKey: RateLimiter
    private let failures: RateLimiter

    public init(perKey: RateLimiter, failures: RateLimiter, authenticate: @escaping Authenticate) {
        self.perKey = perKey
        self.failures = failures
        self.authenticate = authenticate
    }

    public func handle(
        _ request: Request, context: EdgeContext, next: (Request, EdgeContext) async throws -> Response
    ) async throws -> Response {
        guard let token = Self.token(in: request) else { throw Problem.keyRequired }
        guard let author = try await authenticate(token) else {
            try failures.admit(context.clientKey)
            throw Problem.keyUnknown
        }
        if case .apiKey(let id, _) = author.identity { try perKey.admit(id.uuid) }
        var context = context
        context.keyAuthor = author
        return try await next(request, context)
    }

    private static func token(in request: Request) -> Secret<String>? {
        guard let header = request.headers[.authorization] else { return nil }
        let words = header.split(separator: " ", maxSplits: 1)
        guard words.count == 2, words[0].lowercased() == "bearer", words[1].utf8.count <= 200 else { return nil }
        return Secret(String(words[1]))
    }
}
