import Domain
import Foundation
import UseCases

/// The end of a request that was answered: what is shared, until when, and the way back.
struct ReceiptPage: DoorstepPage {
    static let template = "receipt"

    let frame: Frame
    let title: String
    let heading: String
    let lead: String
    let rows: [Row]
    let control: String
    let controlLost: PageLink
    let back: PageLink?
    let close: String

    /// One utility and until when it is shared.
    struct Row: Sendable {
        let utility: String
        let until: String
    }

    /// - Parameter returnAddress: Where the organization wants the browser back; checked against its list before.
    init(_ view: DoorstepView, returnAddress: String?, reader: Reader) {
        let texts = reader.texts.accounts
        let format = reader.format(in: view.zone)
        let values = ["organization": view.brand.name]
        frame = Frame(reader, brand: view.brand)
        heading = texts.thanks
        title = texts.thanks
        lead = texts.shared.filled(values)
        rows = view.items.filter { $0.isAuthorized || $0.state == .done }.map { item in
            Row(
                utility: item.utility.name,
                until: item.authorizationEndsAt.map { texts.until.filled(["date": format.lastDay($0)]) }
                    ?? texts.untilRevoked)
        }
        control = texts.control
        controlLost = PageLink(label: texts.controlLost, address: reader.lostLink)
        back = returnAddress.map { PageLink(label: texts.goBack.filled(values), address: $0) }
        close = texts.close
    }
}
