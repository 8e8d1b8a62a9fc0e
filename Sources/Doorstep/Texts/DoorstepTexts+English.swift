import Domain

extension DoorstepTexts {
    /// The words in English.
    static let english = DoorstepTexts(
        language: .english, page: .english, ask: .english, scope: .english, term: .english, signIn: .english,
        progress: .english, accounts: .english, answer: .english, end: .english, control: .english, visits: .english,
        letter: .english,
        status: .english, fault: .english)
}

extension PageTexts {
    fileprivate static let english = PageTexts(
        otherLanguage: "Español",
        skip: "Skip to the content",
        back: "Back",
        error: "Error: {title}",
        faults: Counted("One thing to correct", "{count} things to correct"),
        reveal: "Show what I type",
        made: "{organization} runs this page with Tieline, on its own computers.",
        opensTab: "(opens a new tab)",
        utilityOf: "Utility {number} of {count}",
        stepOver: "This step was done in the meantime, here or on another device. This is how things stand now.",
        problem: "This did not work",
        problemAdvice: "It is our fault, not yours, and it was written down. Try again in a few minutes.",
        incident: "If you ask for help, give this number: {incident}",
        tooFast: "One moment, please",
        tooFastAdvice: Counted(
            "Too much was sent at once. Try again in one second.",
            "Too much was sent at once. Try again in {count} seconds."))
}

extension AskTexts {
    fileprivate static let english = AskTexts(
        authorize: "{organization} asks for your permission to read your bills and usage from {utility}",
        reauthorize: "{organization} asks you to renew your permission to read your bills and usage from {utility}",
        repair: "{organization} asks you to sign in to {utility} again",
        accounts: "{organization} asks you to sign in to {utility} again, so that new accounts are found",
        several: "{organization} asks for your help with {utilities}",
        authorizeItem: "Give your permission",
        reauthorizeItem: "Renew your permission",
        repairItem: "Sign in again",
        accountsItem: "Sign in again, so that new accounts are found",
        recipient: "For {name}",
        recipientFor: "For {name}, about the accounts of {customer}",
        note: "{organization} writes",
        shared: "What you share",
        bills: "Your bills, with their amounts and documents",
        usage: "How much you used, and when",
        accountDetails: "Account and meter numbers, tariff and service address",
        monthsBack: Counted("From the last month on", "From the last {count} months on"),
        ongoingEnd: "Nothing dated after {date}",
        behind: "Who is behind this",
        check: "To make sure that this is real, ask {organization} yourself: {contact}",
        checkYourself: "To make sure that this is real, call {organization} at a number that you already know.",
        next: """
            Next, you sign in to {utility}. Your password is kept encrypted, and is used to read these things and for \
            nothing else.
            """,
        nextCode: "Next, {utility} sends you a code. You need no password.",
        nextNothing: "That is all: you need not sign in.",
        proceed: "Continue",
        decline: "Decline",
        stop: "You can stop this at any time.",
        handOver: "Somebody else manages this account",
        silence: "Send me no more reminders",
        silenced: "You get no more reminders about this.",
        answerBy: "You can answer until {date}.")
}

extension ScopeTexts {
    fileprivate static let english = ScopeTexts(
        back: "How far back",
        everything: "Everything, however old",
        later: "And what comes later",
        laterToo: "Also what is added while your permission lasts",
        laterNot: "Only what is there today",
        wrongChoice: "Choose how far back, and whether what comes later is shared too.")
}

extension TermTexts {
    fileprivate static let english = TermTexts(
        heading: "For how long",
        change: "Change",
        span: "For {span}, until {date}",
        until: "Until {date}",
        untilRevoked: "Until you revoke it",
        spanChoice: "{span}, until {date}",
        dateChoice: "Until a day that I choose",
        untilRevokedChoice: "Until I revoke it",
        day: "Last day",
        days: Counted("1 day", "{count} days"),
        weeks: Counted("1 week", "{count} weeks"),
        months: Counted("1 month", "{count} months"),
        years: Counted("1 year", "{count} years"),
        kept: "Your permission stays as it is: until {date}. You can change it by the link in your receipt.",
        keptUntilRevoked: "Your permission stays as it is: until you revoke it by the link in your receipt.",
        wrongDay: "Choose a last day that is not over yet and at most 25 years ahead.",
        wrongChoice: "Choose for how long.")
}

