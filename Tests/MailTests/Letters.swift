import Foundation

/// Messages that the tests read, and that the fuzzer starts from. Lines end in LF here, in CR LF on the wire.
enum Letters {
    static let all: [(name: String, bytes: [UInt8])] = [
        ("plain", plain), ("alternative", alternative), ("nested", nested), ("charsets", charsets),
        ("forwarded", forwarded), ("bill", bill), ("broken", broken), ("deep", deep(30)), ("folded", folded),
    ]

    static let plain = wire(
        """
        From: "Harbor Light & Power" <no-reply@HarborLight.example>
        To: c-abc@codes.example
        Subject: =?utf-8?Q?Your_code_=E2=80=93_?= =?utf-8?B?NDgxMjA3?=
        Date: Mon, 02 Mar 2026 09:15:04 -0800
        Message-ID: <one@harborlight.example>

        Your code is 481207.
        It is good for 10 minutes.
        """)

    static let alternative = wire(
        """
        From: no-reply@harborlight.example
        Subject: Code
        MIME-Version: 1.0
        Content-Type: multipart/alternative; boundary="=_a"

        This is what old programs show.
        --=_a
        Content-Type: text/plain; charset=iso-8859-1
        Content-Transfer-Encoding: quoted-printable

        Ihr Best=E4tigungscode ist 48=
        1207.
        --=_a
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: base64

        PGI+NDgxMjA3PC9iPg==
        --=_a--
        The end.
        """)

    /// A message as an office program writes it: related within alternative within mixed, a picture, a footer.
    static let nested = wire(
        """
        From: a@b.example
        Content-Type: multipart/mixed; boundary=outer

        --outer
        Content-Type: multipart/alternative; boundary=middle

        --middle
        Content-Type: text/plain

        words
        --middle
        Content-Type: multipart/related; boundary=inner

        --inner
        Content-Type: text/html

        <img src=cid:logo><p>words
        --inner
        Content-Type: image/png; name="logo.png"
        Content-ID: <logo>
        Content-Disposition: inline; filename="../../logo.png"
        Content-Transfer-Encoding: base64

        iVBORw0KGgo=
        --inner--
        --middle--
        --outer
        Content-Type: text/plain
        Content-Disposition: inline

        footer
        --outer--
        """)

    /// Three texts in three charsets, one of which does not exist.
    static let charsets = wire(
        """
        From: =?iso-2022-jp?B?GyRCPVAkNxsoQg==?= <a@b.example>
        Subject: =?koi8-r?B?8NLJ18XU?=
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain; charset=shift_jis
        Content-Transfer-Encoding: base64

        g1KBW4No
        --b
        Content-Type: text/plain; charset=x-no-such-charset
        Content-Transfer-Encoding: quoted-printable

        caf=E9
        --b
        Content-Type: text/plain; charset=utf-16le
        Content-Transfer-Encoding: base64

        SABpAA==
        --b--
        """)

    /// A mail that somebody forwarded as an attachment.
    static let forwarded = wire(
        """
        From: person@mail.example
        Subject: Fwd: code
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/plain

        See below.
        --b
        Content-Type: message/rfc822
        Content-Disposition: attachment; filename="code.eml"

        From: no-reply@harborlight.example
        Subject: =?utf-8?Q?Your_code?=
        Content-Type: text/plain

        481207
        --b--
        """)

    static let bill = wire(
        """
        From: billing@harborlight.example
        Subject: Your bill
        Content-Type: multipart/mixed; boundary=b

        --b
        Content-Type: text/html

        <p>Your bill is attached.
        --b
        Content-Type: APPLICATION/PDF
        Content-Disposition: attachment; filename*=utf-8''Rechnung%20M%C3%A4rz.pdf
        Content-Transfer-Encoding: base64

        JVBERi0xLjQK
        --b
        Content-Type: text/plain
        Content-Disposition: attachment; filename=".."

        not the body
        --b--
        """)

    /// Parts that never end, headers that are none, bytes that are no text.
    static let broken =
        wire(
            """
            From: a@b.example
            Subject: =?utf-8?B?!!!?= =?utf-8?Q?=ZZ
            Content-Type: multipart/mixed; boundary="unclosed
            no header at all
            Content-Transfer-Encoding: base64

            --unclosed
            Content-Type: text/plain; charset="
            Content-Transfer-Encoding: x-uuencode

            begin 644 x
            """) + (0...255).map { UInt8($0) } + wire("--unclosed\nContent-Type: multipart/mixed; boundary=\n\n--\n--")

    /// Header values folded, commented and repeated.
    static let folded = wire(
        """
        From: (a (nested) comment) First
         Last <first.last@b.example> (end)
        Received: from x (y [192.0.2.1])
        \tby z; Mon, 2 Mar 2026 00:00:00 +0000
        Subject: one
         two
        Content-Type: text/plain;
         charset*0="ut";
         charset*1="f-8"

        text
        """)

    /// Multiparts in each other, the text at the bottom.
    static func deep(_ levels: Int) -> [UInt8] {
        var text = "From: a@b.example\n"
        for level in 0..<levels { text += "Content-Type: multipart/mixed; boundary=b\(level)\n\n--b\(level)\n" }
        return wire(text + "Content-Type: text/plain\n\nbottom\n")
    }

    static func wire(_ text: String) -> [UInt8] {
        var bytes: [UInt8] = []
        for byte in text.utf8 { bytes += byte == 0x0A ? [0x0D, 0x0A] : [byte] }
        return bytes
    }

    /// The same text again and again, lines with both bytes of their ends.
    static func many(_ text: String, bytes: Int) -> [UInt8] {
        let line = String(decoding: wire(text), as: UTF8.self)
        return Array(String(repeating: line, count: bytes / line.utf8.count).utf8)
    }
}
