/// The documents that are written from the status table and from the law; a test keeps the copies on disk fresh.
public enum StatusBook {
    /// Every file: its path from the root of the repository, and its text.
    public static func files() -> [(path: String, text: String)] {
        [("docs/statuses.md", page)] + StateDrawing.all.map { ("docs/states/\($0.name).svg", $0.svg) }
    }

    private static var page: String {
        [introduction, table, texts, reasons, retries, precedence, ways].joined(separator: "\n\n") + "\n"
    }

    private static var introduction: String {
        """
        # Statuses of a connection

        Written from the status table and the law in `Sources/Domain`; do not edit. `make docs` writes it anew.

        The **status** is what everybody sees. What a connection is doing right now, its **activity** (\(activities)), \
        is never an error and changes no status by itself. Beside the status stand the reason, who must act, since when \
        it holds, and when the next attempt is due.
        """
    }

    private static var activities: String {
        Activity.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
    }

    private static var precedence: String {
        """
        ## Precedence

        Several facts can hold at once. Shown is the first that applies: \
        \(Cover.allCases.map(\.status.rawValue).joined(separator: ", ")), then the sign-in status. What is hidden is \
        kept: uncovered, it is shown again and a check is queued.
        """
    }
}
