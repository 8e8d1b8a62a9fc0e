import Domain
import Foundation
import UseCases

/// Everything that came in for a connection's codes: when, from whom, and what became of it. Never what it said.
struct CodeLedgerPage: Page {
    static let template = "code-ledger"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let heading: String
    let lead: String
    let list: List?
    let more: String?
    let stop: Switch?
    let rotation: Switch?

    struct List: Sendable {
        let rows: [Row]
    }

    struct Row: Sendable {
        let at: Moment
        let sender: String?
        let tone: String
        let what: String
        let delay: String?
    }

    /// Something to press, with what it does.
    struct Switch: Sendable {
        let text: String
        let post: Post
    }

    init(_ codes: CodeRouteDetail, viewer: Viewer) {
        let address = "/connections/\(codes.connection.id.prefixed)"
        let ledger = codes.ledger
        let kind = codes.route?.kind
        shell = viewer.shell(at: .connections)
        title = "What came in, \(codes.connection.customer.name)"
        customer = codes.connection.customer.name
        connectionAddress = address
        heading = "What came in for codes of \(codes.provider.name)"
        lead =
            "\(counted(ledger.used, "code")) used, \(counted(ledger.others, "other message")). Content is never kept, and "
            + "nothing is read while no sign-in waits for a code."
        list =
            ledger.lines.isEmpty
            ? nil : List(rows: ledger.lines.map { Row($0, provider: codes.provider.name, viewer: viewer) })
        more =
            ledger.used + ledger.others > ledger.lines.count
            ? "The newest \(ledger.lines.count) are shown." : nil
        stop =
            codes.mayChange && kind != nil && kind != .off
            ? Switch(
                text: "From that moment on nothing that comes is read. When \(codes.provider.name) asks for a code, "
                    + "somebody has to be there.",
                post: Post(label: "Stop it at once", address: address + "/codes/stops")) : nil
        rotation =
            codes.mayChange && (kind == .email || kind == .sms)
            ? Switch(
                text:
                    "If somebody else may know the address: a new one takes its place, and the old one takes nothing any "
                    + "more. You then set the new one up where the old one was.",
                post: Post(label: "Get a new address", address: address + "/codes/rotations")) : nil
    }
}

extension CodeLedgerPage.Row {
    init(_ line: CodeLedgerLine, provider: String, viewer: Viewer) {
        self.init(
            at: viewer.moment(line.at), sender: line.sender, tone: line.verdict.tone,
            what: line.verdict.sentence(provider), delay: line.delay.map(CalendarWords.length))
    }
}

extension MessageVerdict {
    /// Good when it helped, loud when somebody should know.
    var tone: String {
        switch self {
        case .used, .kept: "good"
        case .nobodyWaiting, .bounce: "you"
        default: "waiting"
        }
    }

    /// What became of it, and why.
    func sentence(_ provider: String) -> String {
        switch self {
        case .used: "Its code was used."
        case .noCode: "From \(provider), while a sign-in waited. No code was found in it."
        case .ambiguous: "More than one number in it could be the code. None was used."
        case .nobodyWaiting: "A code that nothing here asked for. It was not used; somebody else may be signing in."
        case .foreignSender: "Could not be proven to be \(provider)’s. Not read."
        case .tooOld: "Sent before the code was asked for. Not used."
        case .overLimit: "More than one address may get in an hour. Not read."
        case .tooLate: "The sign-in had its code already, or no longer waited."
        case .kept: "A mail with a bill. Its documents were kept."
        case .confirmation: "The mailbox asked whether it may forward."
        case .bounce: "The mailbox’s host refused to forward."
        case .irrelevant: "From \(provider), while no code was asked for. Dropped."
        }
    }
}