extension SignInTexts {
    fileprivate static let english = SignInTexts(
        title: "Sign in to {utility}",
        update: "Update login credentials",
        lead: "Enter what you sign in with at {utility}.",
        utility: "Utility",
        portal: "Sign-in page",
        other: "This is not my utility",
        otherTitle: "Which utility is yours?",
        otherLead: "{organization} asked about {utility}. If your account is with somebody else, choose it here.",
        otherLabel: "Your utility",
        otherChoose: "Choose one",
        otherProceed: "Continue with this utility",
        otherWrong: "Choose your utility from the list.",
        username: "{label}",
        password: "{label}",
        keep: "Leave it empty to keep the one that we have.",
        keepLogin: "Leave it empty to keep {login}.",
        attempts: Counted(
            "One try left before {utility} locks this account.",
            "{count} tries left before {utility} locks this account."),
        attemptsNone: "{utility} may lock this account with the next wrong try. Make sure before you go on.",
        deepLink: "Go to {utility} first, then come back to this page.",
        deepLinkLabel: "Open {utility}",
        who: "Who asks",
        whatFor: "For which utility",
        whatForText: "{utility}, at {host}",
        done: "What is done with it",
        doneText: """
            It is kept encrypted and typed into the sign-in page of {utility}, and nowhere else. The people at \
            {organization} do not see it.
            """,
        takeBack: "How to take it back",
        takeBackText: """
            By the link in the receipt that you get by e-mail. The sign-in and everything that was read are deleted at once.
            """,
        submit: "Sign in",
        invalid: "Invalid login",
        invalidUsername: "{utility} does not know this user name.",
        invalidText: "{utility} did not accept this user name and password.",
        again: "Click here to try again",
        locked: "{utility} has locked online access for now. Unlock it with them first, then sign in here.",
        newPassword: "{utility} asks for a new password. Set one on their site first, then enter it here.",
        moreDetails: "{utility} asks for one more detail. Answer it below.",
        actionFirst: "{utility} wants something done on its own site first. Do it there, then sign in here.",
        codeRejected: "{utility} did not accept the code. Sign in again and you get a new one.",
        codeTimedOut: "No code came in time. Sign in again and you get a new one.",
        notApproved: "The sign-in was not approved in time. Sign in again, and have your phone at hand.",
        siteDown:
            "The website of {utility} did not answer. Try again in some minutes, or come back later by the same link.",
        ours: "{utility} showed something that we do not know yet. This is ours to solve: you did nothing wrong.",
        noAccounts: """
            The sign-in worked, but {utility} shows no account behind it. You may have another sign-in, or the account \
            still has to be added on their site.
            """,
        underWay: "A sign-in is under way. Wait until it has ended.")
}

extension ProgressTexts {
    fileprivate static let english = ProgressTexts(
        title: "Connecting to {utility}",
        lead: "This takes about a minute. You may close this page: it goes on, and your link brings you back here.",
        heading: "Progress",
        queued: "Waiting for its turn",
        openingPortal: "Opening the site of {utility}",
        signingIn: "Signing in",
        answeringPrompt: "Answering a question",
        waitingForCode: "Waiting for the code",
        readingAccounts: "Reading your accounts",
        fetchingBills: "Fetching the latest bill",
        saving: "Saving what was found",
        done: "done",
        now: "under way",
        failed: "stopped here",
        later: "still to come",
        say: "{step}, step {number} of {count}.",
        reload: "Show how far it is",
        codeTitle: "{utility} wants to confirm that it is you",
        codeLead: "{utility} sends you a short code. Have your phone or your mailbox at hand.",
        codeNoPassword: "You need no password for this.",
        sendCode: "Send me a code",
        codeAgain: "The last code did not work.",
        codeSent: "{utility} sent a code.",
        codeSentTo: "{utility} sent a code to {destination}.",
        codeSentMail: "{utility} sent a code by e-mail.",
        codeSentMailTo: "{utility} sent a code by e-mail to {destination}.",
        codeSentText: "{utility} sent a code by text message.",
        codeSentTextTo: "{utility} sent a code by text message to {destination}.",
        codeSentCall: "{utility} tells you a code by telephone.",
        codeSentCallTo: "{utility} tells you a code by telephone, at {destination}.",
        codeFromApp: "{utility} asks for the code that your app shows.",
        codeLabel: "The code",
        codeDigits: Counted("1 digit. Spaces do not matter.", "{count} digits. Spaces do not matter."),
        codeDigitsRange: "{least} to {most} digits. Spaces do not matter.",
        codeSigns: Counted(
            "1 letter or digit. Spaces do not matter.", "{count} letters or digits. Spaces do not matter."),
        codeSignsRange: "{least} to {most} letters or digits. Spaces do not matter.",
        codeLeft: "You can use it for another {time}.",
        useCode: "Use this code",
        codeOver: "This code is no longer waited for. This is how things stand now.",
        approve: "Open the message from {utility} and approve the sign-in there. Then this page goes on by itself.")
}

