import Domain
import Logging
import Ports
import Support
import Synchronization
import Testing

@testable import Server

@Suite struct ReceivingAloudTests {
    @Test("a message that could not be taken leaves its cause in the log, and nothing of what it said")
    func cause() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let log = RecordedLog()
        let dead = office.reopened(over: DyingStorage(office.storage, at: 1, .beforeCommit))
        let receiver = ReceivingAloud(workplace: dead, logger: Logger(label: "test") { _ in log })
        let mail = office.mail(to: "c-abcdefghijklmnopqrstuvwxyz@codes.acme.example", code: "481207")
        #expect(await receiver.receive(mail) == .unavailable)
        #expect(await receiver.verdict(onRecipient: mail.recipient) == .unavailable)
        #expect(
            log.lines == [
                "error a message could not be taken cause=Death transport=smtp",
                "error a recipient could not be looked up cause=Death",
            ])
    }

    @Test("what goes well is not told")
    func quiet() async throws {
        let office = try await Office.open(in: try await TemporaryStore.sqlite())
        let log = RecordedLog()
        let receiver = ReceivingAloud(workplace: office.workplace, logger: Logger(label: "test") { _ in log })
        #expect(await receiver.receive(office.mail(to: "nobody@codes.acme.example")) == .unknownRecipient)
        #expect(await receiver.verdict(onRecipient: "nobody@codes.acme.example") == .unknown)
        #expect(log.lines.isEmpty)
    }
}

/// Keeps what is logged.
private final class Lines: Sendable {
    let all = Mutex<[String]>([])
}

private struct RecordedLog: LogHandler {
    private let kept = Lines()
    var metadata: Logger.Metadata = [:]
    var logLevel = Logger.Level.trace

    var lines: [String] { kept.all.withLock { $0 } }

    subscript(metadataKey key: String) -> Logger.Metadata.Value? {
        get { metadata[key] }
        set { metadata[key] = newValue }
    }

    func log(event: LogEvent) {
        let words = (event.metadata ?? [:]).map { "\($0)=\($1)" }.sorted()
        kept.all.withLock { $0.append((["\(event.level)", "\(event.message)"] + words).joined(separator: " ")) }
    }
}
