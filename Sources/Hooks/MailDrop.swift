import Domain
public import Ports

/// Takes a mail from a hook to those it is for.
public struct MailDrop: Sendable {
    private let receiver: any MessageReceiving
    private let parse: MIMEParsing
    private let tokens = SeenTokens()

    public init(receiver: any MessageReceiving, parse: @escaping MIMEParsing) {
        self.receiver = receiver
        self.parse = parse
    }

    /// Reads the mail for each recipient that takes it, and for nobody else.
    public func deliver(_ mail: PostedMail) async throws -> HookOutcome {
        if let token = mail.token, !tokens.claim(token, at: mail.receivedAt) { return .replayed }
        do {
            let outcome = try await deliverToAll(mail)
            if outcome == .unavailable || outcome == .tooMany { mail.token.map(tokens.release) }
            return outcome
        } catch {
            mail.token.map(tokens.release)
            throw error
        }
    }

    private func deliverToAll(_ mail: PostedMail) async throws -> HookOutcome {
        var outcomes: [HookOutcome] = []
        for recipient in mail.recipients {
            let verdict = await receiver.verdict(onRecipient: recipient)
            outcomes.append(verdict == .accepted ? try await deliver(mail, to: recipient) : HookOutcome(verdict))
        }
        return HookOutcome.of(outcomes)
    }

    private func deliver(_ mail: PostedMail, to recipient: String) async throws -> HookOutcome {
        let envelope = MailEnvelope(
            transport: mail.transport, recipient: recipient, receivedAt: mail.receivedAt, dkimDomains: mail.dkimDomains,
            authenticationServer: mail.authenticationServer)
        do {
            let message = try await parse(mail.mime, envelope)
            return HookOutcome(await receiver.receive(message))
        } catch let error as CancellationError {
            throw error
        } catch let error as any ExplainedError where error.isRetryable {
            return .unavailable
        } catch {
            return .refused(.malformed)
        }
    }
}
