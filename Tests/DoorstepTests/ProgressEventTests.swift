import Domain
import Foundation
import HTTPKit
import HTTPTypes
import Support
import Templates
import Testing
import UseCases

@testable import Doorstep

@Suite("A sign-in's live view", .timeLimit(.minutes(5)))
struct ProgressEventTests {
    @Test("it sends the steps and, once the run has ended, the word that this step is over")
    func events() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.workplace.consent(
            asked.token, to: .usual, from: Circumstances(address: nil, userAgent: nil, language: .english))
        try await site.workplace.submitSignIn(
            asked.token, for: asked.connections[0], ["username": Secret("pat"), "password": Secret("sesame-1")])
        let environment = DoorstepEnvironment(
            workplace: site.workplace, templates: try TemplateLibrary(folders: [DoorstepFiles.views]),
            assets: try AssetLibrary(folder: DoorstepFiles.assets, servedAt: DoorstepEnvironment.assetPlace))
        let (ticks, tick) = AsyncStream<Void>.makeStream()
        let reader = Reader(
            language: .spanish, isChosen: false, base: asked.page, page: "", now: environment.now,
            files: environment.files)
        var events = ProgressEvents(token: asked.token, ticks: ticks, reader: reader, environment: environment)
            .makeAsyncIterator()
        tick.yield()
        let first = try #require(try await events.next())
        #expect(first.name == "progress" && first.data.contains("Esperando su turno"))
        let code = try await events.next()
        #expect(code?.name == "code")
        try await site.signIn(of: asked)
        tick.yield()
        #expect(try await events.next()?.name == "ended")
        tick.yield()
        #expect(try await events.next() == nil)
    }

    @Test("the page of a request that is over hears so at once, instead of asking again and again")
    func over() async throws {
        let site = try await CustomerSite()
        let asked = try await site.asked()
        try await site.workplace.declineRequest(asked.token, reason: "")
        try await site.open { customer in
            let reply = try await customer.send(.get, asked.page + "/events", [:])
            #expect(reply.html.contains("event: ended"))
            #expect(reply.headers[.contentType] == "text/event-stream")
        }
    }
}
