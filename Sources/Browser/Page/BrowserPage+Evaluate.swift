extension BrowserPage {
    /// Calls a JavaScript function (source text, `function(argument) { … }`) with a JSON argument in our isolated world of
    /// every frame. The answers come in the order of the frames' appearance, the main frame first; frames that vanish
    /// meanwhile are left out. When the main document is replaced meanwhile, the new one is asked.
    /// - Throws: `.functionFailed` when the function throws in any frame, `.timedOut` when no document settles in 10 s.
    public func evaluateInFrames(
        _ function: String, argument: String
    ) async throws(BrowserError) -> [FrameAnswer] {
        let deadline = ContinuousClock.now + .seconds(10)
        var goneWorld: String?
        while true {
            let gone = goneWorld
            let isReady = try await watch.wait(until: deadline) {
                $0.frames[0].world != nil && $0.frames[0].world != gone
            }
            guard isReady else { throw .timedOut }
            let frames = watch.facts.frames
            let replies = frames.map { frame in
                frame.world.map { start(IsolatedWorld.calling(function), in: $0, with: .text(argument)) }
            }
            var answers: [FrameAnswer] = []
            for (frame, reply) in zip(frames, replies) {
                guard let reply, let json = try await text(of: reply) else { continue }
                answers.append(FrameAnswer(frameID: FrameID(rawValue: frame.id), url: frame.url, json: json))
            }
            if answers.first?.frameID.rawValue == frames[0].id { return answers }
            goneWorld = frames[0].world
        }
    }

    /// Calls a function in one world with one argument.
    func start(_ function: String, in world: String, with argument: JSON, byValue: Bool = true) -> Reply {
        browser.client.start(
            "Runtime.callFunctionOn",
            [
                "functionDeclaration": .text(function), "uniqueContextId": .text(world),
                "arguments": [["value": argument]], "returnByValue": .bool(byValue),
            ],
            session: session)
    }

    /// The JSON text a function gave; nil when its document is gone.
    private func text(of reply: Reply) async throws(BrowserError) -> String? {
        let answer: JSON
        do throws(BrowserError) {
            answer = try await self.answer(to: reply)
        } catch .protocolFailure {
            return nil
        }
        guard let text = answer["result"]["value"].string else { throw .functionFailed }
        return text
    }
}
