import Synchronization

/// The answer to one command, which may still be on its way. Dropping it drops the answer, not the command.
final class Reply: Sendable {
    typealias Answer = Result<JSON, BrowserError>

    private enum State {
        case pending([@Sendable (Answer) -> Void])
        case settled(Answer)
    }

    private let state = Mutex(State.pending([]))

    /// Waits for the answer; the client's time limit bounds the wait.
    func value() async throws(BrowserError) -> JSON {
        let answer = await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                whenSettled { continuation.resume(returning: $0) }
            }
        } onCancel: {
            settle(.failure(.cancelled))
        }
        return try answer.get()
    }

    /// Calls back once: at once when the answer is there, else on the thread that brings it.
    func whenSettled(_ closure: @escaping @Sendable (Answer) -> Void) {
        let answer = state.withLock { state -> Answer? in
            switch state {
            case .settled(let answer): return answer
            case .pending(let closures):
                state = .pending(closures + [closure])
                return nil
            }
        }
        if let answer { closure(answer) }
    }

    /// Later answers than the first are ignored.
    func settle(_ answer: Answer) {
        let closures = state.withLock { state -> [@Sendable (Answer) -> Void] in
            guard case .pending(let closures) = state else { return [] }
            state = .settled(answer)
            return closures
        }
        closures.forEach { $0(answer) }
    }
}
