/// The JavaScript world of our own that every frame gets. It shares the document with the page's scripts and nothing else:
/// they cannot see its functions, nor change what ours do.
public enum IsolatedWorld {
    static let name = "tieline"
    /// The function, present in our world only, by which the observer reports.
    static let binding = "tielineChanged"
    /// True in our world of a document in which nothing was done, since something was typed, by which a form may be sent.
    public static let isUnsent = "tielineIsUnsent"

    /// Reports changes of the document: the first at once, then at most one report every 25 ms. And notes whether a hand
    /// has done anything by which a form may be sent since it last typed; what was not watched from its start, and not
    /// typed in since, tells nothing.
    static let observer = """
        (() => {
            if (globalThis.tielineObserves) return;
            globalThis.tielineObserves = true;
            globalThis.\(isUnsent) = document.readyState === "loading" && document.body === null;
            const typing = "input:not([type=submit], [type=image], [type=button], [type=reset]), textarea, select, label";
            const send = () => { globalThis.\(isUnsent) = false; };
            addEventListener("input", (event) => { if (event.isTrusted) globalThis.\(isUnsent) = true; }, true);
            addEventListener("submit", send, true);
            addEventListener("keydown", (event) => { if (event.key === "Enter") send(); }, true);
            addEventListener("click", (event) => {
                if (!(event.target instanceof Element && event.target.closest(typing))) send();
            }, true);
            let isWaiting = false, hasMore = false;
            const report = () => {
                if (isWaiting) { hasMore = true; return; }
                isWaiting = true;
                \(binding)("");
                setTimeout(() => {
                    isWaiting = false;
                    if (hasMore) { hasMore = false; report(); }
                }, 25);
            };
            new MutationObserver(report).observe(document, {
                subtree: true, childList: true, attributes: true, characterData: true
            });
        })()
        """

    /// Runs in the page's own world before its scripts: takes away the ways to the network that the request gate
    /// cannot stop. Sites treat them as an old browser's lack.
    static let withoutUngatedNetwork = """
        for (const name of ["WebSocket", "WebSocketStream", "WebTransport", "RTCPeerConnection",
                            "webkitRTCPeerConnection", "RTCDataChannel", "PushManager"]) delete globalThis[name];
        if (globalThis.Navigator) delete Navigator.prototype.serviceWorker;
        """

    /// Wraps a caller's function: JSON text in, JSON text out.
    static func calling(_ function: String) -> String {
        """
        function(tielineArgument) {
            const answer = (\(function)\n).call(this, JSON.parse(tielineArgument));
            return JSON.stringify(answer === undefined ? null : answer);
        }
        """
    }
}
