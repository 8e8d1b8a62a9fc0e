public import Domain

/// Input as a person's hand gives it: real mouse and key events through Chromium's own input path.
extension BrowserPage {
    /// Replaces what stands in a text field. The text goes to Chromium and nowhere else.
    /// - Throws: `.elementNotFound`, `.valueNotTaken` when the field holds fewer characters afterwards.
    public func fill(
        _ selector: String, in frame: FrameID, with text: Secret<String>
    ) async throws(BrowserError) {
        let element = try await locate(selector, in: frame)
        // Focus comes by a click as a person's would; a field under a floating label is focused all the same below.
        if let point = try await clickablePoint(of: element) { try await pressMouse(at: point) }
        guard try await call(ElementScript.selectAll, on: element).bool == true else {
            throw .elementNotFound(selector: selector)
        }
        if text.exposed.isEmpty {
            try await press("Delete")
        } else {
            _ = try await call("Input.insertText", ["text": .text(text.exposed)])
            // Some pages enable their button on key events only.
            try await press("End")
        }
        let length = try await call(ElementScript.valueLength, on: element).int ?? 0
        guard text.exposed.isEmpty ? length == 0 : length >= text.exposed.utf16.count else {
            throw .valueNotTaken(selector: selector)
        }
    }

    /// Clicks in the middle of an element, after scrolling it into view.
    /// - Throws: `.elementNotFound`; `.elementCovered` when another element would get the click.
    public func click(_ selector: String, in frame: FrameID) async throws(BrowserError) {
        let element = try await locate(selector, in: frame)
        guard let point = try await clickablePoint(of: element) else { throw .elementCovered(selector: selector) }
        try await pressMouse(at: point)
    }

    /// Ticks a box that is not ticked yet: a checkbox, its label, or an element with `aria-checked`.
    /// - Throws: `.elementNotFound`, also for what is no box or is disabled; `.valueNotTaken` when it stays unticked.
    public func check(_ selector: String, in frame: FrameID) async throws(BrowserError) {
        let element = try await locate(selector, in: frame)
        guard let isTicked = try await call(ElementScript.isTicked, on: element).bool else {
            throw .elementNotFound(selector: selector)
        }
        guard !isTicked else { return }
        if let point = try await clickablePoint(of: element) {
            try await pressMouse(at: point)
        } else {
            // Many a box is drawn by something that lies over it.
            _ = try await call(ElementScript.click, on: element)
        }
        guard try await call(ElementScript.isTicked, on: element).bool == true else {
            throw .valueNotTaken(selector: selector)
        }
    }

    /// Chooses an option of a `<select>` by its value or, failing that, by its label.
    /// - Throws: `.elementNotFound`, `.optionNotFound`.
    public func choose(_ value: String, of selector: String, in frame: FrameID) async throws(BrowserError) {
        let element = try await locate(selector, in: frame)
        let isChosen = try await call(ElementScript.choose, on: element, with: .text(value)).bool
        guard isChosen == true else { throw .optionNotFound(selector: selector) }
    }

    /// Presses and releases one key: a single character, or a name such as `Enter`, `Tab`, `Escape`, `ArrowDown`.
    /// - Throws: `.unknownKey` for any other name.
    public func press(_ key: String) async throws(BrowserError) {
        guard let key = Key(key) else { throw .unknownKey(name: key) }
        let down = browser.client.start("Input.dispatchKeyEvent", key.down, session: session)
        let up = browser.client.start("Input.dispatchKeyEvent", key.up, session: session)
        _ = try await answer(to: down)
        _ = try await answer(to: up)
    }

    // MARK: - Elements

    /// A handle on the first element that matches, scrolled into view.
    private func locate(_ selector: String, in frame: FrameID) async throws(BrowserError) -> String {
        guard let world = watch.facts.frames.first(where: { $0.id == frame.rawValue })?.world else {
            throw .elementNotFound(selector: selector)
        }
        do throws(BrowserError) {
            let reply = start(ElementScript.find, in: world, with: .text(selector), byValue: false)
            let found = try await answer(to: reply)
            // A selector that is none makes the function throw, and then the handle is one on the error.
            guard found["exceptionDetails"] == .null, let handle = found["result"]["objectId"].string else {
                throw BrowserError.elementNotFound(selector: selector)
            }
            return handle
        } catch .protocolFailure {
            throw .elementNotFound(selector: selector)
        }
    }

    private func call(
        _ function: String, on element: String, with argument: JSON = .null
    ) async throws(BrowserError) -> JSON {
        try await call("Runtime.callFunctionOn", Self.call(function, element, argument))["result"]["value"]
    }

    private static func call(_ function: String, _ element: String, _ argument: JSON) -> JSON {
        [
            "functionDeclaration": .text(function), "objectId": .text(element), "arguments": [["value": argument]],
            "returnByValue": true,
        ]
    }

    private struct Point {
        let x: Double
        let y: Double
    }

    /// The middle of the element in the page's viewport; nil when it takes no space or something lies over it.
    private func clickablePoint(of element: String) async throws(BrowserError) -> Point? {
        let hit = browser.client.start(
            "Runtime.callFunctionOn", Self.call(ElementScript.isOnTop, element, .null), session: session)
        let quads = browser.client.start("DOM.getContentQuads", ["objectId": .text(element)], session: session)
        do throws(BrowserError) {
            let isOnTop = try await answer(to: hit)["result"]["value"].bool == true
            let corners = try await answer(to: quads)["quads"].items.first?.items.compactMap(\.double) ?? []
            guard isOnTop, corners.count == 8 else { return nil }
            return Point(
                x: (corners[0] + corners[2] + corners[4] + corners[6]) / 4,
                y: (corners[1] + corners[3] + corners[5] + corners[7]) / 4)
        } catch .protocolFailure {
            // Chromium's way to say that the element has no box.
            return nil
        }
    }

    private func pressMouse(at point: Point) async throws(BrowserError) {
        let place: [String: JSON] = ["x": .number(point.x), "y": .number(point.y)]
        let button: [String: JSON] = ["button": "left", "clickCount": 1]
        let replies = [
            place.merging(["type": "mouseMoved"]) { $1 },
            place.merging(button) { $1 }.merging(["type": "mousePressed", "buttons": 1]) { $1 },
            place.merging(button) { $1 }.merging(["type": "mouseReleased"]) { $1 },
        ].map { browser.client.start("Input.dispatchMouseEvent", .object($0), session: session) }
        for reply in replies { _ = try await answer(to: reply) }
    }
}
