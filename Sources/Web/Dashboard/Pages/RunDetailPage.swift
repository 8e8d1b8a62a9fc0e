import Domain
import Foundation
import UseCases

/// One check: live while it runs, then its result and the flight recorder.
struct RunDetailPage: Page {
    static let template = "run"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    /// Where the wizard is, when the run belongs to one.
    let stepOf: String?
    let heading: String
    let lead: String
    let progress: ProgressList
    let live: Live?
    let result: Result?
    let recorder: FlightRecorder?
    let reclassify: Reclassify?

    struct Live: Sendable {
        /// The address of the server-sent events.
        let events: String
        let note: String
    }

    struct Result: Sendable {
        let hero: StatusHero
        let found: Found?
    }

    /// What the check brought home, with the way to it.
    struct Found: Sendable {
        let items: [Item]

        struct Item: Sendable {
            let text: String
            let side: String
            let address: String
        }
    }

    /// The form that corrects a wrong judgement.
    struct Reclassify: Sendable {
        let action: String
        let field: FormField
    }

    init(_ run: RunDetail, answers: Answers = Answers(), viewer: Viewer) {
        let address = "/runs/\(run.summary.id.prefixed)"
        let isOver = run.summary.endedAt != nil
        let words = RunWords(run)
        shell = viewer.shell(at: .connections)
        title = "\(words.heading), \(run.connection.customer.name)"
        customer = run.connection.customer.name
        connectionAddress = "/connections/\(run.connection.id.prefixed)"
        stepOf = run.summary.trigger == .repair ? "Step 3 of 3" : nil
        heading = words.heading
        lead = words.lead(viewer: viewer)
        progress = ProgressList(run, now: viewer.now)
        live =
            isOver
            ? nil
            : Live(
                events: address + "/events",
                note: "You may leave this page: the check goes on, and its result will be at the connection.")
        result = isOver ? Result(hero: StatusHero(run, words: words), found: Found(run)) : nil
        recorder = isOver && !(run.steps.isEmpty && words.hasPassed) ? FlightRecorder(run) : nil
        reclassify =
            isOver && run.actions.contains(.reclassify) ? Reclassify(action: address + "/corrections", answers) : nil
    }
}

extension RunDetailPage.Found {
    init?(_ run: RunDetail) {
        guard run.summary.progress == .succeeded, !run.accounts.isEmpty else { return nil }
        let connection = "/connections/\(run.connection.id.prefixed)"
        items =
            run.accounts.map {
                Item(text: "Account \($0.number)", side: $0.serviceAddress, address: connection)
            }
            + run.bills.prefix(6).map { bill in
                Item(
                    text: "Bill of account \(bill.accountNumber), issued \(CalendarWords.day(written: bill.issuedOn))",
                    side: bill.amount.text,
                    address: bill.hasDocument ? bill.documentAddress(in: run.connection.id) : connection)
            }
    }
}

extension RunDetailPage.Reclassify {
    /// What evidence may show; who is paused, expired or retired is not a matter of evidence.
    static let choices: [ConnectionStatus] = [
        .passwordIncorrect, .mfaTokenExpired, .newPasswordNeeded, .additionalCredentialsNeeded, .accountLocked,
        .websiteDown, .urlInaccessible, .underInvestigation, .noAccountsFound, .otherError, .providerRetired,
    ]

    init(action: String, _ answers: Answers) {
        self.action = action
        field = FormField(
            "status", "What the evidence shows",
            choosingFrom: [(value: "", label: "Choose a status")]
                + Self.choices.map { (value: $0.rawValue, label: $0.entry.displayName) }, in: answers)
    }
}
