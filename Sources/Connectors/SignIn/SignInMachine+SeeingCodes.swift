import Domain
import Foundation
import Ports

/// What a page about one-time codes means.
extension SignInMachine {
    /// The turn that answers a page about codes; nil when the page is none, or is to be judged like any other.
    mutating func sawCodePage(_ page: RecipePage, _ sighting: Sighting, at now: Date) -> SignInTurn? {
        switch page.means {
        case .asksChannel(let elements): sawChoice(of: elements, on: page, sighting, at: now)
        case .asksCode(let form): sawForm(form, on: page, sighting, at: now)
        case .codeRefused(let verdict): sawRefusal(verdict, on: page, sighting, at: now)
        case .asksUsername, .asksPassword, .asksBoth, .asksAnswer, .nag, .loading, .signedIn, .outcome:
            page.means.isSignInForm && isCodeLate ? finish(as: codeTimedOut) : nil
        }
    }

    /// What was waited for is here, or will not come, and has not been sent.
    private var isCodeLate: Bool { code.phase == .held || code.isMissed }

    private mutating func sawChoice(
        of elements: [ChannelElement], on page: RecipePage, _ sighting: Sighting, at now: Date
    ) -> SignInTurn? {
        switch code.phase {
        case .unasked:
            guard hasRested(page, sighting, at: now) else { return look() }
            let offered = elements.filter { sighting.facts.shows($0.selector) }
            guard !offered.isEmpty else { return noChannel(of: elements, on: page, sighting, at: now) }
            return offer(CodeOffer(channels: offered.map(\.channel), isSent: false), on: page, sighting, at: now)
        case .requested where code.chosenFor < code.requests:
            // The portal lets choose again before it sends another one.
            work = Work(page: page, sighting: sighting, phase: .sending, since: now)
            return choose(on: page)
        case .held, .missed: return finish(as: codeTimedOut)
        case .asking, .requesting, .requested, .awaiting, .sent: return nil
        }
    }

    private mutating func sawForm(
        _ form: CodeForm, on page: RecipePage, _ sighting: Sighting, at now: Date
    ) -> SignInTurn? {
        code.page = page
        let destination = form.destinationFrom.flatMap(sighting.facts.label)
        code.destination = destination.map { String($0.prefix(120)) } ?? code.destination
        switch code.phase {
        case .unasked:
            guard hasRested(page, sighting, at: now) else { return look() }
            let channels = form.channel.map { [$0] } ?? habits?.channels ?? [.unknown]
            return offer(CodeOffer(channels: channels, isSent: true), on: page, sighting, at: now)
        case .requested: return awaitCode(on: page, sighting, at: now)
        case .held:
            work = Work(page: page, sighting: sighting, phase: .asking, since: now)
            return turn(.ask(.code))
        case .missed(let refusal): return finish(as: outcome(of: refusal))
        case .asking, .requesting, .awaiting, .sent: return nil
        }
    }

    private mutating func sawRefusal(
        _ verdict: CodeVerdict, on page: RecipePage, _ sighting: Sighting, at now: Date
    ) -> SignInTurn? {
        switch code.phase {
        case .requested where code.isResend: return awaitCode(on: page, sighting, at: now)
        case .held where code.isResend:
            // The words about the code before.
            work = Work(page: page, sighting: sighting, phase: .asking, since: now)
            return turn(.ask(.code))
        case .sent where isStale(page, sighting, at: now):
            if sighting.hasChanged { work?.phase = .shownAgain }
            return look()
        case .sent where isUntouched(page, sighting): return noAnswer()
        case .sent, .held, .missed: return codeRefused(verdict, sighting, at: now)
        case .unasked where beginning == .adopted && !hasSettled: return codeRefused(verdict, sighting, at: now)
        case .unasked, .asking, .requesting, .requested, .awaiting:
            return finish(
                .lost(step: page.name, expected: "a code that was sent before", found: "none"), verdict: .interrupted)
        }
    }

    /// Words that stood on the page before this code was sent are no answer to it, until they rest after a change.
    private func isStale(_ page: RecipePage, _ sighting: Sighting, at now: Date) -> Bool {
        guard let work, work.page == page, work.sighting.documentID == sighting.documentID else { return false }
        let isOver = now.timeIntervalSince(work.since) >= patience.answer
        return !isOver && (sighting.hasChanged || work.phase != .shownAgain)
    }

    /// Nothing at all happened on the page since the code was sent.
    private func isUntouched(_ page: RecipePage, _ sighting: Sighting) -> Bool {
        work?.page == page && work?.phase == .waiting && work?.sighting.documentID == sighting.documentID
    }

    /// What the forerunner of an adopted run may have sent is given a moment to be answered.
    private mutating func hasRested(_ page: RecipePage, _ sighting: Sighting, at now: Date) -> Bool {
        guard beginning == .adopted, !hasSettled else { return true }
        if work?.page != page { work = Work(page: page, sighting: sighting, phase: .waiting, since: now) }
        return now.timeIntervalSince(work?.since ?? now) >= patience.quiet
    }

    /// A page may be recognised a moment before its choices are there.
    private mutating func noChannel(
        of elements: [ChannelElement], on page: RecipePage, _ sighting: Sighting, at now: Date
    ) -> SignInTurn {
        visits[page.name, default: 0] += 1
        work = Work(page: page, sighting: sighting, phase: .typing, since: now)
        return missing(elements.first?.selector ?? "")
    }
}

extension PageMeaning {
    /// Where a sign-in begins; behind a code it means that the portal began anew.
    var isSignInForm: Bool {
        switch self {
        case .asksUsername, .asksPassword, .asksBoth: true
        default: false
        }
    }
}
