import Domain
public import Ports

/// Signs in to a `FakePortal` the way a real connector does: reports every stage, asks before it sends, goes on where an
/// earlier life of the run was.
public struct FakeConnector: Connector {
    let portal: FakePortal

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
        await portal.load()
        let page = "page of \(request.runID)"
        if let outcome = await passCode(on: page, request, reporting) { return ended(outcome) }
        let browser = await portal.remember(request.credentials.username.exposed, on: page)
        await reporting.entered(.readingAccounts)
        let accounts = await portal.accounts(of: request.credentials.username.exposed)
        await reporting.entered(.fetchingBills)
        return ConnectorResult(
            outcome: answer, confidence: .high, accounts: accounts,
            session: SavedSession(json: Secret(#"{"cookie":"1"}"#)),
            deviceTrust: browser.map { DeviceTrust(json: Secret($0), expiresAt: nil) },
            evidence: RunEvidence(steps: []))
    }

    /// Answers the page that asks for a code, if there is one; nil when it is passed.
    private func passCode(
        on page: String, _ request: ConnectorRequest, _ reporting: any RunReporting
    ) async -> Outcome? {
        let username = request.credentials.username.exposed
        let browser = request.deviceTrust?.json.exposed
        guard let demand = await portal.demand(of: username, from: browser, on: page) else { return nil }
        await reporting.entered(.waitingForCode)
        let channel: CodeChannel
        do {
            channel = try await reporting.willRequestCode(CodeOffer(channels: demand.channels, isSent: demand.isSent))
        } catch {
            return .codeRequired(channel: demand.channels[0], destinationMasked: nil, expiresAt: nil)
        }
        if !demand.isSent { await portal.sendCode(to: username, over: channel, on: page) }
        let question = CodeQuestion(
            channel: channel, destinationMasked: "p…t@example.com", host: "my.tower.example",
            shape: request.provider.codes?.shape ?? .usual)
        for _ in 1...3 {
            let code: Secret<String>
            do { code = try await reporting.code(for: question) } catch {
                return .codeTimedOut(channel: channel, sentAt: nil)
            }
            do { try await reporting.willSubmit(.code) } catch { return .crashed(cause: .notSubmitted) }
            let isRight = await portal.submit(code: code.exposed, of: username, on: page)
            await reporting.submissionSettled(isRight ? .accepted : .rejected)
            await reporting.codeSettled(isRight ? .accepted : .rejected)
            if isRight { return nil }
        }
        return .codeRejected(attemptsLeft: 0, channel: channel)
    }

    func ended(_ outcome: Outcome) -> ConnectorResult {
        ConnectorResult(
            outcome: outcome, confidence: .high,
            evidence: RunEvidence(steps: [], screenshot: [0x89, 0x50, 0x4E, 0x47]))
    }
}

extension Outcome {
    /// What the portal's page says of the password; nil when it says nothing.
    var verdict: Submission.Verdict? {
        switch self {
        case .passwordRejected: .rejected
        case .siteDown, .blockedByProvider, .pageChanged, .accountLocked, .crashed: nil
        default: .accepted
        }
    }
}