extension AccountTexts {
    fileprivate static let english = AccountTexts(
        title: "What was found",
        lead: "{utility} let us in. Tick what you want to share with {organization}.",
        legend: "Accounts",
        account: "Account {number}",
        electricity: "Electricity",
        gas: "Gas",
        water: "Water",
        share: "Share what is ticked",
        none: "Tick at least one account. If you want to share nothing, decline.",
        thanks: "Thank you",
        shared: "This is what you share with {organization}.",
        until: "Until {date}",
        untilRevoked: "Until you revoke it",
        control: """
            A receipt comes to you by e-mail. The link in it shows everything that is read, and lets you change, pause or \
            revoke it at any time.
            """,
        controlLost: "No e-mail?",
        goBack: "Go back to {organization}",
        close: "You can close this page.")
}

extension AnswerTexts {
    fileprivate static let english = AnswerTexts(
        declineTitle: "Do you want to decline?",
        declineLead: "{organization} is told that you said no. Nothing more is asked, and nothing new is shared.",
        declineKeep: "A permission that you gave before stays as it is. You can revoke it by the link in your receipt.",
        declineReason: "Why?",
        declineReasonHint: "Only if you want to. {organization} reads it.",
        decline: "Decline",
        handOverTitle: "Who manages this account?",
        handOverLead: """
            We send this question to that person and tell {organization}. Your own link stops working, and you get no more \
            reminders.
            """,
        handOverName: "Name",
        handOverEmail: "E-mail address",
        handOver: "Pass it on",
        handedOver: "Passed on",
        handedOverText: "The question is on its way to the person that you named. There is nothing left for you to do.",
        silenced: "You get no more reminders about this. Your link goes on working until it expires.",
        optional: "optional")
}

extension EndTexts {
    fileprivate static let english = EndTexts(
        declined: "You declined",
        declinedText: "{organization} was told that you said no. Nothing new is shared.",
        declinedChange: "If you change your mind, ask {organization} for a new link.",
        healed: "It works again",
        healedText: "What {organization} asked for is solved already. There is nothing left for you to do.",
        expired: "The time to answer is over",
        expiredText:
            "Nobody answered in time, so nothing new is shared. If you still want to, ask {organization} for a new link.",
        revoked: "{organization} took this question back",
        revokedText: "There is nothing for you to do.",
        linkExpired: "This link has expired",
        linkExpiredText: """
            Links work for some days only, for your safety. The question is still open: we can send a new link to the same \
            address.
            """,
        renew: "Send me a new link",
        renewed: "Look into your mailbox",
        renewedText:
            "If the question is still open, a new link is on its way to the address that the first one went to.",
        linkRevoked: "This link no longer works",
        linkRevokedText: "There is a newer message with another link, or the question went to somebody else.",
        unknown: "This link leads nowhere",
        unknownText: "Copy the whole address from the message, or open the message again and use its button.",
        unknownPassword: "If a message with this link asked for your password, do not give it to anybody.",
        waiting: "There is nothing for you to do right now",
        waitingText: "We write to you when it is your turn. Your link goes on working.",
        held: "One moment, please",
        heldText:
            "There may be trouble at the utility. We write to you when it is over and there is still something to do.",
        ask: "Questions? Ask {organization}: {contact}",
        askYourself: "Questions? Ask {organization}.")
}

