/// Delivery reports as mail systems write them, names and addresses made up. Lines end in LF here, in CR LF on the wire.
enum Reports {
    static let all: [(name: String, bytes: [UInt8])] = [
        ("postfix", postfix), ("postfix delayed", postfixDelayed), ("postfix success", postfixSuccess), ("exim", exim),
        ("exchange", exchange), ("gmail", gmail), ("sendmail", sendmail), ("qmail", qmail), ("relayed", relayed),
        ("several", several), ("unicode", unicode), ("bare", bare),
    ]

    static let postfix = Letters.wire(
        """
        Return-Path: <>
        Date: Mon, 2 Mar 2026 10:15:04 +0100 (CET)
        From: MAILER-DAEMON@mx.relay.example (Mail Delivery System)
        Subject: Undelivered Mail Returned to Sender
        To: r-abcdefghijklmnopqrstuvwxyz@codes.example
        Auto-Submitted: auto-replied
        MIME-Version: 1.0
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="4CxY1234.1772442904/mx.relay.example"
        Message-Id: <20260302091504.4CxY1@mx.relay.example>

        This is a MIME-encapsulated message.

        --4CxY1234.1772442904/mx.relay.example
        Content-Description: Notification
        Content-Type: text/plain; charset=us-ascii

        This is the mail system at host mx.relay.example.

        I'm sorry to have to inform you that your message could not
        be delivered to one or more recipients. It's attached below.

                           The mail system

        <pat@postbox.example>: host mail.postbox.example[192.0.2.7] said: 550 5.1.1
            <pat@postbox.example>: Recipient address rejected: User unknown (in reply to
            RCPT TO command)

        --4CxY1234.1772442904/mx.relay.example
        Content-Description: Delivery report
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.relay.example
        X-Postfix-Queue-ID: 4CxY1234
        X-Postfix-Sender: rfc822; r-abcdefghijklmnopqrstuvwxyz@codes.example
        Arrival-Date: Mon,  2 Mar 2026 10:15:03 +0100 (CET)

        Final-Recipient: rfc822; pat@postbox.example
        Original-Recipient: rfc822;Pat@Postbox.example
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; mail.postbox.example
        Diagnostic-Code: smtp; 550 5.1.1 <pat@postbox.example>: Recipient address
            rejected: User unknown

        --4CxY1234.1772442904/mx.relay.example
        Content-Description: Undelivered Message Headers
        Content-Type: text/rfc822-headers

        From: "Acme Solar" <requests@acme.example>
        Subject: One minute for your electricity account

        --4CxY1234.1772442904/mx.relay.example--
        """)

    static let postfixDelayed = Letters.wire(
        """
        From: MAILER-DAEMON@mx.relay.example (Mail Delivery System)
        Subject: Delayed Mail (still being retried)
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: text/plain

        ####################################################################
        # THIS IS A WARNING ONLY.  YOU DO NOT NEED TO RESEND YOUR MESSAGE. #
        ####################################################################
        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.relay.example

        Final-Recipient: rfc822; pat@postbox.example
        Action: delayed
        Status: 4.4.1
        Diagnostic-Code: X-Postfix; connect to mail.postbox.example[192.0.2.7]:25:
            Connection timed out
        Will-Retry-Until: Sat,  7 Mar 2026 10:15:03 +0100 (CET)
        --b--
        """)

    static let postfixSuccess = Letters.wire(
        """
        From: MAILER-DAEMON@mx.relay.example (Mail Delivery System)
        Subject: Successful Mail Delivery Report
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.relay.example

        Final-Recipient: rfc822; pat@postbox.example
        Action: delivered
        Status: 2.0.0
        Diagnostic-Code: smtp; 250 2.0.0 Ok: queued as 4CxZ5
        --b--
        """)

