import Domain
import Foundation
import UseCases

/// Everything that a customer shares, and what was done with it.
struct ControlPage: DoorstepPage {
    static let template = "control"

    let frame: Frame
    let title: String
    let heading: String
    let lead: String
    let none: String?
    let cards: [ControlCard]
    let check: String

    init(_ view: ControlView, wrongAccounts: Connection.ID? = nil, reader: Reader) {
        let texts = reader.texts.control
        let values = ["organization": view.brand.name]
        frame = Frame(reader, brand: view.brand)
        heading = texts.title.filled(values)
        title = wrongAccounts == nil ? heading : reader.texts.page.error.filled(["title": heading])
        lead = texts.lead.filled(values)
        none = view.connections.isEmpty ? texts.none.filled(values) : nil
        cards = view.connections.map {
            ControlCard($0, in: view, hasWrongAccounts: wrongAccounts == $0.id, reader: reader)
        }
        check = view.brand.ask(reader.texts.end)
    }
}

extension BrandView {
    /// Where to ask.
    func ask(_ texts: EndTexts) -> String {
        guard let contact = brand.contact else { return texts.askYourself.filled(["organization": name]) }
        return texts.ask.filled(["organization": name, "contact": contact])
    }
}
