import HTTPTypes
import Hummingbird

/// The steps between the password and the accounts.
extension MetroPortal {
    func answer(_ request: Request) async throws -> Response {
        let body = try await MetroBody.read(request)
        guard let guest = try await desk.guest(of: request, at: .answering) else {
            return try Reply.json(MetroProblem.sessionOver, status: .unauthorized)
        }
        guard await desk.world.answer(body.text("answer"), in: guest.session) != nil else {
            return try Reply.json(MetroProblem.wrongAnswer, status: .unauthorized)
        }
        return try Reply.json(MetroStep(next: "accounts"))
    }

    func choosePassword(_ request: Request) async throws -> Response {
        let body = try await MetroBody.read(request)
        guard let guest = try await desk.guest(of: request, at: .choosingPassword) else {
            return try Reply.json(MetroProblem.sessionOver, status: .unauthorized)
        }
        let chosen = body.text("newPassword")
        if let problem = NewPassword(chosen, repeated: body.text("repeated")).problem(for: guest.login) {
            return try Reply.json(
                MetroProblem(code: "PASSWORD_RULES", message: problem), status: .unprocessableContent)
        }
        _ = await desk.world.choose(password: chosen, in: guest.session)
        return try Reply.json(MetroStep(next: "accounts"))
    }

    func acceptTerms(_ request: Request) async throws -> Response {
        _ = try await MetroBody.read(request)
        guard let guest = try await desk.guest(of: request, at: .reviewingTerms) else {
            return try Reply.json(MetroProblem.sessionOver, status: .unauthorized)
        }
        _ = await desk.world.acceptTerms(in: guest.session)
        return try Reply.json(MetroStep(next: "accounts"))
    }
}
