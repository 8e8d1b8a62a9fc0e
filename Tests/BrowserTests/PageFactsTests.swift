import Testing

@testable import Browser

/// What events tell of a page's frames, without a browser.
@Suite struct PageFactsTests {
    @Test("a new document takes the frames of the old one with it, also the second and third time")
    func framesOfTheOldDocument() {
        var facts = PageFacts(mainFrameID: "main")
        for number in 1...3 {
            facts.navigated("main", loader: "L\(number)")
            facts.attached("child\(number)", parent: "main")
            facts.navigated("child\(number)", parent: "main", loader: "C\(number)")
            #expect(facts.frames.map(\.id) == ["main", "child\(number)"], "document \(number)")
            #expect(facts.documentID == "L\(number)")
        }
    }

    @Test("a frame that navigates by itself leaves its neighbours alone")
    func childNavigation() {
        var facts = PageFacts(mainFrameID: "main")
        facts.navigated("main", loader: "L")
        for id in ["one", "two"] { facts.attached(id, parent: "main") }
        facts.navigated("one", parent: "main", loader: "C")
        #expect(facts.frames.map(\.id) == ["main", "one", "two"])
        #expect(facts.documentID == "L")
    }

    @Test("a document in another process brings its own main frame")
    func swappedMainFrame() {
        var facts = PageFacts(mainFrameID: "main")
        facts.navigated("main", loader: "L1")
        facts.attached("child", parent: "main")
        facts.navigated("other", loader: "L2")
        #expect(facts.frames.map(\.id) == ["other"])
        #expect(facts.mainFrameID == "other")
    }
}

extension PageFacts {
    fileprivate mutating func attached(_ id: String, parent: String) {
        take(event("Page.frameAttached", ["frameId": .text(id), "parentFrameId": .text(parent)]))
    }

    fileprivate mutating func navigated(_ id: String, parent: String? = nil, loader: String) {
        var frame: [String: JSON] = ["id": .text(id), "loaderId": .text(loader), "url": "http://example.test/"]
        if let parent { frame["parentId"] = .text(parent) }
        take(event("Page.frameNavigated", ["frame": .object(frame)]))
    }

    private func event(_ method: String, _ params: JSON) -> DevToolsEvent {
        DevToolsEvent(method: method, params: params, session: "s")
    }
}
