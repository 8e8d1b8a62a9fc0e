import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import Testing
import UseCases

@testable import HTTPKit

@Suite("Problems") struct ProblemTests {
    @Test(
        "every refusal of a use case has its status",
        arguments: [
            (UseCaseError.notAllowed(needs: .operate), 403), (.notFound(.connection), 404), (.invalid([]), 422),
            (.signInRefused, 401), (.linkUnusable, 410), (.lastOwner, 409), (.checkRefused(.needsUnlock), 409),
            (.notPossible(.paused), 409), (.busy, 503), (.unreadableSecret, 500), (.invalidCursor, 400),
        ])
    func statuses(error: UseCaseError, status: Int) {
        let problem = Problem(explaining: error)
        #expect(problem.status.code == status)
        #expect(problem.code == error.code)
    }

    @Test("a full disk is told apart from our own mistakes")
    func fullDisk() {
        struct Full: ExplainedError {
            let code = "disk_full"
            let advice = "The disk is full."
            let isRetryable = false
            let level = ErrorLevel.critical
        }
        let problem = Problem(explaining: Full())
        #expect(problem.status.code == 507)
        #expect(problem.title == "The disk is full" && problem.level == .critical)
    }

    @Test("an unknown error and the framework's messages never come through")
    func hidesUnknown() throws {
        struct Leaky: Error, CustomStringConvertible { let description = "password hunter2 in Type.Name" }
        #expect(Problem(explaining: Leaky()) == .unexpected)
        let framework = Problem(explaining: HTTPError(.badRequest, message: "Coding key `x` of Type.Name"))
        #expect(!"\(framework)".contains("Type.Name"))
        #expect(Problem(explaining: NIOTooManyBytesError(maxBytes: 1)).status == .contentTooLarge)
    }

    @Test("the document names the code, the first field and all fields")
    func document() throws {
        let fields = [
            FieldProblem(field: "email", code: "missing", message: "Enter it."),
            FieldProblem(field: "name", code: "too_long", message: "Shorter."),
        ]
        let document = ProblemDocument(.invalidFields(fields))
        #expect(document.status == 422)
        #expect(document.code == "invalid_fields")
        #expect(document.field == "email")
        #expect(document.errors?.map(\.field) == ["email", "name"])
        #expect(document.detail == "Enter it. Shorter.")
        #expect(document.incident == nil)
    }
}
