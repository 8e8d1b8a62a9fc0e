import Domain
public import Foundation
public import Ports

/// Takes one message that a mail server hands to a command of ours.
public enum MailPipe {
    /// How the command ends (sysexits.h), which tells the mail server what to do.
    public enum Ending: Int32, Sendable {
        case taken = 0
        /// It is no mail, or too much of it: sent back.
        case unreadable = 65
        /// Nobody of that name: sent back.
        case unknownRecipient = 67
        /// The mail server keeps it and tries again.
        case tryAgain = 75
    }

    /// Bytes of a message; whoever reads it may stop at one more.
    public static let limit = MIMELimits().messageBytes

    /// Hands a message to the receiver. Whoever may run the command is trusted like a mail host of ours.
    ///
    /// - Parameter recipients: Names of the one recipient, before and after a mail server's own aliases: the first that
    ///   anybody has counts.
    public static func take(
        _ raw: [UInt8], for recipients: [String], trust: MailTrustRule, receivedAt: Date,
        receiver: any MessageReceiving
    ) async -> Ending {
        for recipient in recipients {
            switch await receiver.verdict(onRecipient: recipient.lowercased()) {
            case .unknown: continue
            case .tooMany, .unavailable: return .tryAgain
            case .accepted:
                let origin = MailOrigin(transport: .pipe, receivedAt: receivedAt, trust: trust.ofTrustedHost)
                return await take(raw, for: recipient, from: origin, receiver: receiver)
            }
        }
        return .unknownRecipient
    }

    private static func take(
        _ raw: [UInt8], for recipient: String, from origin: MailOrigin, receiver: any MessageReceiving
    ) async -> Ending {
        do throws(MailError) {
            switch await receiver.receive(try await MIMEReader().open(raw).message(to: recipient, from: origin)) {
            case .taken: return .taken
            case .unknownRecipient: return .unknownRecipient
            case .tooMany, .unavailable: return .tryAgain
            }
        } catch {
            return .unreadable
        }
    }
}
