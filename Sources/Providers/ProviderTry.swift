public import Domain
public import Foundation
public import Ports

/// `tieline provider try KEY`: signs in once with given credentials and prints what was met. No secret is printed.
public struct ProviderTry: Sendable {
    private let provider: Provider
    private let connector: any Connector
    private let clock: any WallClock
    private let identifiers: any IdentifierSource

    /// Nil when the catalogue has no such provider.
    public init?(
        _ key: ProviderKey, in directory: some ConnectorDirectory, clock: any WallClock,
        identifiers: any IdentifierSource
    ) {
        guard let provider = directory.provider(key), let connector = directory.connector(for: key) else { return nil }
        self.provider = provider
        self.connector = connector
        self.clock = clock
        self.identifiers = identifiers
    }

    /// The answers that the provider may ask for besides user name and password.
    public var signInFields: [Prompt] { provider.signInFields }

    /// Puts a question to the present person and gives the line that was typed; nil when none came in time.
    public typealias Asking = @Sendable (_ question: String) async -> String?

    /// Signs in once.
    ///
    /// - Parameters:
    ///   - limit: seconds after which the run ends, not counting those in which a person looks for a code.
    ///   - asking: asks for one-time codes; without it none is asked for, and a portal that wants one ends the run.
    ///   - progress: hears each stage as it begins.
    public func report(
        _ credentials: SignInCredentials, limit: TimeInterval = 180, asking: Asking? = nil,
        progress: @escaping @Sendable (String) -> Void = { _ in }
    ) async -> ProviderReport {
        guard let runID = Run.ID(identifiers.next()) else {
            return ProviderReport(lines: ["no identifier could be made"], isGood: false)
        }
        let begun = clock.now()
        let request = ConnectorRequest(
            runID: runID, provider: provider, credentials: credentials, deadline: begun.addingTimeInterval(limit))
        let result = await connector.run(request, reporting: OneTry(asking: asking, progress: progress))
        return ProviderReport(lines: lines(result, begun: begun), isGood: result.outcome.code == "signed_in")
    }

    private func lines(_ result: ConnectorResult, begun: Date) -> [String] {
        let steps = result.evidence.steps.map { step in
            let seconds = step.at.timeIntervalSince(begun)
            let action = step.action.isEmpty ? "" : " → \(step.action)"
            return "\(String(format: "%6.2f s", seconds))  \(step.page)  \(step.address)  (\(step.matched))\(action)"
        }
        let accounts = result.accounts.map { account in
            let meters = account.meters.map { "\($0.commodity.rawValue) \($0.number)" }.joined(separator: ", ")
            let documents = account.bills.count { $0.pdf != nil }
            return "account \(account.number), \(account.serviceAddress): \(meters); "
                + "\(account.bills.count) bills, \(documents) documents"
        }
        return steps + ["outcome \(result.outcome.code), confidence \(result.confidence.rawValue)"] + accounts
    }
}

/// A host without a memory: one try by a present person, who answers for it.
private struct OneTry: RunReporting {
    let asking: ProviderTry.Asking?
    let progress: @Sendable (String) -> Void

    func entered(_ stage: RunStage) async { progress(stage.rawValue) }
    func willSubmit(_ kind: Submission.Kind) async throws(SubmissionRefusal) {
        progress("sending the \(kind.rawValue)")
    }
    func submissionWithdrawn() async { progress("nothing was sent") }
    func submissionSettled(_ verdict: Submission.Verdict) async { progress("the portal answered: \(verdict.rawValue)") }
    func holdsBrowser(_ reference: String) async {}
    func codeSettled(_ verdict: CodeVerdict) async { progress("the portal's answer to the code: \(verdict.rawValue)") }

    func willRequestCode(_ offer: CodeOffer) async throws(CodeRefusal) -> CodeChannel {
        guard let asking else { throw .noRoute }
        guard let first = offer.channels.first else { throw .noChannel }
        guard offer.channels.count > 1 else { return first }
        let words = offer.channels.map(\.rawValue).joined(separator: ", ")
        guard let line = await asking("The portal gives codes by \(words); which? Nothing means \(first.rawValue):")
        else {
            throw .noRoute
        }
        let word = line.trimmingCharacters(in: .whitespaces)
        guard let channel = word.isEmpty ? first : CodeChannel(rawValue: word), offer.channels.contains(channel) else {
            throw .noChannel
        }
        return channel
    }

    func code(for question: CodeQuestion) async throws(CodeRefusal) -> Secret<String> {
        let place = question.destinationMasked.map { ", sent to \($0)" } ?? ""
        guard let line = await asking?("Code by \(question.channel.rawValue)\(place):") else { throw .timedOut }
        let code = line.filter { !$0.isWhitespace }
        guard !code.isEmpty else { throw .timedOut }
        return Secret(code)
    }
}
