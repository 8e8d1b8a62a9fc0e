/// A picture of the ways between statuses: a row for where one starts, a column for where it ends, and in each crossing
/// what leads there. An SVG that follows the reader's light or dark setting.
struct StateDrawing {
    let name: String
    let title: String
    let rows: [ConnectionStatus]
    let columns: [ConnectionStatus]

    private static let signInStatuses =
        [.pending, .connected] + ConnectionStatus.allCases.filter(\.isSignInError)
        + ConnectionStatus.allCases.filter(\.isSiteError)

    static let all: [StateDrawing] = [
        StateDrawing(
            name: "sign-in-errors", title: "Ways into the sign-in errors and back",
            rows: signInStatuses, columns: [.connected] + ConnectionStatus.allCases.filter(\.isSignInError)),
        StateDrawing(
            name: "site-errors", title: "Ways into the site errors and back",
            rows: signInStatuses, columns: [.connected] + ConnectionStatus.allCases.filter(\.isSiteError)),
        StateDrawing(
            name: "covers", title: "Ways into what hides a sign-in status, and out again",
            rows: [.pending, .connected] + Cover.allCases.map(\.status),
            columns: [.pending, .connected] + Cover.allCases.map(\.status)),
    ]

    var svg: String {
        let drawing = StateGrid(rows: rows, columns: columns)
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="\(drawing.width)" height="\(drawing.height)" \
            viewBox="0 0 \(drawing.width) \(drawing.height)" role="img" aria-labelledby="title">
            <title id="title">\(title)</title>
            <style>
            svg { color-scheme: light dark; --paper: #fff; --ink: #1c2530; --quiet: #5b6673; --line: #d5dae0; \
            --fill: #eef4f1; --mark: #0f6b4f }
            @media (prefers-color-scheme: dark) { svg { --paper: #14191f; --ink: #e8ecf0; --quiet: #9aa6b2; \
            --line: #333c46; --fill: #1a2b27; --mark: #6ecdab } }
            text { font: 11px system-ui, sans-serif; fill: var(--ink) }
            .name { font-weight: 600; font-size: 12px }
            .axis { fill: var(--quiet) }
            .paper { fill: var(--paper) }
            .way { fill: var(--fill); stroke: var(--mark) }
            .same { fill: var(--line) }
            line { stroke: var(--line) }
            </style>
            <rect class="paper" width="100%" height="100%"/>
            \(drawing.body)
            </svg>

            """
    }
}
