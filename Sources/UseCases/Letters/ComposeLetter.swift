import Domain
import Foundation
import Ports
import Store

// What a letter says: that of its moment.
extension Workplace {
    /// What a letter of a request says.
    func content(
        _ kind: LetterKind, for request: CustomerRequest, link: String, in tx: Reading
    ) throws -> LetterContent {
        let settings = try tx.choices.requests(of: request.organizationID)
        let to = LetterAddressee(
            name: request.recipient.name, email: request.recipient.email ?? "",
            language: request.recipient.language ?? .english)
        let letter = CustomerLetter(
            id: newID(), organizationID: request.organizationID, customerID: request.customerID,
            requestID: request.id, kind: kind, to: to, createdAt: clock.now(), returnAlias: nil)
        let end = clock.now().addingTimeInterval(Double(settings.linkDays) * 86_400)
        let logo = try tx.choices.logo(of: request.organizationID).map {
            "data:\($0.mediaType);base64,\(Data($0.bytes).base64EncodedString())"
        }
        return try content(kind, to: letter, request: request, link: link, endsAt: end, logo: logo, in: tx)
    }

    /// What a letter says when it leaves.
    ///
    /// - Parameter logo: where the picture comes from; nil without one.
    func content(
        _ kind: LetterKind, to letter: CustomerLetter, request: CustomerRequest?, link: String?, endsAt: Date?,
        logo: String?, in tx: Reading
    ) throws -> LetterContent {
        guard let organization = try tx.organizations.find(letter.organizationID) else {
            throw UseCaseError.notFound(.request)
        }
        let brand = try tx.choices.requests(of: organization.id).brand
        var matters = kind == .revoked ? try revoked(before: letter, in: tx) : []
        for item in try request.map({ try tx.requests.items($0.id) }) ?? [] {
            guard kind.concerns(item.state), let connection = try tx.connections.system(item.targetID)
            else { continue }
            let authorization = try tx.authorizations.system(of: connection.id)
            matters.append(
                LetterContent.Matter(
                    utility: providerName(connection.providerKey), ask: item.ask,
                    endsAt: item.ask == .reauthorize || !kind.asks ? authorization?.expiresAt : nil))
        }
        return LetterContent(
            kind: kind, language: letter.to.language, organization: brand.name ?? organization.name, brand: brand,
            logo: logo, recipient: letter.to.name, matters: matters, note: kind.asks ? request?.note : nil, link: link,
            linkEndsAt: endsAt, zone: request?.recipient.zone.zone ?? organization.timeZone.zone)
    }

    /// What was revoked when a confirmation was wanted: the customer's last end before it, in the same transaction.
    private func revoked(before letter: CustomerLetter, in tx: Reading) throws -> [LetterContent.Matter] {
        let ended = try tx.authorizations.ofCustomer(letter.customerID, in: letter.organizationID, limit: 1000)
            .filter { $0.state == .revoked && $0.endedAt.map { $0 <= letter.createdAt } ?? false }
        let last = ended.compactMap(\.endedAt).max()
        return try ended.filter { $0.endedAt == last }.compactMap { authorization in
            try tx.connections.system(authorization.connectionID).map {
                LetterContent.Matter(utility: providerName($0.providerKey), ask: .authorize, endsAt: nil)
            }
        }
    }
}

extension LetterContent {
    /// The same without its link.
    func hiding(link hidden: String) -> LetterContent {
        LetterContent(
            kind: kind, language: language, organization: organization, brand: brand, logo: logo,
            recipient: recipient,
            matters: matters, note: note, link: link.map { _ in hidden }, linkEndsAt: linkEndsAt,
            zone: zone)
    }
}

extension LetterKind {
    /// Whether a letter speaks of an item in this state.
    fileprivate func concerns(_ state: RequestItem.State) -> Bool {
        if self == .handedOver { return true }
        return asks ? state == .open || state == .planned : state == .done
    }
}
