import Domain

/// What a phone passes its text messages on with.
enum Phone: String, Sendable, CaseIterable {
    case smsForwarder = "sms-forwarder"
    case smsGateway = "sms-gateway"
    case smsHooks = "sms-hooks"
    case iphone
    /// No phone at all: a number that Twilio keeps.
    case twilio

    /// As the picker names it.
    var label: String {
        switch self {
        case .smsForwarder: "Android: Incoming SMS to URL forwarder"
        case .smsGateway: "Android: SMS Gateway for Android"
        case .smsHooks: "Android: SMS Hooks"
        case .iphone: "iPhone: Shortcuts"
        case .twilio: "A number at Twilio"
        }
    }

    /// The door that its messages come in by.
    var transport: InboundTransport {
        switch self {
        case .smsForwarder: .smsForwarder
        case .smsGateway: .smsGateway
        case .smsHooks: .smsHooks
        case .iphone: .shortcuts
        case .twilio: .twilio
        }
    }
}

/// The choice of a phone and its app: a form by GET, so that the choice stands in the address.
struct PhonePicker: Sendable {
    let action: String
    let options: [Option]

    init(_ chosen: Phone?, action: String) {
        self.action = action
        options =
            [Option(value: "", label: "Choose the phone", isChosen: chosen == nil)]
            + Phone.allCases.map { Option(value: $0.rawValue, label: $0.label, isChosen: $0 == chosen) }
    }
}
