import Domain
import Foundation
import Logging
import Support
import Synchronization
import Testing

@testable import Mail

@Suite("Reading a mailbox", .timeLimit(.minutes(5)))
struct MailboxTests {
    private let receiver = RecordingReceiver()

    private func round(
        _ mailbox: FakeMailbox, server: String? = nil, clock: TestClock = TestClock()
    ) -> MailboxRound {
        MailboxRound(
            mailbox: mailbox, reader: MIMEReader(), receiver: receiver, clock: clock,
            trust: MailTrust(authenticationServer: server), tally: MailTally())
    }

    private func letter(_ headers: String) -> [UInt8] {
        Letters.wire(headers + "From: a@b.example\n\nYour code is 481207.")
    }

    @Test("what is for us is taken and deleted, what is not stays")
    func takes() async throws {
        let mailbox = FakeMailbox([
            1: letter("To: friend@mail.example\n"),
            2: letter("Delivered-To: c-one@codes.example\nTo: me@mail.example\n"),
            3: letter("To: \"Me\" <inbox@mail.example>, <C-Two@codes.example>\n"),
            4: letter("To: late-a@codes.example\n"),
            5: letter("To: c-full@codes.example\n"), 6: letter(""),
        ])
        try await round(mailbox).run()
        #expect(receiver.taken.map(\.recipient) == ["c-one@codes.example", "c-two@codes.example"])
        #expect(receiver.taken.allSatisfy { $0.transport == .imap && !$0.authenticity.isVouchedFor })
        #expect(mailbox.left == [1, 4, 5, 6])
        #expect(mailbox.unseen == [4, 5])
    }

    @Test("what is too much for one address rests for ten minutes, and others get by")
    func overLimit() async throws {
        let full = letter("To: c-full@codes.example\n")
        let count = UInt32(MailboxRound.limit)
        let mailbox = FakeMailbox(
            Dictionary(uniqueKeysWithValues: (1...count).map { ($0, full) })
                .merging([count + 1: letter("To: c-one@codes.example\n")]) { $1 })
        let clock = TestClock()
        let round = round(mailbox, clock: clock)
        try await round.run()
        #expect(receiver.taken.isEmpty && mailbox.unseen.count == Int(count) + 1)
        try await round.run()
        #expect(receiver.taken.map(\.recipient) == ["c-one@codes.example"])
        #expect(mailbox.left == Array(1...count) && mailbox.reads == Int(count) + 1)
        clock.advance(by: 601)
        try await round.run()
        #expect(mailbox.left == Array(1...count) && mailbox.reads == 2 * Int(count) + 1)
    }

    @Test("only so many rest at once")
    func capacity() {
        let resting = RestingMessages(capacity: 2)
        let now = TestClock().now()
        for number in UInt32(1)...3 { resting.rest(number, from: now.addingTimeInterval(Double(number))) }
        #expect(resting.numbers(at: now) == [2, 3])
        #expect(resting.numbers(at: now.addingTimeInterval(602)) == [3])
    }

    @Test("the mailbox's host is believed by its name alone")
    func trust() async throws {
        let results = "Authentication-Results: mx.host.example; dkim=pass header.d=utility.example\n"
        try await round(FakeMailbox([1: letter(results + "To: c-one@d\n")]), server: "mx.host.example").run()
        #expect(receiver.taken.map(\.authenticity.dkimDomains) == [["utility.example"]])
    }

    @Test("mail that cannot be read is left alone")
    func unreadable() async throws {
        let mailbox = FakeMailbox([1: [UInt8](repeating: 0x78, count: MIMELimits().messageBytes + 1)])
        try await round(mailbox).run()
        #expect(mailbox.left == [1])
    }

    @Test("a message that the server does not give out is set aside, and those behind it are taken")
    func refusedMessage() async throws {
        let mailbox = FakeMailbox([1: letter("To: c-one@d\n"), 2: letter("To: c-two@d\n")], refusing: [1])
        try await round(mailbox).run()
        #expect(receiver.taken.map(\.recipient) == ["c-two@d"])
        #expect(mailbox.left == [1])
        #expect(mailbox.unseen == [])
    }