    /// Exim says 5.0.0 whatever it was; the words know better.
    static let exim = Letters.wire(
        """
        From: Mail Delivery System <Mailer-Daemon@host.example>
        Subject: Mail delivery failed: returning message to sender
        Auto-Submitted: auto-replied
        Content-Type: multipart/report; report-type=delivery-status; boundary=1772442904-eximdsn-1337
        MIME-Version: 1.0

        --1772442904-eximdsn-1337
        Content-type: text/plain; charset=us-ascii

        This message was created automatically by mail delivery software.

        A message that you sent could not be delivered to one or more of its
        recipients. This is a permanent error. The following address(es) failed:

          pat@postbox.example
            host mail.postbox.example [192.0.2.7]
            SMTP error from remote mail server after RCPT TO:<pat@postbox.example>:
            552 5.2.2 Mailbox full

        --1772442904-eximdsn-1337
        Content-type: message/delivery-status

        Reporting-MTA: dns; host.example

        Action: failed
        Final-Recipient: rfc822;pat@postbox.example
        Status: 5.0.0
        Remote-MTA: dns; mail.postbox.example
        Diagnostic-Code: smtp; 552 5.2.2 Mailbox full

        --1772442904-eximdsn-1337
        Content-type: message/rfc822

        Subject: One minute

        --1772442904-eximdsn-1337--
        """)

    static let exchange = Letters.wire(
        """
        From: <postmaster@tenant.onmicrosoft.example>
        Subject: Undeliverable: One minute for your electricity account
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="b3b9f2f0-1111-4222-8333-444455556666"
        X-MS-Exchange-Message-Is-Ndr: yes

        --b3b9f2f0-1111-4222-8333-444455556666
        Content-Type: multipart/alternative; differences=Content-Type;
        \tboundary="c3b9f2f0-1111-4222-8333-444455556666"

        --c3b9f2f0-1111-4222-8333-444455556666
        Content-Type: text/plain; charset="us-ascii"
        Content-Transfer-Encoding: quoted-printable

        Your message to pat@tenant.example couldn't be delivered.
        --c3b9f2f0-1111-4222-8333-444455556666
        Content-Type: text/html; charset="us-ascii"

        <p>Your message couldn't be delivered.</p>
        --c3b9f2f0-1111-4222-8333-444455556666--

        --b3b9f2f0-1111-4222-8333-444455556666
        Content-Type: message/delivery-status

        Reporting-MTA: dns;AM0PR01MB1234.eurprd01.prod.outlook.example
        Received-From-MTA: dns;mx.relay.example
        Arrival-Date: Mon, 2 Mar 2026 09:15:03 +0000

        Final-Recipient: rfc822;pat@tenant.example
        Action: failed
        Status: 5.1.10
        Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient pat@tenant.example not found by SMTP address lookup
        X-Display-Name: pat@tenant.example

        --b3b9f2f0-1111-4222-8333-444455556666--
        """)

    static let gmail = Letters.wire(
        """
        From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
        Auto-Submitted: auto-replied
        Subject: Delivery Status Notification (Failure)
        Content-Type: multipart/report; boundary="0000000000001a"; report-type=delivery-status

        --0000000000001a
        Content-Type: multipart/related; boundary="0000000000001b"

        --0000000000001b
        Content-Type: text/html; charset="UTF-8"

        <b>Address not found</b>
        --0000000000001b--
        --0000000000001a
        Content-Type: message/delivery-status

        Reporting-MTA: dns; googlemail.example
        X-Original-Message-ID: <one@acme.example>

        Final-Recipient: rfc822; pat@gmail.example
        Action: failed
        Status: 5.1.1
        Remote-MTA: dns; gmail-smtp-in.l.google.example. (192.0.2.27, the server for the domain gmail.example.)
        Diagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist. Please try
         550-5.1.1 double-checking the recipient's email address for typos or
         550 5.1.1 unnecessary spaces.
        Last-Attempt-Date: Mon, 02 Mar 2026 01:15:05 -0800 (PST)
        --0000000000001a--
        """)

