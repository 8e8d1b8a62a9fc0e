import Domain
import UseCases

/// A connection's cause as a row says it; the end of a permission with its age, and the exact moment a press away.
struct Reading: Sendable, Equatable {
    let text: String
    /// Goes on with the moment: "This authorization expired 3 months ago".
    let moment: Moment?

    init(_ summary: ConnectionSummary, viewer: Viewer) {
        let isExpiry = summary.status == .authorizationExpired && summary.reason == .authorizationExpired
        text = isExpiry ? "This authorization expired" : summary.cause
        moment = isExpiry ? viewer.moment(summary.since) : nil
    }

    /// The same in one sentence.
    var sentence: String { moment.map { "\(text) \($0.relative)." } ?? text }
}
