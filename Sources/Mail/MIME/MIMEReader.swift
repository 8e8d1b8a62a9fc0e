public import Domain
public import Foundation

/// Reads raw mail, however hostile, into the one record that every message becomes.
public struct MIMEReader: Sendable {
    private let limits: MIMELimits
    /// Two threads for the whole process: mail is small, and it waits for nobody.
    private static let workers = (0..<2).map { MIMEWorker(number: $0) }

    public init(limits: MIMELimits = MIMELimits()) { self.limits = limits }

    /// Reads one message.
    ///
    /// - Parameters:
    ///   - raw: The message with its headers; lines end in CR LF or in LF.
    ///   - recipient: The envelope's recipient, which becomes lower-case.
    /// - Throws: `MailError`: `.tooLarge`, `.tooComplex`, `.unreadable`.
    public func read(
        _ raw: [UInt8], transport: InboundTransport, recipient: String, receivedAt: Date, trust: MailTrust
    ) async throws(MailError) -> InboundMessage {
        guard raw.count <= limits.messageBytes else { throw .tooLarge(limit: limits.messageBytes) }
        let content = try await Self.workers[raw.count % Self.workers.count].content(of: raw, limits)
        return content.message(
            transport: transport, recipient: recipient, receivedAt: receivedAt, trust: trust)
    }
}

/// Parses on a thread of its own.
private actor MIMEWorker {
    nonisolated private let executor: DeepThread
    nonisolated var unownedExecutor: UnownedSerialExecutor { executor.asUnownedSerialExecutor() }

    init(number: Int) { executor = DeepThread(name: "mail.mime.\(number)") }

    func content(of raw: [UInt8], _ limits: MIMELimits) throws(MailError) -> MailContent {
        let screened = try MailScreen.screened(raw)
        guard let letter = GMimeParser.letter(screened, limits) else { throw .unreadable }
        return MailContent(letter, headers: HeaderBlock(raw), rawSize: raw.count, limits)
    }
}
