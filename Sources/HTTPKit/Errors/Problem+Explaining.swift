import Domain
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore
import UseCases

extension Problem {
    /// What an error means to the outside. Only text written by us comes through: an error's own description never does.
    public init(explaining error: any Error) {
        switch error {
        case let problem as Problem: self = problem
        case let error as UseCaseError: self.init(error)
        case let error as any ExplainedError: self.init(error)
        case let error as HTTPError: self.init(error)
        case is NIOTooManyBytesError: self = .tooLarge
        case is CancellationError: self = .shuttingDown
        default: self = .unexpected
        }
    }

    private init(_ error: UseCaseError) {
        switch error {
        case .invalid(let fields): self = .invalidFields(fields)
        case .invalidCursor: self.init(error, .badRequest, title: "Not a place in this list")
        case .notAllowed: self.init(error, .forbidden, title: "Not allowed")
        case .notFound: self.init(error, .notFound, title: "Not found")
        case .signInRefused: self.init(error, .unauthorized, title: "Sign-in refused")
        case .linkUnusable: self.init(error, .gone, title: "This link no longer works")
        case .lastOwner, .checkRefused, .notPossible: self.init(error, .conflict, title: "Not possible right now")
        default: self.init(error as any ExplainedError)
        }
    }

    private init(_ error: any ExplainedError) {
        if error.code == "disk_full" {
            self.init(error, .init(code: 507, reasonPhrase: "Insufficient Storage"), title: "The disk is full")
        } else if error.isRetryable {
            self.init(error, .serviceUnavailable, title: "Busy", headers: [.retryAfter: "1"])
        } else {
            self.init(error, .internalServerError, title: Problem.unexpected.title)
        }
    }

    private init(
        _ error: any ExplainedError, _ status: HTTPResponse.Status, title: String, headers: HTTPFields = [:]
    ) {
        self.init(
            status, code: error.code, title: title, detail: error.advice, headers: headers, level: error.level)
    }

    /// The framework's errors: their messages name Swift types, so only the status is kept.
    private init(_ error: HTTPError) {
        switch error.status {
        case .notFound: self = .notFound
        case .contentTooLarge: self = .tooLarge
        case let status where status.kind == .clientError: self = .badRequest
        default: self = .unexpected
        }
    }
}
