import Domain
import Ports

// Codes on their way to a run. Until a connection can have a route, every portal that asks for one needs a person.
extension RunReporter {
    func willRequestCode(_ offer: CodeOffer) async throws(CodeRefusal) -> CodeChannel { throw .noRoute }

    func code(for question: CodeQuestion) async throws(CodeRefusal) -> Secret<String> { throw .noRoute }

    func codeSettled(_ verdict: CodeVerdict) async {}
}
