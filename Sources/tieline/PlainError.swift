import ArgumentParser
import Domain
import Server

/// An error as the command line says it: what to do, in a line or a few, never a dump.
struct PlainError: Error, CustomStringConvertible {
    let description: String

    init(_ description: String) { self.description = description }

    /// The parser's own errors (usage, help, exit codes) stay; ours say their advice; others only their type's name.
    static func wrapping(_ error: any Error) -> any Error {
        switch error {
        case let error as any ExplainedError: PlainError(error.advice)
        case let error as SettingsError: PlainError(error.description)
        case is PlainError, is ExitCode, is CleanExit, is ValidationError: error
        default:
            String(reflecting: type(of: error)).hasPrefix("ArgumentParser.")
                ? error : PlainError("Unexpected trouble (\(type(of: error))). Run `tieline doctor`.")
        }
    }
}
