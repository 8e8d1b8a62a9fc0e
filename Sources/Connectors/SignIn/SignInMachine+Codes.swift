import Domain
import Foundation
import Ports

/// One-time codes: ask the host over what one shall come, make the portal send it, wait, send it once. What the portal
/// refused may be followed by one more code, when the host lets it.
extension SignInMachine {
    /// The portal wants a code, so it took what was sent before.
    mutating func offer(
        _ offer: CodeOffer, on page: RecipePage, _ sighting: Sighting, at now: Date
    ) -> SignInTurn {
        let settled = settle(.accepted)
        if offer.isSent { code.sentAt = work?.page == page ? work?.since : now }
        work = Work(page: page, sighting: sighting, phase: .asking, since: now)
        code.phase = .asking
        code.offer = offer
        code.hostSince = now
        var turn = turn(.offerCode(offer))
        turn.settled = settled
        return turn
    }

    mutating func channelChosen(_ channel: CodeChannel, at now: Date) -> SignInTurn {
        guard let offer = code.offer, offer.channels.contains(channel), let work else {
            return codeDenied(.noChannel, at: now)
        }
        hostAnswered(at: now)
        code.channel = channel
        code.requests += 1
        if offer.isSent { return awaitCode(on: work.page, work.sighting, at: now) }
        guard offer.isResend, let resend = code.page?.means.codeForm?.resend else { return choose(on: work.page) }
        self.work?.phase = .sending
        code.phase = .requesting
        return turn(.perform([.click(selector: resend)], on: work.page))
    }

    /// Chooses the channel on the portal's page, which makes the portal send a code.
    mutating func choose(on page: RecipePage) -> SignInTurn {
        let element = page.means.channelElements.first { $0.channel == code.channel }
        guard let element else { return finish(as: outcome(of: .noChannel)) }
        work?.phase = .sending
        code.phase = .requesting
        code.chosenFor = code.requests
        return turn(.perform([.click(selector: element.selector)] + page.steps, on: page))
    }

    mutating func awaitCode(on page: RecipePage, _ sighting: Sighting, at now: Date) -> SignInTurn {
        work = Work(page: page, sighting: sighting, phase: .waiting, since: now)
        code.phase = .awaiting
        code.hostSince = now
        let question = CodeQuestion(
            channel: code.channel ?? .unknown, destinationMasked: code.destination, host: sighting.facts.host,
            shape: habits?.shape ?? .usual)
        return turn(.awaitCode(question), stage: .waitingForCode)
    }

    /// The page may have become another one meanwhile.
    mutating func codeArrived(at now: Date) -> SignInTurn {
        hostAnswered(at: now)
        code.phase = .held
        return turn(.look(seconds: 0))
    }

    /// The host let the code go.
    mutating func sendCode() -> SignInTurn {
        guard let page = code.page else { return look() }
        open = .code
        hasSettled = false
        work?.phase = .sending
        code.phase = .sent
        return turn(.perform(page.steps, on: page))
    }

    mutating func codeDenied(_ refusal: CodeRefusal, at now: Date) -> SignInTurn {
        hostAnswered(at: now)
        if code.phase == .asking, code.isResend { return finish(as: codeRejected) }
        if code.phase == .awaiting, beginning == .adopted {
            code.phase = .missed(refusal)
            return turn(.look(seconds: 0))
        }
        return finish(as: outcome(of: refusal))
    }

    private mutating func hostAnswered(at now: Date) {
        code.waited = now.timeIntervalSince(code.hostSince ?? now)
        code.hostSince = nil
        deadline += code.waited
    }
}

// MARK: - What the portal says

extension SignInMachine {
    /// A code is out whose answer is not known; an adopted run judges what its forerunner may have sent.
    var mayHaveSentCode: Bool {
        guard beginning == .adopted, habits != nil else { return open == .code }
        return open == .code || !hasSettled || code.isMissed
    }

    /// Once in a run another code may follow: the portal sends one more, or an authenticator shows its next.
    mutating func codeRefused(_ verdict: CodeVerdict, _ sighting: Sighting, at now: Date) -> SignInTurn {
        let settled = settle(.rejected)
        var turn: SignInTurn
        let channel = code.channel ?? code.page?.means.codeForm?.channel
        if let page = sighting.page, let channel, !code.isResend, canResend(channel, sighting) {
            let offer = CodeOffer(channels: [channel], isSent: channel == .totp, isResend: true)
            turn = self.offer(offer, on: page, sighting, at: now)
        } else {
            turn = finish(as: codeRejected)
        }
        turn.settled = settled
        turn.codeSettled = verdict
        return turn
    }

    private func canResend(_ channel: CodeChannel, _ sighting: Sighting) -> Bool {
        guard let form = code.page?.means.codeForm else { return false }
        return channel == .totp || form.resend.map(sighting.facts.shows) == true
    }

    var codeRejected: Outcome { .codeRejected(attemptsLeft: nil, channel: channelInQuestion) }

    var codeTimedOut: Outcome { .codeTimedOut(channel: channelInQuestion, sentAt: code.sentAt) }

    func outcome(of refusal: CodeRefusal) -> Outcome {
        switch refusal {
        case .timedOut: codeTimedOut
        case .noRoute, .noChannel, .switchedOff, .budgetSpent:
            .codeRequired(
                channel: channelInQuestion, destinationMasked: code.destination,
                expiresAt: habits.flatMap { habits in code.sentAt?.addingTimeInterval(habits.lifetime) })
        }
    }

    private var channelInQuestion: CodeChannel {
        code.channel ?? code.offer?.channels.first ?? habits?.channels.first ?? .unknown
    }
}
