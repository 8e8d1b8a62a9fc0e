import Foundation

/// Fetching a file from inside the shown document: the same request that its link would make, and a fraction of what a
/// tab costs. Our isolated world makes it, so the page's scripts neither see it nor answer it.
extension BrowserPage {
    /// Fetches a file of the shown document's own origin. Nil when only a tab can get it, or can say what is wrong with
    /// it: another origin, also behind a redirect; a policy of the page; any status but 200.
    /// - Throws: `.downloadTooLarge` (the rest is not fetched), `.timedOut`.
    func fetchInside(_ address: String) async throws(BrowserError) -> Download? {
        let facts = watch.facts
        guard let world = facts.frames[0].world, let file = WebAddress(address),
            file.origin == WebAddress(facts.url)?.origin
        else { return nil }
        let limit = options.downloadLimit
        let answer: JSON
        do throws(BrowserError) {
            answer = try await call(
                "Runtime.callFunctionOn",
                [
                    "functionDeclaration": .text(FetchScript.fetch), "uniqueContextId": .text(world),
                    "arguments": [["value": .text(address)], ["value": .number(Double(limit))]],
                    "returnByValue": true, "awaitPromise": true,
                ], limit: .seconds(60))
        } catch .protocolFailure {
            return nil
        } catch .hung where watch.facts.end == nil {
            throw .timedOut
        }
        let found = answer["result"]["value"]
        if found["isTooLarge"].bool == true { throw .downloadTooLarge(limit: limit) }
        guard let body = found["body"].string, let bytes = Data(base64Encoded: body) else { return nil }
        let head = ResponseHead(["responseStatusCode": 200, "responseHeaders": found["headers"]])
        return Download(bytes: Array(bytes), mediaType: head.mediaType, fileName: head.fileName, status: head.status)
    }
}

private enum FetchScript {
    /// Address and limit in bytes; the file in base64 with its headers out, or nothing.
    static let fetch = """
        async function(address, limit) {
            let response;
            try { response = await fetch(address); } catch { return null; }
            if (response.status !== 200 || !response.body) return null;
            const reader = response.body.getReader();
            const parts = [];
            let size = Number(response.headers.get("content-length"));
            if (size <= limit) {
                size = 0;
                for (;;) {
                    const { done, value } = await reader.read();
                    if (done) break;
                    size += value.length;
                    if (size > limit) break;
                    parts.push(value);
                }
            }
            if (size > limit) {
                reader.cancel();
                return { isTooLarge: true };
            }
            const text = await new Promise((resolve, reject) => {
                const file = new FileReader();
                file.onload = () => resolve(file.result);
                file.onerror = () => reject(file.error);
                file.readAsDataURL(new Blob(parts));
            });
            const headers = [];
            for (const [name, value] of response.headers) headers.push({ name, value });
            return { headers, body: text.slice(text.indexOf(",") + 1) };
        }
        """
}
