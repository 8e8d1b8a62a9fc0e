import HTTPTypes
import Hummingbird

/// The way past a one-time code.
extension MetroPortal {
    func addCodeRoutes(to router: RouterGroup<SandboxContext>) {
        router.get("code-channels") { request, _ in try await channels(request) }
        router.post("code-channels") { request, _ in try await chooseChannel(request) }
        router.get("code") { request, _ in
            guard let (guest, medium) = try await desk.guestBeforeCode(of: request) else { return try Self.signedOut() }
            return try Reply.json(MetroChannel(medium, of: guest.login))
        }
        router.post("code") { request, _ in try await enterCode(request) }
        router.post("code/another") { request, _ in try await sendAnother(request) }
    }

    private func channels(_ request: Request) async throws -> Response {
        guard let guest = try await desk.guest(of: request, at: .choosingCode) else { return try Self.signedOut() }
        return try Reply.json(guest.login.behaviour.codeMedia.map { MetroChannel($0, of: guest.login) })
    }

    private func chooseChannel(_ request: Request) async throws -> Response {
        let body = try await MetroBody.read(request)
        guard let guest = try await desk.guest(of: request, at: .choosingCode) else { return try Self.signedOut() }
        guard let medium = CodeMedium(rawValue: body.text("channel")), guest.login.behaviour.codeMedia.contains(medium)
        else { return try Reply.json(MetroProblem.noChannel, status: .unprocessableContent) }
        return try await Reply.json(MetroStep(next: Self.view(of: desk.orderCode(by: medium, for: guest).stage)))
    }

    private func enterCode(_ request: Request) async throws -> Response {
        let body = try await MetroBody.read(request)
        guard let (guest, medium) = try await desk.guestBeforeCode(of: request) else { return try Self.signedOut() }
        let answer = await desk.world.submitCode(
            body.text("code"), by: medium, in: guest.session, remembering: body.text("remember") == "yes")
        switch answer {
        case .accepted(_, let device):
            return try Reply.json(MetroStep(next: "accounts"), cookie: device.map(desk.cookie(for:)))
        case .rejected: return try Reply.json(MetroProblem.wrongCode, status: .unauthorized)
        case .expired: return try Reply.json(MetroProblem.oldCode, status: .unauthorized)
        case .locked: return try Reply.json(MetroProblem.codeLock, status: HTTPResponse.Status(code: 423))
        }
    }

    private func sendAnother(_ request: Request) async throws -> Response {
        _ = try await MetroBody.read(request)
        guard let (guest, medium) = try await desk.guestBeforeCode(of: request) else { return try Self.signedOut() }
        guard await desk.renewCode(by: medium, for: guest) else {
            return try Reply.json(MetroProblem.tooManyCodes, status: .tooManyRequests)
        }
        return try Reply.json(MetroStep(next: "code"))
    }

    private static func signedOut() throws -> Response {
        try Reply.json(MetroProblem.sessionOver, status: .unauthorized)
    }
}

/// A way to a code, as the script shows it.
struct MetroChannel: Encodable, Sendable {
    let channel: CodeMedium
    /// Masked; nil for an app.
    let destination: String?

    init(_ medium: CodeMedium, of login: Login) {
        channel = medium
        destination = login.setup.maskedDestination(by: medium)
    }
}

extension MetroProblem {
    static let wrongCode = MetroProblem(
        code: "CODE_REJECTED", message: "That code is not correct. Take another look and type it again.")
    static let oldCode = MetroProblem(
        code: "CODE_EXPIRED", message: "That code has expired. Get a new one and try again.")
    static let codeLock = MetroProblem(
        code: "ACCOUNT_LOCKED",
        message: "For your protection we've locked your account after too many wrong codes. "
            + "Reset your password to unlock it.")
    static let tooManyCodes = MetroProblem(
        code: "TOO_MANY_CODES",
        message: "You've asked for too many codes. Take a break and try again in an hour.")
    static let noChannel = MetroProblem(code: "NO_CHANNEL", message: "Pick how you want to get your code.")
}