    static let sendmail = Letters.wire(
        """
        From: Mail Delivery Subsystem <MAILER-DAEMON@old.example>
        Subject: Returned mail: see transcript for details
        Auto-Submitted: auto-generated (failure)
        Content-Type: multipart/report; report-type=delivery-status;
        \tboundary="6229EXz123456.1772442904/old.example"

        --6229EXz123456.1772442904/old.example

           ----- The following addresses had permanent fatal errors -----
        <pat@postbox.example>
            (reason: 554 5.7.1 <pat@postbox.example>: Relay access denied)

        --6229EXz123456.1772442904/old.example
        Content-Type: message/delivery-status

        Reporting-MTA: dns; old.example
        Received-From-MTA: DNS; localhost
        Arrival-Date: Mon, 2 Mar 2026 10:15:03 +0100

        Final-Recipient: RFC822; pat@postbox.example
        Action: failed (permanent)
        Status: 5.7.1 (relay denied)
        Remote-MTA: DNS; mail.postbox.example
        Diagnostic-Code: SMTP; 554 5.7.1 <pat@postbox.example>: Relay access denied

        --6229EXz123456.1772442904/old.example--
        """)

    /// No part for machines: what qmail has written since 1996.
    static let qmail = Letters.wire(
        """
        Return-Path: <>
        From: MAILER-DAEMON@q.example
        To: r-abcdefghijklmnopqrstuvwxyz@codes.example
        Subject: failure notice

        Hi. This is the qmail-send program at q.example.
        I'm afraid I wasn't able to deliver your message to the following addresses.
        This is a permanent error; I've given up. Sorry it didn't work out.

        <pat@q.example>:
        Sorry, no mailbox here by that name. (#5.1.1)

        --- Below this line is a copy of the message.

        Return-Path: <r-abcdefghijklmnopqrstuvwxyz@codes.example>
        Subject: One minute
        """)

    static let relayed = Letters.wire(
        """
        From: MAILER-DAEMON@mx.relay.example
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.relay.example

        Final-Recipient: rfc822; pat@postbox.example
        Action: relayed
        Status: 2.0.0
        --b--
        """)

    /// The customer passes mail on to two others; one of them is gone.
    static let several = Letters.wire(
        """
        From: MAILER-DAEMON@mx.relay.example
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; mx.relay.example


        Final-Recipient: rfc822; one@postbox.example
        Action: delivered
        Status: 2.0.0

        Final-Recipient: rfc822; two@postbox.example
        Action: failed
        Status: 5.2.1
        Diagnostic-Code: smtp; 550 5.2.1 disabled
        --b--
        """)

    /// RFC 6533.
    static let unicode = Letters.wire(
        """
        From: MAILER-DAEMON@mx.relay.example
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/global-delivery-status; charset=utf-8
        Content-Transfer-Encoding: 8bit

        Reporting-MTA: dns; mx.relay.example

        Final-Recipient: utf-8; zoë@postbox.example
        Action: failed
        Status: 5.1.1
        Diagnostic-Code: smtp; 550 5.1.1 niemand heißt „zoë“
        --b--
        """)

    /// Sloppy: no action, no blank line behind the message's own fields.
    static let bare = Letters.wire(
        """
        From: postmaster@sloppy.example
        Content-Type: multipart/report; report-type=delivery-status; boundary="b"

        --b
        Content-Type: message/delivery-status

        Reporting-MTA: dns; sloppy.example
        Final-Recipient: pat@postbox.example
        Status: 5.2.2
        Diagnostic-Code: 552 over quota
        --b--
        """)

    /// Mails that come to return addresses and are no reports.
    static let others: [(name: String, bytes: [UInt8])] = [
        (
            "vacation",
            Letters.wire(
                """
                From: Pat <pat@postbox.example>
                Subject: Out of office: One minute
                Auto-Submitted: auto-replied

                I am away until 5.1.1 and cannot read this. Your message could not be delivered to my attention.
                """)
        ),
        (
            "read receipt",
            Letters.wire(
                """
                From: pat@postbox.example
                Content-Type: multipart/report; report-type=disposition-notification; boundary=b

                --b
                Content-Type: message/disposition-notification

                Final-Recipient: rfc822; pat@postbox.example
                Disposition: manual-action/MDN-sent-manually; displayed
                --b--
                """)
        ),
        (
            "a report without a recipient",
            Letters.wire(
                """
                From: postmaster@sloppy.example
                Content-Type: multipart/report; report-type=delivery-status; boundary=b

                --b
                Content-Type: message/delivery-status

                Reporting-MTA: dns; sloppy.example
                Status: 5.2.2
                --b--
                """)
        ), ("plain", Letters.plain), ("forwarded", Letters.forwarded),
    ]
}
