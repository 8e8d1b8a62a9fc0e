import Domain
import Foundation
import Ports

/// Writes down which pages were met and what was done there. It keeps no typed value and no query.
struct FlightRecorder {
    private(set) var steps: [TraceStep] = []
    private var secrets: [Secret<String>]
    private static let limit = 200

    /// - Parameter credentials: what must not be in any address that is kept.
    init(keepingOut credentials: SignInCredentials) {
        secrets = [credentials.username, credentials.password] + credentials.answers.values
    }

    /// Keeps another secret out from here on, a code that has just come.
    mutating func keepOut(_ secret: Secret<String>) { secrets.append(secret) }

    /// A page came into sight. The same page in the same place is noted once.
    mutating func saw(_ sighting: Sighting, at now: Date) {
        let page = sighting.page?.name ?? RecipePage.unknownName
        let address = redacted(AddressParts(sighting.facts.address).withoutQuery)
        if let last = steps.last, last.page == page, last.address == address, last.action.isEmpty { return }
        let matched = sighting.networkError.map { "network error \($0)" } ?? sighting.match?.words ?? "nothing"
        add(TraceStep(at: now, page: page, address: address, matched: matched, action: ""))
    }

    /// Something was done on the page last seen.
    mutating func did(_ action: String, at now: Date) {
        guard let last = steps.popLast() else {
            return add(TraceStep(at: now, page: RecipePage.unknownName, address: "", matched: "", action: action))
        }
        let joined = last.action.isEmpty ? action : last.action + ", " + action
        steps.append(
            TraceStep(at: last.at, page: last.page, address: last.address, matched: last.matched, action: joined))
    }

    private mutating func add(_ step: TraceStep) {
        if steps.count < Self.limit { steps.append(step) }
    }

    /// A portal may put a user name into its paths.
    private func redacted(_ address: String) -> String {
        // Decoded, since there are many ways to encode the same text.
        let plain = address.removingPercentEncoding ?? address
        let kept = secrets.map(\.exposed).filter { $0.count >= 3 }.reduce(plain) { $0.replacing($1, with: "…") }
        return kept == plain ? address : kept
    }
}
