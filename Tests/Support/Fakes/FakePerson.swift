public import Domain
public import Ports

/// A person at an embedded browser: what his hands do there, as the test says.
public struct FakePerson: Sendable {
    public enum Deed: Sendable {
        /// Types a sign-in and sends it.
        case signsIn(SignInCredentials)
        /// Closes the page.
        case leaves
    }

    public let screen = FakeScreen()
    let deeds: AsyncStream<Deed>
    private let deed: AsyncStream<Deed>.Continuation

    public init() { (deeds, deed) = AsyncStream.makeStream() }

    public func does(_ deed: Deed) { self.deed.yield(deed) }
}

/// A screen that shows one picture and remembers what was done on it.
public actor FakeScreen: Screen {
    public private(set) var inputs: [ScreenInput] = []
    private var next: UInt32 = 1
    private var viewer: AsyncStream<ScreenMessage>.Continuation?

    public func watch() -> AsyncStream<ScreenMessage> {
        viewer?.finish()
        let (stream, continuation) = AsyncStream<ScreenMessage>.makeStream()
        viewer = continuation
        continuation.yield(.state(state()))
        continuation.yield(.frame(ScreenFrame(number: 1, document: 1, width: 8, height: 8, jpeg: [0xFF, 0xD8])))
        return stream
    }

    public func apply(_ batch: ScreenBatch) -> UInt32 {
        for (offset, input) in batch.inputs.enumerated() where batch.first + UInt32(offset) == next {
            inputs.append(input)
            next += 1
        }
        return next
    }

    public func state() -> ScreenState {
        var state = ScreenState()
        state.origin = "https://my.tower.example"
        return state
    }
}

extension FakeConnector: AttendedConnector {
    public func attend(_ request: ConnectorRequest, reporting: any AttendedReporting) async -> ConnectorResult {
        guard let person = await portal.person else { return ended(.crashed(cause: .connectorDied)) }
        await reporting.waits(place: 0)
        await reporting.entered(.signingIn)
        await reporting.shows(person.screen)
        await reporting.noticed(.signInPage)
        for await deed in person.deeds {
            guard case .signsIn(let typed) = deed else { break }
            await reporting.personSent(.password, typed)
            let page = "page of \(request.runID)"
            let answer = await portal.submit(typed.username.exposed, typed.password.exposed, on: page)
            if let verdict = answer.verdict { await reporting.submissionSettled(verdict) }
            if case .passwordRejected = answer {
                await reporting.noticed(.passwordRefused(portalText: "Try again."))
                continue
            }
            guard case .signedIn = answer else { return ended(answer) }
            await reporting.noticed(.signedIn)
            let accounts = await portal.accounts(of: typed.username.exposed)
            return ConnectorResult(
                outcome: answer, confidence: .high, accounts: accounts,
                session: SavedSession(json: Secret(#"{"cookie":"1"}"#)), typed: typed, evidence: RunEvidence(steps: []))
        }
        return ended(.crashed(cause: Task.isCancelled ? .interrupted : .deadline))
    }
}