extension ControlTexts {
    fileprivate static let english = ControlTexts(
        title: "What you share with {organization}",
        lead:
            "Everything that {organization} reads from your utilities with your permission. You can change it at any time.",
        none: "You share nothing with {organization} at the moment.",
        permission: "Permission",
        since: "Since",
        until: "Until {date}",
        untilRevoked: "Until you revoke it",
        ended: "Ended on {date}",
        changeTerm: "Change for how long",
        changeTermTitle: "For how long may {organization} read your {utility} data?",
        changeTermLead: "The new end counts from today.",
        changeTermSubmit: "Save",
        login: "Signs in as",
        lastRead: "Last read",
        never: "Not yet",
        accounts: "Accounts that you share",
        accountsSubmit: "Save what is ticked",
        noAccounts: "No account was read yet.",
        visits: "What was done with it",
        noVisits: "Nothing was read yet.",
        pause: "Pause",
        pauseText: "While it is paused, nothing is read.",
        resume: "Go on reading",
        revoke: "Revoke",
        revokeTitle: "Revoke your permission for {utility}?",
        revokeLead: "This happens at once:",
        revokeSignIn: "Your sign-in for {utility} is deleted. Nobody can sign in with it from here any more.",
        revokeCollected: "Every bill, reading and account number that was read from {utility} is deleted here.",
        revokeStops: "Nothing is read from {utility} any more, and {organization} is told.",
        revokeCopies: "What {organization} has copied elsewhere before is not in our hands. Ask them to delete it.",
        revokeFinal: "It cannot be undone. To share again, you give a new permission.",
        revokeSubmit: "Revoke and delete",
        keep: "Keep sharing",
        paused: "Paused. Nothing is read until you say so.",
        resumed: "Reading goes on.",
        revoked: "Your permission is revoked. The sign-in and everything that was read are deleted.",
        termChanged: "Saved. This is the new end.",
        accountsChanged: "Saved. Only what is ticked is shared from now on.",
        unknown: "This link leads nowhere",
        unknownText: "It may have been replaced by a newer one. You can have your link sent to you again.",
        lostTitle: "Lost your link?",
        lostLead: "Enter the address at which you got your receipt. We send the link to what you share.",
        lostEmail: "E-mail address",
        lostSubmit: "Send me my link",
        lostSent: "Look into your mailbox",
        lostSentText: """
            If somebody with this address shares anything, the link is on its way. If nothing comes within a few minutes, \
            try the address to which your receipt went.
            """,
        lostLink: "Send me my link again")
}

extension VisitTexts {
    fileprivate static let english = VisitTexts(
        first: "First sign-in at {utility}",
        schedule: "Regular sign-in at {utility}",
        manual: "Sign-in at {utility}, asked for by {organization}",
        repair: "Sign-in at {utility} with a new sign-in",
        rehearsal: "Sign-in at {utility}, to try out codes",
        canary: "Sign-in at {utility}, to see whether its site works",
        worked: "It worked.",
        failed: "It did not work.",
        underWay: "It is under way.",
        download: "{organization} opened a bill",
        codeUsed: "A code from {utility} was read and used to sign in",
        billKept: "A bill from {utility} was read from a forwarded mail",
        messageRead: "A message from {utility} was read, and was not needed",
        messageNotRead: "A message came that was not from {utility}: it was not read",
        mailRefused: "A mail came after your permission had ended: nothing of it was kept")
}

