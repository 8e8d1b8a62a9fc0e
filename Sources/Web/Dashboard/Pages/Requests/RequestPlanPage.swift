import Domain
import Foundation
import UseCases

/// Who would be written to, and who not, before anybody is.
struct RequestPlanPage: Page {
    static let template = "request-plan"

    let shell: Shell
    let title: String
    let heading: String
    let lead: String
    /// What to know before anything is sent.
    let warnings: [String]
    let sending: Sending?
    let groups: [Group]
    let nothing: String?

    /// The form that sends: exactly these connections, whatever the list has by then.
    struct Sending: Sendable {
        let connections: String
        let note: FormField
        let faults: Faults?
        let label: String
    }

    struct Group: Sendable {
        let id: String
        let heading: String
        let text: String?
        let first: Rows
        /// Unfolded by hand.
        let rest: Rest?

        struct Rows: Sendable {
            let rows: [Row]
        }

        struct Rest: Sendable {
            let label: String
            let list: Rows
        }
    }

    struct Row: Sendable {
        let customer: String
        let address: String
        let email: String?
        /// What each is asked for; nil where nothing is left to ask.
        let asks: String?
    }

    /// - Parameter sendsMail: Whether a mail server is configured.
    init(_ plan: RequestPlan, sendsMail: Bool = true, answers: Answers = Answers(), viewer: Viewer) {
        let people = plan.asked.count
        let sent = plan.asked + plan.held
        shell = viewer.shell(at: .connections)
        let note = FormField(
            "note", "Note", rows: 3, hint: "In your own words; stands in every message. May be blank.", in: answers)
        let faults = answers.summary(of: [note])
        heading =
            people > 0
            ? "You are about to write to \(Self.people(people))" : "Nobody is written to now"
        title = (faults == nil ? "" : "Error: ") + heading
        lead = "One message for each person, however many of their connections need them. Nothing was sent yet."
        warnings = [
            plan.isCapped
                ? "Only the first 1,000 connections were looked at. Ask the others in a second round." : nil,
            sendsMail || sent.isEmpty
                ? nil
                : "No mail server is configured: the requests are made, but nothing is sent. You pass the links on yourself.",
        ].compactMap(\.self)
        sending =
            sent.isEmpty
            ? nil
            : Sending(
                connections: sent.flatMap(\.items).map(\.connectionID.prefixed).joined(separator: " "), note: note,
                faults: faults,
                label: people > 0 ? "Send to \(Self.people(people))" : "Send as soon as the incident is over")
        groups = [
            Group("asked", "Written to now", nil, plan.asked),
            Group(
                "held", "Held back",
                "Their utility has an incident, so what broke may be its own doing. They are written to when it is over, if it "
                    + "still needs them.", plan.held),
            Group(
                "without-address", "Without an e-mail address",
                "Open the customer, ask from there, and pass the link on yourself.", plan.withoutAddress),
            Group(
                "already-asked", "Asked already", "They have not answered yet, and are reminded by themselves.",
                plan.alreadyAsked),
        ].compactMap(\.self)
        nothing =
            plan.nothingToAsk > 0
            ? "\(counted(plan.nothingToAsk, "connection")) \(plan.nothingToAsk == 1 ? "needs" : "need") nothing that a "
                + "customer could do."
            : nil
    }

    private static func people(_ count: Int) -> String {
        count == 1 ? "1 person" : "\(count.formatted(.number.locale(.product))) people"
    }
}

extension RequestPlanPage.Group {
    /// How many are shown before the rest is unfolded.
    private static let shown = 20

    /// Nil when nobody is in it.
    fileprivate init?(_ id: String, _ heading: String, _ text: String?, _ requests: [PlannedRequest]) {
        guard !requests.isEmpty else { return nil }
        let rows = requests.map(RequestPlanPage.Row.init)
        let rest = Array(rows.dropFirst(Self.shown))
        self.id = id
        self.heading = "\(heading): \(rows.count.formatted(.number.locale(.product)))"
        self.text = text
        first = Rows(rows: Array(rows.prefix(Self.shown)))
        self.rest =
            rest.isEmpty
            ? nil
            : Rest(label: "Show the other \(rest.count.formatted(.number.locale(.product)))", list: Rows(rows: rest))
    }
}

extension RequestPlanPage.Row {
    fileprivate init(_ request: PlannedRequest) {
        customer = request.customer.name
        address = "/customers/\(request.customer.id.prefixed)"
        email = request.email
        asks = request.items.isEmpty ? nil : request.items.map(\.words).joined(separator: "; ")
    }
}
