import Domain
import HTTPKit
import HTTPTypes
import Hooks
import Hummingbird
import NIOCore

/// The answer that each service understands: what makes it stop, and what makes it try again.
struct HookAnswer {
    let transport: InboundTransport

    func response(to outcome: HookOutcome) throws -> Response {
        switch outcome {
        case .taken, .replayed, .ignored: success
        case .unknownRecipient: try gone(Self.unknown)
        case .tooMany: try Self.tooMany.jsonResponse()
        case .unavailable: try Self.unavailable.jsonResponse()
        case .refused(let refusal): try answer(to: refusal)
        }
    }

    private var success: Response {
        guard transport == .twilio else {
            return Self.response("ok\n", type: "text/plain; charset=utf-8")
        }
        return Self.response(#"<?xml version="1.0" encoding="UTF-8"?><Response/>"#, type: "text/xml; charset=utf-8")
    }

    /// For what will never be taken. Postmark stops after 403 and Mailgun after 406; SendGrid and SNS stop after success only.
    private func gone(_ problem: Problem) throws -> Response {
        switch transport {
        case .postmark: try problem.with(.forbidden).jsonResponse()
        case .mailgun: try problem.with(.notAcceptable).jsonResponse()
        case .sendgrid, .ses: success
        default: try problem.jsonResponse()
        }
    }

    private func answer(to refusal: HookRefusal) throws -> Response {
        let problem = Problem(
            status(of: refusal), code: refusal.code, title: "Not taken", detail: refusal.advice,
            headers: headers(of: refusal))
        switch refusal {
        // A mistake in the settings can be mended while the service goes on trying.
        case .unsigned, .wrongSignature, .wrongLogin, .stale, .foreignTopic, .certificateUnavailable:
            return try problem.jsonResponse()
        case .malformed, .tooLarge, .noRecipient:
            // A mail that cannot be read is seen in the service's own list of failures, so SendGrid and SNS hear of it.
            let stops = transport == .postmark || transport == .mailgun
            return stops ? try gone(problem) : try problem.jsonResponse()
        }
    }

    private func status(of refusal: HookRefusal) -> HTTPResponse.Status {
        switch refusal {
        case .unsigned: usesLogin ? .unauthorized : .forbidden
        case .wrongLogin: .unauthorized
        case .wrongSignature, .stale, .foreignTopic: .forbidden
        case .malformed, .noRecipient: .badRequest
        case .tooLarge: .contentTooLarge
        case .certificateUnavailable: .serviceUnavailable
        }
    }

    private func headers(of refusal: HookRefusal) -> HTTPFields {
        switch refusal {
        case .unsigned where usesLogin, .wrongLogin:
            [.wwwAuthenticate: transport == .raw ? "Bearer realm=\"tieline\"" : "Basic realm=\"tieline\""]
        case .certificateUnavailable: [.retryAfter: "30"]
        default: [:]
        }
    }

    private var usesLogin: Bool { transport == .postmark || transport == .raw || transport == .sendgrid }

    private static func response(_ text: String, type: String) -> Response {
        Response(
            status: .ok, headers: [.contentType: type], body: ResponseBody(byteBuffer: ByteBuffer(string: text)))
    }

    private static let unknown = Problem(
        .notFound, code: "unknown_recipient", title: "Unknown recipient",
        detail: "Nobody here takes messages at this address, or not any more.")
    private static let tooMany = Problem(
        .tooManyRequests, code: "too_many_messages", title: "Too many messages",
        detail: "This address got as many messages as it may in an hour.", headers: [.retryAfter: "600"])
    private static let unavailable = Problem(
        .serviceUnavailable, code: "inbox_unavailable", title: "Not possible right now",
        detail: "Send it again in a moment.", headers: [.retryAfter: "30"])
}

extension Problem {
    /// The same problem under another status.
    fileprivate func with(_ status: HTTPResponse.Status) -> Problem {
        Problem(status, code: code, title: title, detail: detail, headers: headers, level: level)
    }
}
