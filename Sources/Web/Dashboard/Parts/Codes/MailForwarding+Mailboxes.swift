/// The steps for each mailbox. Menus are named as the mailboxes name them in English.
extension MailForwarding {
    func guide(for mailbox: Mailbox) -> Guide {
        switch mailbox {
        case .gmail: gmail
        case .outlook: outlook(warning: nil, letter: nil)
        case .microsoft365: microsoft365
        case .icloud: icloud
        case .yahoo: yahoo
        case .other: other
        }
    }

    private var gmail: Guide {
        Guide([
            .init("Open Gmail on a computer. The phone app cannot do this."),
            .init(
                "Go to Settings → See all settings → Forwarding and POP/IMAP → Add a forwarding address, enter this "
                    + "address, then press Next and Proceed. (In Google Workspace an administrator can have hidden "
                    + "this; then use the address at \(provider) directly.)",
                addressCopy("gmail-address", "Forwarding address")),
            .init(
                "Google now mails this address to ask whether it agrees. What it says appears below, within a minute."),
            .init(
                "Leave “Disable forwarding” switched on. One filter passes on what is needed; nothing else will "
                    + "reach us."),
            .init(
                senderStep(
                    "Open the search options (the sliders in the search box), fill in From, press Create filter."),
                copies: senders.isEmpty
                    ? [] : [CopyText("gmail-from", "From", senders.joined(separator: " OR "))]),
            .init(
                "Tick “Forward it to” and choose the address; tick “Never send it to Spam”; press Create filter."),
            .init("Gmail will show a banner about forwarding for about a week. That is expected."),
        ])
    }

    private func outlook(warning: String?, letter: CopyText?) -> Guide {
        Guide(
            warning: warning, letter: letter,
            [
                .init("Open Outlook on the web and go to Settings → Mail → Rules → Add new rule."),
                .init(
                    "Name the rule.",
                    CopyText("rule-name", "Name", purpose == .codes ? "Codes of \(provider)" : "Bills of \(provider)")),
                .init(
                    senderStep("Add the condition “Sender address includes”."),
                    copies: senderCopies("Sender address includes")),
                .init(
                    "Add the action “Redirect to”, not “Forward to”: the mail then reaches us unchanged, and we can see "
                        + "that it is \(provider)’s.",
                    addressCopy("forward-to", "Redirect to")),
                .init("Save. If Outlook asks you to verify your account, do so: rules pass mail on only afterwards."),
            ])
    }

    private var microsoft365: Guide {
        outlook(
            warning: "Is this a work address? Many companies do not allow automatic forwarding: the rule is saved "
                + "without complaint, and its mails never arrive. Two ways out: use the address at \(provider) directly, "
                + "or send your administrator this note first.",
            letter: CopyText("administrator-note", "Note to your administrator", administratorNote))
    }

    private var administratorNote: String {
        """
        Please let one mailbox forward automatically to one outside address.

        Mailbox: (your address)
        Destination: \(address)
        Mails concerned: \(mails) of \(provider)\(senders.isEmpty ? "" : " (\(senders.joined(separator: ", ")))")
        Asked for by: \(organization)

        Where: Microsoft Defender portal → Policies & rules → Threat policies → Anti-spam policies → \
        Create policy → Outbound, for this mailbox alone → Automatic forwarding rules: On.

        Without it the mails are refused with "550 5.7.520 Access denied, Your organization does not allow external \
        forwarding".
        """
    }

    private var icloud: Guide {
        Guide([
            .init("Open icloud.com/mail in a browser. The Mail apps on iPhone and Mac cannot do this."),
            .init("Open the menu above the list of mailboxes, then Settings → Rules, and add a rule."),
            .init(senderStep("Let the rule look at who the message is from."), copies: senderCopies("From")),
            .init("As its action choose “Forward to” and enter this address. Add the rule.", addressCopy()),
            .init("A new rule may take up to 15 minutes to work. Wait that long before you try it."),
        ])
    }

    private var yahoo: Guide {
        Guide(
            warning:
                "Yahoo cannot pass on only the mails of one sender, and passes mail on for paying customers alone. "
                + "Use the address at \(provider) directly, as above.", [])
    }

    private var other: Guide {
        Guide([
            .init("Open the settings of your mailbox in a browser and look for “filters” or “rules”."),
            .init(
                senderStep("Make one for mails from this sender, and for nothing else."), copies: senderCopies("From")),
            .init(
                "As its action choose “redirect” where there is one, else “forward”, and let the mailbox keep a copy.",
                addressCopy()),
            .init("If there are no filters, use the address at \(provider) directly, as above."),
        ])
    }
}
