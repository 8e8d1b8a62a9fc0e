import Domain
import Foundation
import Ports
import Store

// One-time codes on their way to a run. Everything is in the store before it counts: a run that is killed goes on with its
// own wait, asks the portal for nothing twice, and uses one code.
extension RunReporter {
    func willRequestCode(_ offer: CodeOffer) async throws(CodeRefusal) -> CodeChannel {
        let run = run
        let login = plan.prints.login
        let workplace = workplace
        let hadTrust = plan.request.deviceTrust != nil
        return try await answering {
            if let answer = try await workplace.tryToWait(run, login: login, offer, hadTrust: hadTrust) {
                return try answer.get()
            }
            // Another run of this login, or of this phone, waits for its code: one at a time.
            let end = workplace.clock.now().addingTimeInterval(workplace.limits.codeWait)
            return try await away {
                let answer = try await workplace.looking(until: end, after: { $0.isRun }) {
                    try await workplace.tryToWait(run, login: login, offer, hadTrust: hadTrust)
                }
                guard let answer else { throw CodeRefusal.timedOut }
                return try answer.get()
            }
        }
    }

    func code(for question: CodeQuestion) async throws(CodeRefusal) -> Secret<String> {
        let run = run
        let key = plan.key
        let refusals = refusedCodes
        let workplace = workplace
        return try await answering {
            let wait = try await workplace.seeQuestion(question, of: run)
            if wait.channel == .totp {
                let code = try await away { try await workplace.makeCode(for: wait, under: key, refusals: refusals) }
                holds(code)
                return code
            }
            let sealed = try await away { try await workplace.awaitCode(for: wait) }
            let code = try workplace.open(sealed, codeFor: wait, under: key)
            holds(code)
            return code
        }
    }

    func codeSettled(_ verdict: CodeVerdict) async {
        let run = run
        let workplace = workplace
        if verdict == .rejected { refusedCodes += 1 }
        await keeping { try await workplace.settleCode(of: run, verdict) }
    }
}

extension Change.Topic {
    /// Some run moved on.
    var isRun: Bool {
        if case .run = self { return true }
        return false
    }
}
