import Browser
import Domain
import Foundation
import Ports

/// Brings what happens on a person's page before the machine, and its word before the host.
struct AttendedDriver {
    let portal: PortalPage
    let live: LiveBrowser
    let reporting: any AttendedReporting
    let clock: any WallClock
    private let inbox = AttendedInbox()
    private var machine: AttendedMachine
    private var steps: DraftRecipe
    /// The person had to give a one-time code.
    private(set) var hasHadCode = false
    /// The steps as a recipe, when only the person could say that he is signed in.
    private(set) var draft: String?

    private var recipe: Recipe { portal.recipe }

    init(
        portal: PortalPage, live: LiveBrowser, known: SignInCredentials, reporting: any AttendedReporting,
        clock: any WallClock
    ) {
        self.portal = portal
        self.live = live
        self.reporting = reporting
        self.clock = clock
        machine = AttendedMachine(known: known)
        steps = DraftRecipe(provider: portal.recipe.provider, origins: portal.recipe.origins)
    }

    /// What the person typed and the portal took.
    var typed: SignInCredentials? { machine.gathering.typed }

    /// Watches until the sign-in ends.
    ///
    /// - Throws: `BrowserError` when the browser failed or this task was cancelled; what was sent is then judged.
    mutating func signIn(recorder: inout FlightRecorder) async throws(BrowserError) -> SignInEnd {
        let (forms, redirects) = (live.typedForms(), live.caughtRedirects())
        let result = await withTaskGroup(of: Void.self) { [inbox] group -> Result<SignInEnd, BrowserError> in
            group.addTask { for await form in forms { inbox.put(.form(form)) } }
            group.addTask { for await redirect in redirects { inbox.put(.redirect(redirect)) } }
            defer { group.cancelAll() }
            do throws(BrowserError) {
                return .success(try await watch(&recorder))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    private mutating func watch(_ recorder: inout FlightRecorder) async throws(BrowserError) -> SignInEnd {
        var turn = AttendedTurn(action: .watch(seconds: 0))
        do throws(BrowserError) {
            if let end = try await open(&recorder, &turn) { return end }
            await reporting.entered(.signingIn)
            while true {
                if let end = await takeInbox(&recorder, &turn) { return end }
                if await isLeft { return await leave(&recorder) }
                if machine.isAtALoss, await reporting.saysSignedIn() {
                    recorder.did("was told that he is signed in", at: clock.now())
                    draft = steps.yaml(endingAt: portal.lastSighting, redacting: recorder.redacted)
                    if let end = await tell(.saidSignedIn, &turn) { return end }
                }
                let event = try await look(turn, &recorder)
                // What was sent before this look is judged by it.
                if let end = await takeInbox(&recorder, &turn) { return end }
                if let end = await tell(event, &turn) { return end }
            }
        } catch {
            if error != .cancelled, await isLeft { return await leave(&recorder) }
            if let verdict = machine.settle(.interrupted) { await reporting.submissionSettled(verdict) }
            throw error
        }
    }

    // MARK: - The page

    /// Loads the sign-in page and tells what came.
    private mutating func open(
        _ recorder: inout FlightRecorder, _ turn: inout AttendedTurn
    ) async throws(BrowserError) -> SignInEnd? {
        let sighting: Sighting?
        do throws(BrowserError) {
            sighting = try await portal.open(recipe.provider.address)
        } catch .timedOut {
            return .failed(.outcome(.siteDown(kind: .timeout), .medium))
        } catch .addressRefused(let origin) {
            return .failed(.lost(step: "opening", expected: "an address inside the recipe's origins", found: origin))
        }
        return await tell(saw(sighting, &recorder), &turn)
    }

    private func look(
        _ turn: AttendedTurn, _ recorder: inout FlightRecorder
    ) async throws(BrowserError) -> AttendedEvent {
        guard case .watch(let seconds) = turn.action else { return .sawNothing }
        do throws(BrowserError) {
            return saw(try await portal.look(seconds: seconds), &recorder)
        } catch .timedOut {
            return .sawNothing
        }
    }

    private func saw(_ sighting: Sighting?, _ recorder: inout FlightRecorder) -> AttendedEvent {
        guard let sighting else { return .sawNothing }
        recorder.saw(sighting, at: clock.now())
        return .saw(sighting)
    }

    // MARK: - The person

    /// He closed the picture, or its time is over.
    private var isLeft: Bool {
        get async {
            switch await live.state().end {
            case .idle, .timeUp, .closed, .done: true
            case .crashed, nil: false
            }
        }
    }

    private mutating func leave(_ recorder: inout FlightRecorder) async -> SignInEnd {
        recorder.did("was left by the person", at: clock.now())
        var turn = AttendedTurn(action: .watch(seconds: 0))
        return await tell(.gaveUp, &turn) ?? .failed(.outcome(.crashed(cause: .deadline), .high))
    }

    private mutating func takeInbox(_ recorder: inout FlightRecorder, _ turn: inout AttendedTurn) async -> SignInEnd? {
        for item in inbox.take() {
            let event = event(of: item, &recorder)
            if let end = await tell(event, &turn) { return end }
        }
        return nil
    }

    private mutating func event(of item: AttendedInbox.Item, _ recorder: inout FlightRecorder) -> AttendedEvent {
        switch item {
        case .form(let form):
            let fields = form.fields.map { TypedField($0, selectors: recipe.fieldSelectors) }
            let entry = TypedReading(recipe: recipe, page: machine.last?.page).entry(of: fields)
            entry.secrets.forEach { recorder.keepOut($0) }
            recorder.did("the person sent \(entry.kind?.rawValue ?? "a form")", at: clock.now())
            steps.add(entry, fields, at: form.address)
            hasHadCode = hasHadCode || entry.code != nil
            return .sent(entry, from: form.address)
        case .redirect(let address):
            recorder.did("left for an app", at: clock.now())
            return .leftForApp(isNamed: recipe.isAppRedirect(address))
        }
    }

    // MARK: - The host

    /// Tells the machine, and the host what it says to that; gives the end once there is one.
    private mutating func tell(_ event: AttendedEvent, _ turn: inout AttendedTurn) async -> SignInEnd? {
        turn = machine.handle(event, at: clock.now())
        if let verdict = turn.settled { await reporting.submissionSettled(verdict) }
        if let sent = turn.sent { await reporting.personSent(sent.kind, sent.credentials) }
        for notice in turn.notices { await reporting.noticed(notice) }
        switch turn.action {
        case .watch: return nil
        case .collect: return .signedIn
        case .fail(let failure): return .failed(failure)
        }
    }
}

extension Recipe {
    /// Whether this address of an app ends the sign-in; its query is nobody's business.
    func isAppRedirect(_ address: Secret<String>) -> Bool {
        let bare = AddressParts(address.exposed).withoutQuery
        return appRedirects.contains { AddressParts($0).withoutQuery == bare }
    }
}

extension TypedField {
    init(_ field: TypedForm.Field, selectors: [String]) {
        self.init(
            name: field.name, id: field.id, type: field.type, autocomplete: field.autocomplete.lowercased(),
            label: field.label, value: field.value, selectors: Set(selectors.filter(field.matches)))
    }
}
