import Domain
public import Ports

/// Signs in to a `FakePortal` the way a real connector does: reports every stage, asks before it sends, goes on where an
/// earlier life of the run was.
public struct FakeConnector: Connector {
    private let portal: FakePortal

    public init(_ portal: FakePortal) { self.portal = portal }

    public func run(_ request: ConnectorRequest, reporting: any RunReporting) async -> ConnectorResult {
        await reporting.entered(.openingPortal)
        let trouble = await portal.visit(wanting: request.billsSince)
        if Task.isCancelled { return ended(.crashed(cause: .interrupted)) }
        if let trouble { return ended(trouble) }
        let answer: Outcome
        if let page = request.browserReference, let seen = await portal.answer(on: page) {
            answer = seen
        } else {
            let page = "page of \(request.runID)"
            await reporting.holdsBrowser(page)
            await reporting.entered(.signingIn)
            do {
                try await reporting.willSubmit(.password)
            } catch {
                return ended(.crashed(cause: .notSubmitted))
            }
            answer = await portal.submit(
                request.credentials.username.exposed, request.credentials.password.exposed, on: page)
        }
        if let verdict = answer.verdict { await reporting.submissionSettled(verdict) }
        guard case .signedIn = answer else { return ended(answer) }
        await reporting.entered(.readingAccounts)
        let accounts = await portal.accounts(of: request.credentials.username.exposed)
        await reporting.entered(.fetchingBills)
        return ConnectorResult(
            outcome: answer, confidence: .high, accounts: accounts,
            session: SavedSession(json: Secret(#"{"cookie":"1"}"#)), evidence: RunEvidence(steps: []))
    }

    private func ended(_ outcome: Outcome) -> ConnectorResult {
        ConnectorResult(
            outcome: outcome, confidence: .high,
            evidence: RunEvidence(steps: [], screenshot: [0x89, 0x50, 0x4E, 0x47]))
    }
}

extension Outcome {
    /// What the portal's page says of the password; nil when it says nothing.
    fileprivate var verdict: Submission.Verdict? {
        switch self {
        case .passwordRejected: .rejected
        case .siteDown, .blockedByProvider, .pageChanged, .accountLocked, .crashed: nil
        default: .accepted
        }
    }
}
