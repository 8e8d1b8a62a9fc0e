import Browser
import Domain
import Foundation

/// A live page, seen through a recipe: looks, does steps, reads rows. It decides nothing.
final class PortalPage {
    let recipe: Recipe
    let page: BrowserPage
    private let probe: String
    private var mark: ChangeMark
    /// The frames of the last sighting, in its order.
    private var frames: [FrameID] = []
    private(set) var lastSighting: Sighting?
    /// Whether the last look got no answer.
    private(set) var isSilent = false
    /// Selectors of the recipe that the last look found to be no CSS.
    private(set) var brokenSelectors: [String] = []

    /// A page has come to rest when it has not changed for so long.
    private static let settle = Duration.milliseconds(60)
    private static let openLimit = 30.0
    private static let lookAttempts = 20
    /// A document that is about to be replaced answers no script: Chromium holds the question back until the new one
    /// comes. What gives no answer for so long has nothing to show now.
    private static let answerLimit = Duration.seconds(2)

    init(_ page: BrowserPage, recipe: Recipe) throws(BrowserError) {
        self.page = page
        self.recipe = recipe
        probe = try Self.argument(recipe.probe)
        mark = page.changeMark()
    }

    // MARK: - Looking

    /// Loads an address and looks at what came; nil when the page gives no answer.
    func open(_ address: String) async throws(BrowserError) -> Sighting? {
        mark = page.changeMark()
        try await page.navigate(to: address)
        return try await look(seconds: Self.openLimit)
    }

    /// Waits until the page has changed since the last look or step and rests, then looks; nil when the page gives no
    /// answer.
    func look(seconds: Double) async throws(BrowserError) -> Sighting? {
        var hasChanged = true
        if seconds > 0 {
            hasChanged = try await page.waitForChange(
                since: mark, settle: Self.settle, limit: .milliseconds(Int64(seconds * 1_000)))
        }
        for _ in 1..<Self.lookAttempts {
            do {
                return try await lookOnce(hasChanged: hasChanged)
            } catch {
                // The document went away under the look: what comes in its place is what counts.
                guard error.isDocumentGone else { throw error }
                _ = try await page.waitForChange(since: mark, settle: Self.settle, limit: .milliseconds(500))
            }
        }
        return try await lookOnce(hasChanged: hasChanged)
    }

    private func lookOnce(hasChanged: Bool) async throws(BrowserError) -> Sighting? {
        let mark = page.changeMark()
        let condition = try await page.condition()
        let asked = condition.networkError == nil ? try await answers() : []
        isSilent = asked == nil
        guard let answers = asked else { return nil }
        self.mark = mark
        var seen: [(FrameID, FrameLook)] = []
        for answer in answers {
            // A frame without a document answers null, which is no look.
            if let look = try? JSONText.decode(FrameLook.self, from: answer.json) {
                seen.append((answer.frameID, look))
            }
        }
        frames = seen.map(\.0)
        brokenSelectors = seen.first?.1.broken ?? []
        let facts = PageFacts(
            address: condition.url, status: condition.status, title: seen.first?.1.title ?? condition.title,
            frames: seen.map { FrameFacts(text: $0.1.text, visible: Set($0.1.visible), labels: $0.1.labels) })
        let sighting = Sighting(
            facts: facts, documentID: condition.documentID, networkError: Self.failure(condition),
            hasChanged: hasChanged, isUnsent: !seen.isEmpty && seen.allSatisfy { $0.1.unsent }, recipe: recipe)
        lastSighting = sighting
        return sighting
    }

    /// An error status without a page of its own is no failure of the network: the status says more.
    private static func failure(_ condition: PageCondition) -> String? {
        condition.networkError == "net::ERR_HTTP_RESPONSE_CODE_FAILURE" ? nil : condition.networkError
    }

    /// What the frames say to the probe, nil when the page gives no answer.
    private func answers() async throws(BrowserError) -> [FrameAnswer]? {
        let result = await withTaskGroup(of: Result<[FrameAnswer]?, BrowserError>.self) { [page, probe] group in
            group.addTask {
                do throws(BrowserError) {
                    return .success(try await page.evaluateInFrames(PageScript.look, argument: probe))
                } catch {
                    return .failure(error)
                }
            }
            group.addTask {
                // Cancelled when the answer was there first.
                try? await Task.sleep(for: Self.answerLimit)
                return .success(nil)
            }
            defer { group.cancelAll() }
            return await group.next() ?? .success(nil)
        }
        if Task.isCancelled { throw .cancelled }
        return try result.get()
    }

    // MARK: - Doing

