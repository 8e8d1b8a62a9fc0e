import Domain
import Foundation
import MailWire
import Ports
import Synchronization

/// Stands behind a mail server: asks the receiver, and says its verdicts in SMTP.
struct MailDesk: MailServerDelegate {
    let transport: InboundTransport
    let trust: MailTrustRule
    let reader: MIMEReader
    let receiver: any MessageReceiving
    let clock: any WallClock
    let tally: MailTally
    let pace: PaceKeeper

    func recipient(_ address: String, from peer: MailPeer) async -> MailAnswer {
        let name = countedName(of: peer)
        guard pace.admits(name, at: clock.now()) else { return refused(.tooFast, .tooFast) }
        switch await receiver.verdict(onRecipient: address.lowercased()) {
        case .accepted: return .accepted
        case .unknown:
            pace.countGuess(name, at: clock.now())
            return refused(.unknown, .unknownRecipient)
        case .tooMany: return refused(.overLimit, .tooManyForRecipient)
        case .unavailable: return refused(.unavailable, .unavailable)
        }
    }

    func message(_ raw: [UInt8], _ envelope: MailEnvelope, from peer: MailPeer) async -> [MailAnswer] {
        let name = countedName(of: peer)
        guard pace.admits(name, at: clock.now()) else {
            return envelope.recipients.map { _ in refused(.tooFast, .tooFast) }
        }
        pace.countMessage(name, at: clock.now())
        let origin = MailOrigin(transport: transport, receivedAt: clock.now(), trust: trust.trust(in: peer))
        do throws(MailError) {
            let mail = try await reader.open(raw)
            var answers: [MailAnswer] = []
            for recipient in envelope.recipients {
                answers.append(answer(await receiver.receive(mail.message(to: recipient, from: origin))))
            }
            return answers
        } catch {
            return envelope.recipients.map { _ in refused(.unreadable, .unreadable) }
        }
    }

    func turnedAway(_ peer: MailPeer) async { tally.count(.turnedAway) }

    private func answer(_ verdict: ReceiptVerdict) -> MailAnswer {
        switch verdict {
        case .taken:
            tally.count(.taken)
            return .accepted
        case .unknownRecipient: return refused(.unknown, .unknownRecipient)
        case .tooMany: return refused(.overLimit, .tooManyForRecipient)
        case .unavailable: return refused(.unavailable, .unavailable)
        }
    }

    private func refused(_ event: MailTally.Event, _ reply: SMTPReply) -> MailAnswer {
        tally.count(event)
        return .refused(reply)
    }

    /// nil for trusted peers, which bring everybody's mail.
    private func countedName(of peer: MailPeer) -> String? { trust.isTrusted(peer) ? nil : peer.neighbourhood }
}

/// One pace for all doors.
final class PaceKeeper: Sendable {
    private let pace: Mutex<MailPace>

    init(_ pace: MailPace = MailPace()) { self.pace = Mutex(pace) }

    func admits(_ name: String?, at now: Date) -> Bool { pace.withLock { $0.admits(name, at: now) } }

    func countMessage(_ name: String?, at now: Date) { pace.withLock { $0.countMessage(name, at: now) } }

    func countGuess(_ name: String?, at now: Date) { pace.withLock { $0.countGuess(name, at: now) } }
}
