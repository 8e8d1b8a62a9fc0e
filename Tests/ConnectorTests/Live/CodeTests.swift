import Browser
import Domain
import Foundation
import Ports
import Providers
import Synchronization
import Testing

@testable import Connectors

extension LiveTests {
    /// A portal that wants one-time codes, in a real Chromium.
    @Suite("One-time codes at a live portal") struct CodeTests {
        private let wrong = "That code is not correct"

        @Test("one code is asked for over the chosen channel, waited for, typed once, and the device is remembered")
        func wholeWay() async throws {
            try await CodeStand.with(CodePortal(.choice)) { stand in
                let host = stand.honestHost(over: .sms)
                let result = try await stand.run(host)
                #expect(result.outcome.code == "signed_in", "\(result.outcome) \(result.evidence.steps)")
                #expect(host.offers == [CodeOffer(channels: [.email, .sms], isSent: false)])
                #expect(
                    host.questions == [
                        CodeQuestion(
                            channel: .sms, destinationMasked: "s…y@example.com", host: "127.0.0.1",
                            shape: CodeShape(length: 6...6, isNumeric: true))
                    ])
                #expect(host.asked == [.password, .code])
                #expect(host.verdicts == [.accepted, .accepted])
                #expect(host.codeVerdicts == [.accepted])
                #expect(
                    host.stages == [
                        .openingPortal, .signingIn, .waitingForCode, .readingAccounts, .fetchingBills, .saving,
                    ])
                #expect(await stand.portal.sent == ["sms"])
                #expect(await stand.portal.typed == ["271828"])
                #expect(await stand.portal.forms == 1, "the page was left alone")
                #expect(result.accounts.first?.bills.count == 1)
                try expectTrust(result, stand)
                expectNoCode(in: result)
            }
        }

        private func expectTrust(_ result: ConnectorResult, _ stand: CodeStand) throws {
            let trust = try #require(result.deviceTrust)
            let days = try #require(trust.expiresAt).timeIntervalSince(stand.clock.now()) / 86_400
            #expect((29.9...30.1).contains(days), "\(days)")
            #expect(trust.json.exposed.contains("DEVICE"))
            #expect(!trust.json.exposed.contains("knows"))
            #expect(result.outcome == .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: trust.expiresAt))
        }

        /// The portal puts the code into its addresses.
        private func expectNoCode(in result: ConnectorResult) {
            #expect(result.evidence.steps.contains { $0.address.hasSuffix("/in/…") }, "\(result.evidence.steps)")
            #expect(!String(reflecting: result.evidence.steps).contains("271828"))
        }

        @Test("a remembered device is asked for no code, with a session or without one")
        func remembered() async throws {
            try await CodeStand.with(CodePortal(.choice)) { stand in
                let first = try await stand.run(stand.honestHost())
                for session in [nil, first.session] {
                    let host = Notebook()
                    let request = try stand.request(session: session, deviceTrust: first.deviceTrust)
                    let result = try await stand.run(host, request)
                    #expect(result.outcome.code == "signed_in", "\(result.outcome)")
                    #expect(host.offers.isEmpty)
                    #expect(result.deviceTrust == nil, "nothing new")
                    #expect(
                        result.outcome
                            == .signedIn(sessionExpiresAt: nil, deviceTrustExpiresAt: first.deviceTrust?.expiresAt))
                }
                #expect(await stand.portal.sent == ["email"])
                #expect(await stand.portal.passwords == 2)
                let spoiled = DeviceTrust(json: Secret("nonsense"), expiresAt: nil)
                let last = try await stand.run(stand.honestHost(), stand.request(deviceTrust: spoiled))
                #expect(last.outcome.code == "signed_in", "\(last.outcome)")
                #expect(last.deviceTrust != nil)
            }
        }

        @Test("without a route nothing is sent", arguments: [CodePortal.Manner.choice, .sent])
        func noRoute(_ manner: CodePortal.Manner) async throws {
            try await CodeStand.with(CodePortal(manner)) { stand in
                let host = Notebook()
                let result = try await stand.run(host)
                guard case .codeRequired(.email, _, let end) = result.outcome else {
                    throw Unexpected(result.outcome)
                }
                #expect((end != nil) == (manner == .sent))
                #expect(host.verdicts == [.accepted])
                #expect(await stand.portal.sent.count == (manner == .sent ? 1 : 0))
                #expect(await stand.portal.typed.isEmpty)
                #expect(result.evidence.screenshot != nil)
            }
        }

        @Test("what the portal refuses is followed by one more code", arguments: ["rejected", "expired"])
        func resend(_ word: String) async throws {
            let words = word == "expired" ? "That code has expired" : wrong
            try await CodeStand.with(CodePortal(.sent, refusals: [words])) { stand in
                let host = stand.honestHost()
                let result = try await stand.run(host)
                #expect(result.outcome.code == "signed_in", "\(result.outcome) \(result.evidence.steps)")
                #expect(host.offers.map(\.isResend) == [false, true])
                #expect(host.offers.map(\.isSent) == [true, false])
                #expect(host.codeVerdicts.map(\.rawValue) == [word, "accepted"])
                #expect(host.verdicts == [.accepted, .rejected, .accepted])
                #expect(await stand.portal.sent.count == 2)
                #expect(await stand.portal.typed == ["271828", "314159"])
            }
        }

        @Test("a second refusal is the end", arguments: [CodePortal.Manner.choice, .authenticator, .script])
        func refusedTwice(_ manner: CodePortal.Manner) async throws {
            try await CodeStand.with(CodePortal(manner, refusals: [wrong, wrong])) { stand in
                let channel = manner == .authenticator ? CodeChannel.totp : .email
                let host = stand.honestHost(over: channel)
                let result = try await stand.run(host)
                #expect(
                    result.outcome == .codeRejected(attemptsLeft: nil, channel: channel),
                    "\(manner): \(result.evidence.steps)")
                #expect(host.codeVerdicts == [.rejected, .rejected])
                #expect(await stand.portal.typed == ["271828", "314159"])
                #expect(await stand.portal.sent.count == (manner == .authenticator ? 0 : 2))
                #expect(result.deviceTrust == nil)
            }
        }

        @Test(
            "an authenticator's next code is tried, and a form that sends itself takes it",
            arguments: [
                CodePortal.Manner.authenticator, .script,
            ])
        func second(_ manner: CodePortal.Manner) async throws {
            try await CodeStand.with(CodePortal(manner, refusals: [wrong])) { stand in
                let host = stand.honestHost(over: manner == .authenticator ? .totp : .email)
                let result = try await stand.run(host)
                #expect(result.outcome.code == "signed_in", "\(result.outcome) \(result.evidence.steps)")
                #expect(host.codeVerdicts == [.rejected, .accepted])
                #expect(host.offers.last?.isSent == (manner == .authenticator))
            }
        }

        @Test("however long the code takes, the run has its own time left for the rest")
        func patience() async throws {
            try await CodeStand.with(CodePortal(.sent)) { stand in
                let host = Notebook(
                    codes: Codes(
                        channel: { _ in .email },
                        code: { _ in
                            stand.clock.advance(by: 540)
                            return await stand.portal.current ?? ""
                        }))
                let result = try await stand.run(host)
                #expect(result.outcome.code == "signed_in", "\(result.outcome)")
                #expect(result.accounts.first?.bills.first?.pdf != nil)
            }
        }

        @Test("a code that never comes ends the run with the moment it was asked for")
        func timedOut() async throws {
            try await CodeStand.with(CodePortal(.choice)) { stand in
                let host = Notebook(
                    codes: Codes(channel: { _ in .email }, code: { _ throws(CodeRefusal) in throw .timedOut }))
                let result = try await stand.run(host)
                guard case .codeTimedOut(.email, .some) = result.outcome else { throw Unexpected(result.outcome) }
                #expect(host.asked == [.password])
                #expect(host.codeVerdicts.isEmpty)
                #expect(await stand.portal.forms == 1)
            }
        }

        @Test("a portal that forgot us while we waited is not given the code")
        func sessionOver() async throws {
            try await CodeStand.with(CodePortal(.sent)) { stand in
                let host = Notebook(
                    codes: Codes(
                        channel: { _ in .email },
                        code: { _ in
                            await stand.portal.endSessions()
                            await stand.portal.someoneWasSentAway()
                            return "271828"
                        }))
                let result = try await stand.run(host)
                guard case .codeTimedOut(.email, .some) = result.outcome else { throw Unexpected(result.outcome) }
                #expect(host.asked == [.password])
                #expect(await stand.portal.typed.isEmpty)
                #expect(await stand.portal.passwords == 1)
            }
        }

        @Test("a try asks the person at the terminal what to choose and to type, and prints no code")
        func tries() async throws {
            try await CodeStand.with(CodePortal(.choice, refusals: [wrong])) { stand in
                let attempt = try #require(
                    ProviderTry(
                        stand.recipe.provider.key, in: stand, clock: stand.clock, identifiers: RandomIdentifiers()))
                let questions = Mutex<[String]>([])
                let (heard, hear) = AsyncStream.makeStream(of: String.self)
                let report = try await attempt.report(
                    stand.request().credentials,
                    asking: { question in
                        questions.withLock { $0.append(question) }
                        guard question.hasPrefix("Code by") else { return "sms" }
                        return await stand.portal.current.map { " \($0.prefix(3)) \($0.suffix(3))" }
                    }, progress: { hear.yield($0) })
                hear.finish()
                #expect(report.isGood, "\(report.lines)")
                let asked = questions.withLock { $0 }
                #expect(asked.first?.contains("email, sms") == true)
                #expect(
                    asked.dropFirst() == [
                        "Code by sms, sent to s…y@example.com:", "Code by sms, sent to s…y@example.com:",
                    ])
                #expect(await stand.portal.sent == ["sms", "sms"])
                #expect(await stand.portal.typed == ["271828", "314159"])
                let stages = await heard.reduce(into: []) { $0.append($1) }
                #expect(stages.contains("waiting_for_code"))
                #expect(!(report.lines + stages).joined().contains("314159"))
            }
        }

        @Test("a try with nobody there makes the portal send nothing")
        func triesAlone() async throws {
            try await CodeStand.with(CodePortal(.choice)) { stand in
                let attempt = try #require(
                    ProviderTry(
                        stand.recipe.provider.key, in: stand, clock: stand.clock, identifiers: RandomIdentifiers()))
                let report = try await attempt.report(stand.request().credentials)
                #expect(report.lines.contains("outcome code_required, confidence high"), "\(report.lines)")
                #expect(await stand.portal.sent.isEmpty)
            }
        }

        @Test("a run that is cancelled while it waits leaves its page, and the next one goes on there with one code")
        func adopted() async throws {
            try await CodeStand.with(CodePortal(.choice)) { stand in
                let (waits, ring) = AsyncStream.makeStream(of: Void.self)
                let page = try await stand.openPage()
                let left = Task {
                    try await stand.drive(
                        page, from: .fresh(address: stand.recipe.provider.address),
                        Notebook(
                            codes: Codes(
                                channel: { _ in .email },
                                code: { _ throws(CodeRefusal) in
                                    ring.yield()
                                    // Ends when it is cancelled.
                                    for await _ in AsyncStream<Void>.makeStream().stream {}
                                    throw .timedOut
                                })))
                }
                _ = await waits.first { true }
                left.cancel()
                await #expect(throws: BrowserError.cancelled) { _ = try await left.value }
                let host = stand.honestHost()
                #expect(try await stand.drive(page, from: .adopted, host) == .signedIn)
                await page.close()
                #expect(host.offers.map(\.isSent) == [true])
                #expect(host.codeVerdicts == [.accepted])
                #expect(await stand.portal.sent == ["email"])
                #expect(await stand.portal.typed == ["271828"])
                #expect(await stand.portal.passwords == 1)
            }
        }

        @Test(
            "the answer to a code that was sent before is read, and no other code is asked for",
            arguments: [true, false])
        func answered(_ isTaken: Bool) async throws {
            try await CodeStand.with(CodePortal(.sent, refusals: isTaken ? [] : [wrong])) { stand in
                await stand.portal.hold()
                let page = try await stand.openPage()
                let left = Task {
                    try await stand.drive(
                        page, from: .fresh(address: stand.recipe.provider.address), stand.honestHost())
                }
                await stand.portal.someoneTyped()
                left.cancel()
                await #expect(throws: BrowserError.cancelled) { _ = try await left.value }
                await stand.portal.release()
                let host = Notebook()
                let end = try await stand.drive(page, from: .adopted, host)
                await page.close()
                #expect((end == .signedIn) == isTaken)
                #expect(host.codeVerdicts == [isTaken ? .accepted : .rejected])
                #expect(host.verdicts == [isTaken ? .accepted : .rejected])
                #expect(await stand.portal.typed == ["271828"])
            }
        }
    }
}

extension CodeStand {
    fileprivate func openPage() async throws -> BrowserPage {
        try await pool.openPage(PageOptions(origins: AllowedOrigins(recipe.origins), allowsPrivateAddresses: true))
    }

    fileprivate func drive(
        _ page: BrowserPage, from beginning: SignInBeginning, _ host: Notebook
    ) async throws -> SignInEnd {
        let request = try request()
        var driver = SignInDriver(
            portal: try PortalPage(page, recipe: recipe), request: request, reporting: host, clock: clock)
        var recorder = FlightRecorder(keepingOut: request.credentials)
        return try await driver.signIn(from: beginning, patience: .standard, recorder: &recorder)
    }
}