    /// Does one step. What is typed comes from `values`.
    ///
    /// - Returns: whether there was something to do; a box to tick may be missing.
    /// - Throws: `elementNotFound` when no frame shows any other element.
    @discardableResult func perform(
        _ step: RecipeStep, values: (RecipeStep.Filling) -> Secret<String>?
    ) async throws(BrowserError) -> Bool {
        switch step {
        case .fill(let selector, let filling):
            guard let value = values(filling) else { throw .elementNotFound(selector: selector) }
            try await page.fill(selector, in: frame(showing: selector), with: value)
        case .click(let selector):
            let frame = try await frame(showing: selector)
            mark = page.changeMark()
            try await page.click(selector, in: frame)
        case .check(let selector):
            guard let frame = try await frameNow(showing: selector) else { return false }
            mark = page.changeMark()
            try await page.check(selector, in: frame)
        case .choose(let selector, let value):
            let frame = try await frame(showing: selector)
            mark = page.changeMark()
            try await page.choose(value, of: selector, in: frame)
        case .press(let key):
            mark = page.changeMark()
            try await page.press(key)
        case .go(let address):
            mark = page.changeMark()
            try await page.navigate(to: address)
        }
        return true
    }

    /// The frame that shows the element, by the last look or else by a new one.
    private func frame(showing selector: String) async throws(BrowserError) -> FrameID {
        if let index = lastSighting?.facts.frame(showing: selector), frames.indices.contains(index) {
            return frames[index]
        }
        guard let frame = try await frameNow(showing: selector) else { throw .elementNotFound(selector: selector) }
        return frame
    }

    private func frameNow(showing selector: String) async throws(BrowserError) -> FrameID? {
        let argument = try Self.argument(PageProbe(selectors: [selector], labels: []))
        for answer in try await page.evaluateInFrames(PageScript.look, argument: argument) {
            // A frame without a document answers null, which shows nothing.
            let look = try? JSONText.decode(FrameLook.self, from: answer.json)
            if look?.visible.contains(selector) == true { return answer.frameID }
        }
        return nil
    }

    private static func argument(_ value: some Encodable) throws(BrowserError) -> String {
        do {
            return try JSONText.encode(value)
        } catch {
            throw .functionFailed
        }
    }

    // MARK: - Reading

    /// Whether some frame shows the element now.
    func shows(_ selector: String) async throws(BrowserError) -> Bool {
        try await frameNow(showing: selector) != nil
    }

    /// The rows of the first frame that has any.
    func rows(_ request: RowRequest) async throws(BrowserError) -> [Row] {
        let argument = try Self.argument(request)
        for answer in try await page.evaluateInFrames(PageScript.read, argument: argument) {
            // A frame without a document answers null, which holds no row.
            if let rows = try? JSONText.decode([Row].self, from: answer.json), !rows.isEmpty { return rows }
        }
        return []
    }

    /// Puts a saved page in place of an empty document.
    func show(_ html: String) async throws(BrowserError) {
        let argument = try Self.argument(html)
        mark = page.changeMark()
        _ = try await page.evaluateInFrames(PageScript.show, argument: argument)
    }

    /// A picture with every field painted over, once the page rests.
    func screenshot() async throws(BrowserError) -> [UInt8] {
        do throws(BrowserError) {
            return try await page.maskedScreenshot()
        } catch .timedOut {
            // A frame that was still loading could not be masked.
            _ = try await page.waitForChange(since: mark, settle: .milliseconds(500), limit: .seconds(3))
            return try await page.maskedScreenshot()
        }
    }

    /// A hash over the page's structure without its words: equal pages have equal ones, whoever is signed in.
    func fingerprint() async -> String {
        do throws(BrowserError) {
            let frames = try await page.evaluateInFrames(PageScript.structure, argument: "null")
            return StructureHash.hex(of: frames.map(\.json))
        } catch {
            return "unavailable"
        }
    }
}

extension BrowserError {
    /// The document was replaced while it was being asked.
    var isDocumentGone: Bool {
        switch self {
        case .functionFailed, .protocolFailure: true
        default: false
        }
    }

    /// The element that a step wanted, when the step failed for the page's sake.
    var unusableElement: String? {
        switch self {
        case .elementNotFound(let selector), .elementCovered(let selector), .valueNotTaken(let selector),
            .optionNotFound(let selector):
            selector
        default: nil
        }
    }
}

/// What one frame answers to a probe.
struct FrameLook: Decodable {
    let title: String
    let text: String
    let visible: [String]
    /// Selectors that are not valid CSS.
    let broken: [String]
    let labels: [String: String]
    /// Nothing was done here yet by which a form may be sent.
    let unsent: Bool
}
