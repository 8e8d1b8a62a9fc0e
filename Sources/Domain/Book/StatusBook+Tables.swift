extension StatusBook {
    static var table: String {
        let rows = StatusTable.entries.map { entry in
            row([
                "`\(entry.status.rawValue)`", entry.displayName, entry.actor.rawValue, words(entry.wizard.rawValue),
                filters(entry), entry.retry.rawValue, nectar(entry.nectar), utilityAPI(entry.utilityAPI),
            ])
        }
        return section(
            "The table",
            header: [
                "API value", "Shown as", "Who acts", "Reconnect opens", "Filters", "Retry", "Nectar", "UtilityAPI",
            ],
            rows: rows)
    }

    static var texts: String {
        let rows = StatusTable.entries.map { entry in
            row(["`\(entry.status.rawValue)`", entry.meaning, entry.customerTemplate, entry.nextAction.label])
        }
        return section(
            "What it means, what the customer reads",
            header: ["API value", "For the operator", "For the customer", "Next"], rows: rows)
    }

    static var reasons: String {
        let rows = ConnectionStatus.allCases.flatMap { status in
            Reason.known(for: status).map { reason in
                row([
                    "`\(status.rawValue)`", "`\(reason.rawValue)`",
                    Cause.sentence(status, reason, utility: "{utility}"),
                ])
            }
        }
        return section("Reasons", header: ["API value", "Reason", "In words"], rows: rows)
    }

    static var retries: String {
        let rows = RetryPolicy.allCases.map { row([$0.rawValue, $0.summary]) }
        return section("Automatic retry", header: ["Code", "What happens"], rows: rows) + """


            Whatever the reason, at most \(SubmissionGate.budget(of: .password, isAttended: false)) passwords and \
            \(SubmissionGate.budget(of: .code, isAttended: false)) codes go to one login in 24 hours; with the person \
            present, \(SubmissionGate.budget(of: .password, isAttended: true)) passwords in all. A secret that a portal \
            refused is never sent again.

            Before anybody is asked, a failure is compared with the provider's other connections: when at least \
            \(Cohort.fewest) of them, and at least one in \(Cohort.oneIn), failed alike within 30 minutes, one incident \
            opens, messages wait, and the connection shows WEBSITE_DOWN or UNDER_INVESTIGATION instead.
            """
    }

    static var ways: String {
        let rows = StatusAtlas.edges.map { edge in
            row(["`\(edge.from.rawValue)`", "`\(edge.to.rawValue)`", edge.causes.joined(separator: "; ")])
        }
        let pictures = StateDrawing.all.map { "![\($0.title)](states/\($0.name).svg)" }.joined(separator: "\n\n")
        return
            "## Ways between statuses\n\nFound by asking the law itself; ×3 means three in a row. Under a cover, Connected stands for whatever is beneath.\n\n"
            + pictures
            + "\n\n"
            + (head(["From", "To", "When"]) + rows).joined(separator: "\n")
    }

    private static func section(_ title: String, header: [String], rows: [String]) -> String {
        "## \(title)\n\n" + (head(header) + rows).joined(separator: "\n")
    }

    private static func head(_ titles: [String]) -> [String] { [row(titles), row(titles.map { _ in "---" })] }

    private static func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |" }

    private static func words(_ code: String) -> String { code.split(separator: "_").joined(separator: " ") }

    private static func filters(_ entry: StatusEntry) -> String {
        guard !entry.isGreyed else { return "all only" }
        return ConnectionFilter.allCases.filter { $0 != .all && entry.filters.contains($0) }
            .map { words($0.rawValue) }.joined(separator: ", ")
    }

    private static func nectar(_ view: NectarView) -> String {
        (view.status ?? "as before") + (view.isActive ? "" : ", inactive")
    }

    private static func utilityAPI(_ view: UtilityAPIView) -> String {
        ([view.status ?? "as before"] + view.notes.map { "`\($0)`" } + view.flags.map { "`\($0)`" })
            .joined(separator: ", ")
    }
}
