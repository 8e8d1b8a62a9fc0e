import Domain
import Foundation
import Ports
import Store

/// Who holds a link that may be used now, and what it is about.
struct DoorstepGuest {
    var request: CustomerRequest
    let items: [RequestItem]

    /// The customer as the author of what he does.
    var author: Author {
        Author(organizationID: request.organizationID, identity: .customer(request.customerID))
    }

    /// The open item about a connection.
    ///
    /// - Throws: `.stepOver` when there is none any more.
    func item(_ connection: Connection.ID) throws(DoorstepError) -> RequestItem {
        guard let found = items.first(where: { $0.state == .open && $0.targetID == connection }) else {
            throw .stepOver
        }
        return found
    }
}

extension Workplace {
    /// Whoever holds this link, provided that it and its request may still be used.
    func admit(_ digest: String, in tx: Reading) throws -> DoorstepGuest {
        let (link, request) = try holder(of: digest, in: tx)
        switch linkState(link, at: clock.now()) {
        case .revoked: throw DoorstepError.linkRevoked
        case .expired: throw DoorstepError.linkExpired
        case .usable: break
        }
        guard request.state == .open else { throw DoorstepError.requestOver(request.state) }
        return DoorstepGuest(request: request, items: try tx.requests.items(request.id))
    }

    /// The request that a link belongs to, whatever became of either.
    func holder(of digest: String, in tx: Reading) throws -> (CustomerLink, CustomerRequest) {
        guard let link = try tx.customerLinks.find(digest), let id = link.requestID,
            let request = try tx.requests.system(id), request.state != .draft
        else { throw DoorstepError.unknownLink }
        return (link, request)
    }

    func linkState(_ link: CustomerLink, at now: Date) -> DoorstepView.Link {
        if link.revokedAt != nil { return .revoked }
        return link.expiresAt.map { $0 <= now } ?? false ? .expired : .usable
    }
}
