import Domain
import Foundation
import UseCases

extension ConnectionSummary {
    /// The way to ask its customer, named by what the status calls for; nil where there is nothing that he could do.
    var asking: Asking? {
        guard archivedAt == nil, RequestAsk.suited(to: status) != nil else { return nil }
        let address = "/requests/new?connection=\(id.prefixed)"
        switch status {
        case .authorizationExpired, .authorizationDeclined, .authorizationRevoked:
            return Asking(
                link: Link(
                    label: "Request an updated authorization from the utility customer", address: address), isCure: true
            )
        // Where bills come by mail, the forwarding is set up by whoever works here.
        case _ where kind == .email: return nil
        case _ where status.entry.actor == .customer:
            return Asking(
                link: Link(label: "Ask the utility customer to reauthorize", address: address, isQuiet: true),
                isCure: true)
        default:
            return Asking(link: Link(label: "Send an update request", address: address, isQuiet: true), isCure: false)
        }
    }
}

/// How the workbench offers to ask a customer.
struct Asking: Sendable {
    let link: Link
    /// Whether it cures what is wrong; elsewhere it is offered on the connection's own page only.
    let isCure: Bool
}

/// That a customer was asked already, and how far that came: "Asked 2 days ago · opened".
struct AskedLine: Sendable {
    let lead: String
    let at: Moment
    let word: String
    let address: String

    init(_ request: RequestSummary, viewer: Viewer) {
        lead = request.sentAt == nil ? "Written" : "Asked"
        at = viewer.moment(request.sentAt ?? request.createdAt)
        word = request.progress.word.lowercased()
        address = "/requests/\(request.id.prefixed)"
    }
}
