import Domain

/// Text messages of one provider that a phone is to pass on: what the set-up text is written from.
struct TextForwarding: Sendable {
    /// The provider's name.
    let provider: String
    /// Numbers, short codes or names that its texts come from; empty while nobody knows them.
    let senders: [String]
    /// This installation, as the phone reaches it: `https://tieline.example.com`.
    let origin: String
    /// The key of the phone's address; whoever knows it can send messages to it.
    let key: String

    init(of provider: Provider, origin: String, key: String) {
        self.provider = provider.name
        senders = provider.codes?.textSenders ?? []
        self.origin = origin
        self.key = key
    }

    func guide(for phone: Phone) -> Guide {
        switch phone {
        case .smsForwarder: smsForwarder
        case .smsGateway: smsGateway
        case .smsHooks: smsHooks
        case .iphone: iphone
        case .twilio: twilio
        }
    }

    private var smsForwarder: Guide {
        Guide([
            .init(
                "Install “Incoming SMS to URL forwarder” (from F-Droid or its page at GitHub) and let it read messages."
            ),
            .init(
                senders.isEmpty
                    ? "Add a rule for the sender of \(provider)’s codes: look at the last one you got. A star (*) would "
                        + "pass on every message."
                    : "Add a rule for this sender, and one for each where there are several. A star (*) would pass on "
                        + "every message.",
                copies: senders.enumerated().map { CopyText("sender-\($0 + 1)", "Sender", $1) }),
            .init(
                "Enter the address. It is secret: whoever knows it can send messages to it.", addressCopy(.smsForwarder)
            ),
            .init(
                "Leave the template as it is, or enter this.", CopyText("template", "Template", Self.forwarderTemplate)),
            Self.steady,
        ])
    }

    private var smsGateway: Guide {
        Guide([
            .init(
                "Install “SMS Gateway for Android” (sms-gate.app), let it read messages, and switch Local Server on."),
            .init(
                "Under Settings → Webhooks → Signing Key, enter the key that whoever runs Tieline has put into its "
                    + "settings. It proves that the messages are from your phone."),
            .init(
                "On a computer in the same network, run this with the user name, the password and the address that the "
                    + "app shows.", CopyText("register", "Command", gatewayCommand)),
            Self.steady,
        ])
    }

    private var smsHooks: Guide {
        Guide(
            warning:
                "This app passes on every message of the phone. Tieline drops all but \(provider)’s unread; but the "
                + "other apps can be told which sender to pass on.",
            [
                .init("Install “SMS Hooks” (sa3dany/android-sms-hooks at GitHub) and let it read messages."),
                .init(
                    "Enter the address. It is secret: whoever knows it can send messages to it.",
                    addressCopy(.smsHooks)),
                Self.steady,
            ])
    }

    private var iphone: Guide {
        Guide([
            .init("Open Shortcuts → Automation → New Automation → Message."),
            .init(
                "Under “Message contains”, enter a word that stands in every code message of \(provider), such as this. "
                    + "Choose “Run Immediately”.", CopyText("contains", "Message contains", "code")),
            .init(
                "Choose New Blank Automation, add the action “Get Contents of URL”, and enter the address. It is secret.",
                addressCopy(.iphone)),
            .init("Open the action’s details and choose the method POST and the request body JSON."),
            .init(
                "Add three text fields: the first two hold the message’s Sender and Content, the third holds the word "
                    + "ios-shortcuts.",
                CopyText("field-from", "Key for the sender", "from"),
                CopyText("field-text", "Key for the content", "text"),
                CopyText("field-source", "Key for the word", "source"),
                CopyText("field-word", "The word", "ios-shortcuts")),
            .init(
                "After a restart the phone passes nothing on until it has been unlocked once. Messages can be passed on "
                    + "this way, mails cannot."),
        ])
    }

    private var twilio: Guide {
        Guide(
            warning:
                "Some utilities send no codes to such numbers. Count on it only after a test code has gone all the way.",
            [
                .init("Enter the number in \(provider)’s contact settings as the one that codes are sent to."),
                .init(
                    "Whoever runs Tieline puts the account’s auth token into its settings (TIELINE_TWILIO_TOKEN). It "
                        + "proves that the messages are from Twilio."),
                .init(
                    "In Twilio’s console open the number. Under “A message comes in” choose Webhook and HTTP POST, and "
                        + "enter the address.", addressCopy(.twilio)),
            ])
    }

    private static let steady = Guide.Step(
        "In the phone’s settings take the app off battery saving, or Android stops it after a while.")

    private func address(_ phone: Phone) -> String { origin + phone.transport.path(forKey: key) }

    private func addressCopy(_ phone: Phone) -> CopyText { CopyText("post-to", "Address (URL)", address(phone)) }

    private var gatewayCommand: String {
        """
        curl -u USER:PASSWORD http://PHONE:8080/webhooks -H 'Content-Type: application/json' \\
          -d '{"event": "sms:received", "url": "\(address(.smsGateway))"}'
        """
    }

    /// The app's own, with its placeholders.
    private static let forwarderTemplate = """
        {
          "from": "%from%",
          "text": "%text%",
          "sentStamp": "%sentStamp%",
          "receivedStamp": "%receivedStamp%",
          "sim": "%sim%"
        }
        """
}