    /// Runs the polling until it has rested as often as there are answers; answers how long each rest was.
    private func rests(_ mailbox: FakeMailbox, wanted: [Bool]) async -> [Duration] {
        let rests = Mutex<[Duration]>([])
        let answers = Mutex(wanted)
        let polling = MailboxPolling(
            round(mailbox), logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() },
            pause: { duration in
                rests.withLock { $0.append(duration) }
                if answers.withLock({ $0.isEmpty }) { throw CancellationError() }
            }, isWanted: { answers.withLock { $0.removeFirst() } })
        await polling.run()
        return rests.withLock { $0 }
    }

    @Test("while nobody waits for a code it looks once a minute, for bills")
    func bills() async {
        let mailbox = FakeMailbox([:])
        let rests = await rests(mailbox, wanted: Array(repeating: false, count: 60))
        let expected = Array(repeating: Duration.seconds(2), count: 29) + [.seconds(10)]
        #expect(rests == expected + expected)
        #expect(mailbox.looks == 2)
    }

    @Test("it looks every ten seconds while somebody waits")
    func rhythm() async {
        let mailbox = FakeMailbox([:])
        let rests = await rests(mailbox, wanted: [false, false, true, true, false])
        #expect(rests == [.seconds(2), .seconds(2), .seconds(10), .seconds(10), .seconds(2)])
        #expect(mailbox.looks == 2)
    }

    @Test("a refused sign-in is not tried again soon")
    func refused() async {
        let mailbox = FakeMailbox([:], failing: .mailboxSignInRefused)
        #expect(await rests(mailbox, wanted: [true]) == [.seconds(900)])
        let gone = FakeMailbox([:], failing: .mailboxUnreachable(code: 7))
        #expect(await rests(gone, wanted: [true]) == [.seconds(10)])
    }

    @Test("the server's numbers are read, and nothing else")
    func numbers() {
        let answer = Array("* 3 EXISTS\r\n* SEARCH 9 4 x 7\r\n* SEARCH 2\r\n".utf8)
        #expect(IMAPMailbox.numbers(answer, limit: 3) == [2, 4, 7])
        #expect(IMAPMailbox.numbers(Array("* SEARCH\r\n".utf8), limit: 3) == [])
    }

    @Test(
        "an address names a folder and nothing more",
        arguments: [
            ("imaps://imap.example/INBOX", "imaps://imap.example/INBOX"),
            ("imaps://imap.example", "imaps://imap.example/INBOX"),
            ("imap://imap.example:1143/Codes/", "imap://imap.example:1143/Codes"),
            ("imaps://[::1]/A/B", "imaps://[::1]/A/B"),
            ("https://imap.example/", nil), ("imaps:///INBOX", nil), ("imaps://user@imap.example/", nil),
            ("imaps://imap.example/INBOX;UID=1", nil), ("imaps://imap.example/?ALL", nil),
        ])
    func addresses(text: String, url: String?) throws {
        let address = MailboxAddress(try #require(URL(string: text)), user: "u", password: Secret("p"))
        #expect(address?.url == url)
    }

    @Test("nobody at the address is an error of its own")
    func unreachable() async throws {
        let url = try #require(URL(string: "imap://127.0.0.1:1/INBOX"))
        let address = try #require(MailboxAddress(url, user: "u", password: Secret("p")))
        await #expect(throws: MailError.mailboxUnreachable(code: 7)) { try await IMAPMailbox(address).fresh(limit: 1) }
    }
}

/// A mailbox in memory.
final class FakeMailbox: Mailbox {
    private struct State {
        var messages: [UInt32: [UInt8]]
        var seen: Set<UInt32> = []
        var looks = 0
        var reads = 0
    }

    private let state: Mutex<State>
    private let failure: MailError?
    private let refused: Set<UInt32>

    init(_ messages: [UInt32: [UInt8]], failing failure: MailError? = nil, refusing refused: Set<UInt32> = []) {
        state = Mutex(State(messages: messages))
        self.failure = failure
        self.refused = refused
    }

    var left: [UInt32] { state.withLock { $0.messages.keys.sorted() } }
    var unseen: [UInt32] {
        state.withLock { state in state.messages.keys.filter { !state.seen.contains($0) }.sorted() }
    }
    var reads: Int { state.withLock { $0.reads } }
    var looks: Int { state.withLock { $0.looks } }

    func fresh(limit: Int) async throws(MailError) -> [UInt32] {
        state.withLock { $0.looks += 1 }
        if let failure { throw failure }
        return Array(unseen.prefix(limit))
    }

    func message(_ number: UInt32) async throws(MailError) -> [UInt8] {
        guard !refused.contains(number) else { throw .mailboxNotUnderstood }
        return state.withLock { state in
            state.seen.insert(number)
            state.reads += 1
            return state.messages[number] ?? []
        }
    }

    func delete(_ number: UInt32) async throws(MailError) { state.withLock { $0.messages[number] = nil } }

    func setAside(_ number: UInt32) async throws(MailError) { state.withLock { _ = $0.seen.insert(number) } }

    func putBack(_ number: UInt32) async throws(MailError) { state.withLock { _ = $0.seen.remove(number) } }
}
