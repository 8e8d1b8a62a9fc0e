import Domain
import UseCases

/// Code forwarding, step 2 by text message: which phone, and how it passes messages on.
struct CodePhonePage: Page {
    static let template = "codes-sms"

    let shell: Shell
    let title: String
    let customer: String
    let connectionAddress: String
    let waysAddress: String
    let heading: String
    let lead: String
    let picker: PhonePicker
    /// The steps for the phone that was chosen.
    let guide: Guide?
    let rehearsal: Rehearsal

    init(_ codes: CodeRouteDetail, forwarding: TextForwarding, phone: Phone?, viewer: Viewer) {
        let address = "/connections/\(codes.connection.id.prefixed)"
        shell = viewer.shell(at: .connections)
        title = "Codes of \(forwarding.provider) by text message, \(codes.connection.customer.name)"
        customer = codes.connection.customer.name
        connectionAddress = address
        waysAddress = address + "/codes"
        heading = "Codes of \(forwarding.provider) by text message"
        lead =
            "The phone that gets the codes passes them on. Only \(forwarding.provider)’s code messages are read, and only "
            + "while a sign-in waits for one; everything else is dropped unread."
        picker = PhonePicker(phone, action: address + "/codes/sms")
        guide = phone.map(forwarding.guide)
        rehearsal = Rehearsal(of: .sms, at: forwarding.provider, address: address, mayAct: codes.mayChange)
    }
}