extension LetterTexts {
    fileprivate static let english = LetterTexts(
        hello: "Hello {name},",
        subjectAuthorize: "{organization} asks for your permission: {utility}",
        subjectReauthorize: "{organization}: renew your permission for {utility}",
        subjectRepair: "{organization}: sign in to {utility} again",
        subjectAccounts: "{organization}: sign in to {utility}, so that new accounts are found",
        subjectSeveral: "{organization} asks for your help: {utilities}",
        subjectReminder: "Reminder: {subject}",
        subjectRenewal: "Your permission for {utility} ends on {date}",
        subjectRenewalSeveral: "Your permission for {utilities} ends soon",
        subjectReceipt: "Receipt: what you share with {organization}",
        subjectControlLink: "Your link to what you share with {organization}",
        subjectRevoked: "Revoked: your permission for {organization}",
        subjectHandedOver: "{organization}: the question about {utilities} was passed on",
        authorize: "{organization} asks for your permission to read your bills and usage from {utility}.",
        reauthorize:
            "Your permission for {organization} to read your bills and usage from {utility} ends on {date}. Please renew it.",
        reauthorizeEnded:
            "Your permission for {organization} to read your bills and usage from {utility} has run out. Please renew it.",
        repair: """
            {organization} can no longer read your bills and usage from {utility}, because the sign-in changed or {utility} \
            wants to confirm that it is you. Please sign in again.
            """,
        accounts: "There are new accounts at {utility}. Please sign in again, so that {organization} finds them.",
        several: "{organization} needs you for these utilities. One link leads through all of them:",
        authorizeItem: "{utility}: give your permission",
        reauthorizeItem: "{utility}: renew your permission",
        repairItem: "{utility}: sign in again",
        accountsItem: "{utility}: sign in again, so that new accounts are found",
        renewal: "Your permission for {organization} to read your bills and usage from {utility} ends on {date}.",
        renewalSeveral: "Your permissions for {organization} to read your bills and usage end soon:",
        renewalItem: "{utility}: until {date}",
        renewalElse: "If you do not renew it, your sign-in is deleted on that day and nothing more is read.",
        reminder: "We wrote to you some days ago and have no answer yet.",
        receipt: "Thank you. This is what {organization} may read with your permission:",
        receiptItem: "{utility}: until {date}",
        receiptItemUntilRevoked: "{utility}: until you revoke it",
        receiptControl: """
            Your own page shows what is read and when. There you can change how long it lasts, choose accounts, pause, or \
            revoke everything.
            """,
        controlLink: "Here is the link to your own page. It shows what {organization} reads with your permission.",
        controlLinkNotYou: "If you did not ask for it, you need not do anything. Do not pass this message on.",
        revoked: "Your permission for {organization} to read your bills and usage from {utilities} is revoked.",
        revokedDeleted: "Your sign-in and everything that was read with it are deleted here. Nothing more is read.",
        revokedControl: "Your own page shows what you still share.",
        handedOver: """
            Somebody with your link passed the question of {organization} about {utilities} on to another person. Your \
            link no longer works, and you get no more reminders.
            """,
        handedOverNotYou: "If that was not you, tell {organization}: they can take the question back.",
        note: "{organization} writes:",
        buttonAuthorize: "Read and answer",
        buttonRenew: "Renew your permission",
        buttonRepair: "Sign in again",
        buttonControl: "Open your page",
        minute: "It takes about a minute.",
        answerBy: "You can answer until {date}.",
        sayNo: "On the same page you can say no, name somebody else, or stop these reminders.",
        linkEnds: "The link works until {date}.",
        keepLink: "Keep this message: the link is your key to that page.",
        noPassword: "Never send a password by e-mail. Nobody asks you for one that way.",
        check: "Is this message real? Ask {organization} yourself: {contact}",
        checkYourself: "Is this message real? Call {organization} at a number that you already know.",
        address: "If the button does not work, open this address:",
        why: "You get this message because {organization} named you as the holder or manager of these accounts.")
}

extension StatusTexts {
    fileprivate static let english = StatusTexts(
        pending: StatusTable[.pending].customerTemplate,
        connected: StatusTable[.connected].customerTemplate,
        underInvestigation: StatusTable[.underInvestigation].customerTemplate,
        passwordIncorrect: StatusTable[.passwordIncorrect].customerTemplate,
        mfaTokenExpired: StatusTable[.mfaTokenExpired].customerTemplate,
        newPasswordNeeded: StatusTable[.newPasswordNeeded].customerTemplate,
        additionalCredentialsNeeded: StatusTable[.additionalCredentialsNeeded].customerTemplate,
        accountLocked: StatusTable[.accountLocked].customerTemplate,
        websiteDown: StatusTable[.websiteDown].customerTemplate,
        urlInaccessible: StatusTable[.urlInaccessible].customerTemplate,
        noAccountsFound: StatusTable[.noAccountsFound].customerTemplate,
        otherError: StatusTable[.otherError].customerTemplate,
        companyInactive: StatusTable[.companyInactive].customerTemplate,
        authorizationExpired: StatusTable[.authorizationExpired].customerTemplate,
        authorizationDeclined: StatusTable[.authorizationDeclined].customerTemplate,
        authorizationRevoked: StatusTable[.authorizationRevoked].customerTemplate,
        providerRetired: StatusTable[.providerRetired].customerTemplate,
        paused: StatusTable[.paused].customerTemplate)
}

extension FaultTexts {
    fileprivate static let english = FaultTexts(
        missing: "Enter something here.",
        tooLong: "Enter fewer characters.",
        unreadable: "There are characters in it that cannot be seen. Delete it and type it anew.",
        notAnAddress: "Enter an e-mail address such as name@example.com.",
        notAnOption: "Choose one from the list.",
        notACode: "Enter the code exactly as it came.",
        rejectedBefore: "{utility} refused this password before, so it is not sent again. Enter the current one.",
        handedOverOften: "This question was passed on several times already, so it stays here. You can decline it.",
        other: "Please check what stands here.")
}
