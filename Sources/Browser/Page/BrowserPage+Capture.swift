import Foundation

extension BrowserPage {
    /// Fetches a file with the page's cookies (GET, redirects within the allowed origins) into memory.
    /// - Throws: `.addressRefused`, `.downloadTooLarge` (the rest is not fetched), `.downloadFailed`, `.timedOut`.
    public func download(_ address: String) async throws(BrowserError) -> Download {
        if case .refuse(let origin) = gate.decide(address) { throw .addressRefused(origin: origin) }
        let facts = watch.facts
        if let end = facts.end { throw end }
        do throws(BrowserError) {
            if let file = try await fetchInside(address) { return file }
            return try await downloads.fetch(address, referrer: WebAddress(facts.url) == nil ? "" : facts.url)
        } catch .hung {
            await browser.probe()
            throw watch.facts.end ?? .hung
        }
    }

    /// A PNG of the viewport in which every field that can be typed into is painted over, in every frame.
    /// - Throws: rather than giving a picture in which a field might show.
    public func maskedScreenshot() async throws(BrowserError) -> [UInt8] {
        let masked = try await evaluateInFrames(MaskScript.put, argument: "null").count
        let picture: Result<JSON, BrowserError>
        do throws(BrowserError) {
            // A frame that had no world of ours has not been masked.
            guard masked == watch.facts.frames.count else { throw BrowserError.timedOut }
            picture = .success(try await call("Page.captureScreenshot", ["format": "png"], limit: .seconds(20)))
        } catch {
            picture = .failure(error)
        }
        _ = try await evaluateInFrames(MaskScript.remove, argument: "null")
        guard let data = try picture.get()["data"].string.flatMap({ Data(base64Encoded: $0) }) else {
            throw .protocolFailure(method: "Page.captureScreenshot", code: 0)
        }
        return Array(data)
    }
}

private enum MaskScript {
    /// One sheet for the document and every open shadow tree. Fields in closed shadow trees are out of reach of the sheet
    /// itself, so elements that may hold one (custom elements with nothing inside that we can see) are painted over whole.
    static let put = """
        () => {
            const sheet = new CSSStyleSheet();
            sheet.replaceSync(`
                input:not([type=submit], [type=button], [type=reset], [type=image]), textarea, select,
                [contenteditable]:not([contenteditable=false]), [data-tieline-mask] {
                    filter: brightness(0) !important; background: #000 !important; color: #000 !important;
                    -webkit-text-fill-color: #000 !important; text-shadow: none !important; caret-color: #000 !important;
                    transition: none !important; animation: none !important;
                }
                ::placeholder { color: #000 !important; }
                [contenteditable]:not([contenteditable=false]) * { visibility: hidden !important; }
            `);
            const roots = [];
            const cover = (root) => {
                roots.push(root);
                root.adoptedStyleSheets.push(sheet);
                for (const element of root.querySelectorAll("*")) {
                    if (element.shadowRoot) cover(element.shadowRoot);
                    else if (element.localName.includes("-") && !element.childElementCount) element.setAttribute("data-tieline-mask", "");
                }
            };
            cover(document);
            globalThis.tielineUnmask = () => {
                for (const root of roots) {
                    root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
                    for (const element of root.querySelectorAll("[data-tieline-mask]")) {
                        element.removeAttribute("data-tieline-mask");
                    }
                }
            };
            return true;
        }
        """

    static let remove = "() => { globalThis.tielineUnmask?.(); return true; }"
}
