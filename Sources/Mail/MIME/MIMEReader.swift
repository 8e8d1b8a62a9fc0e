public import Domain
public import Foundation

/// Reads raw mail, however hostile, into the one record that every message becomes.
public struct MIMEReader: Sendable {
    private let limits: MIMELimits
    /// Two threads for the whole process: mail is small, and it waits for nobody.
    private static let workers = (0..<2).map { MIMEWorker(number: $0) }

    public init(limits: MIMELimits = MIMELimits()) { self.limits = limits }

    /// Reads one message for one recipient.
    ///
    /// - Parameters:
    ///   - raw: The message with its headers; lines end in CR LF or in LF.
    ///   - recipient: The envelope's recipient, which becomes lower-case.
    /// - Throws: `MailError`: `.tooLarge`, `.tooComplex`, `.unreadable`.
    public func read(
        _ raw: [UInt8], transport: InboundTransport, recipient: String, receivedAt: Date, trust: MailTrust
    ) async throws(MailError) -> InboundMessage {
        let origin = MailOrigin(transport: transport, receivedAt: receivedAt, trust: trust)
        return try await open(raw).message(to: recipient, from: origin)
    }

    /// Reads one message for whoever it may be for.
    ///
    /// - Throws: As `read`.
    public func open(_ raw: [UInt8]) async throws(MailError) -> OpenedMail {
        guard raw.count <= limits.messageBytes else { throw .tooLarge(limit: limits.messageBytes) }
        return OpenedMail(try await Self.workers[raw.count % Self.workers.count].content(of: raw, limits))
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
