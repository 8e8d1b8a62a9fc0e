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
    /// Where a code is typed, or could be; the live view fills it later when it is empty now.
    let code: CodePlace?
    let faults: Faults?
    let result: Result?
    let recorder: FlightRecorder?
    let reclassify: Reclassify?

    struct Live: Sendable {
        /// The address of the server-sent events.
        let events: String
        /// The page itself, for loading it anew.
        let page: String
        let note: String
        /// Without scripts the page loads itself anew, unless somebody types into it.
        let reloads: Bool
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

    /// - Parameters:
    ///   - codes: How the connection's codes come, where the run was about them.
    ///   - isTyping: The code is to be typed although it is expected to come by itself.
    init(
        _ run: RunDetail, codes: CodeRouteDetail? = nil, answers: Answers = Answers(), isTyping: Bool = false,
        viewer: Viewer
    ) {
        let address = "/runs/\(run.summary.id.prefixed)"
        let isOver = run.summary.endedAt != nil
        let words = RunWords(run)
        shell = viewer.shell(at: .connections)
        let place = CodePlace(run, answers: answers, isTyping: isTyping, viewer: viewer)
        let faults = place.form.flatMap { answers.summary(of: [$0.field]) }
        title = "\(faults == nil ? "" : "Error: ")\(words.heading), \(run.connection.customer.name)"
        customer = run.connection.customer.name
        connectionAddress = "/connections/\(run.connection.id.prefixed)"
        stepOf = [.repair, .rehearsal].contains(run.summary.trigger) ? "Step 3 of 3" : nil
        heading = words.heading
        lead = words.lead(viewer: viewer)
        progress = ProgressList(run, now: viewer.now)
        live =
            isOver
            ? nil
            : Live(
                events: address + "/events" + (isTyping ? CodePlace.typingQuery : ""), page: address,
                note: "You may leave this page: the check goes on, and its result will be at the connection.",
                reloads: place.form == nil)
        code = isOver ? nil : place
        self.faults = faults
        result = isOver ? Result(hero: StatusHero(run, words: words, codes: codes), found: Found(run)) : nil
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
