/// Reaches the web storage of an origin without its server: the tab goes to the origin while every request is answered
/// with an empty page.
struct StorageStage {
    let client: DevToolsClient
    let context: ContextGuard
    let session: String

    /// Runs the script, whose value is JSON text, in an empty page of each origin, and leaves the tab blank.
    func run(_ scripts: [(origin: String, script: String)]) async throws(BrowserError) -> [String] {
        guard !scripts.isEmpty else { return [] }
        context.stage(session, true)
        defer { context.stage(session, false) }
        var answers: [String] = []
        for (origin, script) in scripts {
            _ = try await client.call("Page.navigate", ["url": .text("\(origin)/")], session: session)
            let answer = try await client.call(
                "Runtime.evaluate", ["expression": .text(script), "returnByValue": true], session: session)
            guard let text = answer["result"]["value"].string else { throw .functionFailed }
            answers.append(text)
        }
        _ = try await client.call("Page.navigate", ["url": "about:blank"], session: session)
        return answers
    }
}
