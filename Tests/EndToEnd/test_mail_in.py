"""Mail and texts from programs that others wrote: swaks, Postfix, openssl's certificates, Twilio's own package."""

import os
import smtplib
import subprocess

import pytest
from post_office import swaks
from processes import request, wait_until
from relay import CODES_FROM, MAIL_DOMAIN, REPAIR, TEXT_TOKEN, CodeCount, Member, RelaySandbox, received, rows
from twilio.request_validator import RequestValidator

NOBODY = f"c-{'a' * 26}@{MAIL_DOMAIN}"


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


class Door:
    """An installation that takes mail, with one connection whose codes come by it."""

    def __init__(self, make_installation, environment):
        self.tieline = make_installation(workers=1, environment={"TIELINE_MAIL_DOMAIN": MAIL_DOMAIN, **environment})
        token = self.tieline.found()
        self.tieline.start()
        self.connection = self.tieline.connect(token, "sandbox-harbor", "sunny")
        self.tieline.settle(token, self.connection, "CONNECTED")
        self.member = Member(self.tieline)
        self.alias = self.member.mail_route(self.connection)

    @property
    def ledger(self):
        return received(self.tieline, self.alias)


LETTER = ["--from", CODES_FROM["harbor"], "--header", "Subject: Your verification code", "--body", "Your code is 481207."]


def test_by_smtp_in_the_open_and_by_starttls(make_installation, sandbox, tmp_path):
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=localhost"]
        + ["-keyout", key, "-out", certificate],
        check=True,
        capture_output=True,
        timeout=60,
    )
    door = Door(
        make_installation,
        {
            "TIELINE_SMTP_LISTEN": f"127.0.0.1:{sandbox.door}",
            "TIELINE_MAIL_CERTIFICATE": str(certificate),
            "TIELINE_MAIL_CERTIFICATE_KEY": str(key),
        },
    )
    server = ["--server", "127.0.0.1", "--port", sandbox.door]
    code, dialogue = swaks(*server, *LETTER, "--to", door.alias)
    assert code == 0 and "STARTTLS" in dialogue and "TLS started" not in dialogue, dialogue
    code, dialogue = swaks(*server, *LETTER, "--to", door.alias, "--tls")
    assert code == 0 and "TLS started" in dialogue, dialogue
    # Nobody vouches for who brought it: both are taken, counted, and not read.
    assert door.ledger == [("smtp", "foreign_sender")] * 2


@pytest.mark.parametrize("where", ["socket file", "port"])
def test_by_lmtp(make_installation, sandbox, shared_folder, where):
    socket_file = shared_folder / "lmtp.sock"
    listen, client = (
        (socket_file, ["--protocol", "LMTP", "--socket", socket_file])
        if where == "socket file"
        else (f"127.0.0.1:{sandbox.door}", ["--protocol", "LMTP", "--server", "127.0.0.1", "--port", sandbox.door])
    )
    door = Door(make_installation, {"TIELINE_LMTP_LISTEN": str(listen)})
    code, dialogue = swaks(*client, *LETTER, "--to", f"{NOBODY},{door.alias}")
    # One of the two is somebody's; each gets its own answer.
    assert code == 0 and "550 5.1.1" in dialogue and "250 2.6.0" in dialogue, dialogue
    # A program of this machine that may open the socket file is believed; whoever reaches a port is not.
    verdict = "nobody_waiting" if where == "socket file" else "foreign_sender"
    assert door.ledger == [("lmtp", verdict)]
    code, dialogue = swaks(*client[2:], *LETTER, "--to", door.alias)
    assert code != 0 and "500 5.5.1" in dialogue, f"SMTP's hello is not LMTP's: {dialogue}"


def test_what_is_not_taken(make_installation, sandbox, tmp_path):
    door = Door(make_installation, {"TIELINE_SMTP_LISTEN": f"127.0.0.1:{sandbox.door}"})
    server = ["--server", "127.0.0.1", "--port", sandbox.door]
    # No relaying, whoever asks, and no address that is not there.
    for recipient in ("someone@elsewhere.example", NOBODY, f"c-@{MAIL_DOMAIN}"):
        code, dialogue = swaks(*server, *LETTER, "--to", recipient)
        assert code == 24 and "550 5.1.1" in dialogue, (recipient, dialogue)
    # Too large: announced, it is refused at once; unannounced, as soon as it is all there.
    with smtplib.SMTP("127.0.0.1", sandbox.door, timeout=30) as client:
        client.ehlo("mx.elsewhere.example")
        assert "size" in client.esmtp_features
        too_much = int(client.esmtp_features["size"]) + 1
        assert client.mail("bounces@harborlight.example", [f"SIZE={too_much}"])[0] == 552
    attachment = tmp_path / "large.bin"
    attachment.write_bytes(os.urandom(10 << 20))
    code, dialogue = swaks(*server, *LETTER, "--to", door.alias, "--attach", f"@{attachment}")
    assert code == 26 and "552 5.3.4" in dialogue, (code, dialogue[-2000:])
    assert door.ledger == []
    # Nothing of it stands in the way of a mail that is right.
    assert swaks(*server, *LETTER, "--to", door.alias)[0] == 0
    assert len(door.ledger) == 1


def test_guessing_finds_nothing(make_installation, sandbox):
    """Whoever guesses is slowed down, and then a right guess and a wrong one get the same answer."""
    door = Door(make_installation, {"TIELINE_SMTP_LISTEN": f"127.0.0.1:{sandbox.door}"})

    def guess(*recipients):
        with smtplib.SMTP("127.0.0.1", sandbox.door, timeout=30) as client:
            client.ehlo("mx.elsewhere.example")
            client.mail("guess@elsewhere.example")
            return [client.rcpt(recipient) for recipient in recipients]

    def slowed():
        wrong = guess(*[NOBODY] * 15)
        assert {code for code, _ in wrong} <= {550, 451}, wrong
        if wrong[-1][0] != 451:
            return None
        right, again = guess(door.alias, NOBODY)
        # A new minute may have begun in between; then it is counted anew.
        return right == again == wrong[-1]

    wait_until(slowed, 60, "the guessing to be slowed down", every=0.01)


@pytest.mark.parametrize("way", ["smtp", "lmtp", "pipe"])
def test_a_code_comes_through_postfix(by_postfix, sandbox, way):
    tieline, token, office = by_postfix(way)
    id = tieline.connect(token, "sandbox-metro", "mfa-email")
    tieline.settle(token, id, "MFA_TOKEN_EXPIRED")
    owner = Member(tieline)
    alias = owner.mail_route(id)
    sandbox.forward("metro", "mfa-email", alias)
    count = CodeCount(sandbox, "metro", "mfa-email")
    owner.rehearse(id)
    tieline.settle(token, id, "CONNECTED")
    assert count.since == REPAIR
    assert received(tieline, alias) == [(way, "used")]
    # Postfix knows nobody; Tieline's word is final for it: sent back at once, not tried for days.
    assert swaks("--server", "127.0.0.1", "--port", office.port, *LETTER, "--to", NOBODY)[0] == 0
    line = office.process.wait_for_line(f"to=<{NOBODY}>", 30)
    assert "status=bounced" in line, line


def test_what_the_pipe_answers(make_installation, tmp_path):
    """The exit codes of sysexits.h, by which a mail server knows whether to try again."""
    tieline = make_installation(workers=1, environment={"TIELINE_MAIL_DOMAIN": MAIL_DOMAIN})
    token = tieline.found()
    tieline.start()
    id = tieline.connect(token, "sandbox-harbor", "sunny")
    tieline.settle(token, id, "CONNECTED")
    alias = Member(tieline).mail_route(id)
    mail = f"From: {CODES_FROM['harbor']}\r\nTo: {alias}\r\nSubject: Code\r\n\r\nYour code is 481207.\r\n"

    def pipe(*recipient, input=mail):
        return tieline.run("mail", "receive", *recipient, input=input, check=False).returncode

    assert pipe(alias) == 0
    assert pipe(alias.upper()) == 0
    assert pipe(NOBODY) == 67
    assert pipe("someone@elsewhere.example") == 67
    assert pipe() == 64
    assert pipe(alias, input=mail + "x" * (11 << 20)) == 65
    assert received(tieline, alias) == [("pipe", "nobody_waiting")] * 2
    # Whatever is wrong with the installation is no fault of the mail.
    tieline.environment["TIELINE_DATA"] = str(tmp_path / "elsewhere")
    assert pipe(alias) == 75


class Twilio:
    """A number at Twilio: posts what it gets as Twilio does, signed by Twilio's own package."""

    def __init__(self, address, token=TEXT_TOKEN):
        self.address = address
        self.validator = RequestValidator(token)
        self.count = 0

    def post(self, text, sender, to=None, query="", tampered=None, **more):
        """Answers (status, body). `to` is another address than the one that is signed."""
        self.count += 1
        form = {
            "AccountSid": "AC00000000000000000000000000000001", "Body": text, "From": sender, "To": "+15550100999",
            "MessageSid": f"SM{self.count:032x}", "NumMedia": "0", **more,
        }  # fmt: skip
        signature = self.validator.compute_signature(self.address + query, form)
        form |= tampered or {}
        status, _, body = request(
            (to or self.address) + query, "POST", form=form, headers={"X-Twilio-Signature": signature}
        )
        return status, body


def test_texts_that_twilio_signs(make_installation, sandbox):
    tieline = make_installation(environment=sandbox.settings)
    token = tieline.found()
    tieline.start()
    id = tieline.connect(token, "sandbox-metro", "mfa-sms")
    tieline.settle(token, id, "MFA_TOKEN_EXPIRED")
    owner = Member(tieline)
    address = owner.text_route(id)
    key = address.rpartition("/")[2]
    number, portal = Twilio(address), "+15550177000"
    unknown = address.replace(key, f"p-{'a' * 26}")

    # Wrong in any way: the same refusal, whether the key is somebody's or not.
    refused = [
        Twilio(address, token="another token").post("481207 is your code", portal),
        Twilio(address, token="another token").post("481207 is your code", portal, to=unknown),
        number.post("481207 is your code", portal, tampered={"Body": "999999 is your code"}),
        number.post("481207 is your code", portal, tampered={"More": "fields"}),
        number.post("481207 is your code", portal, to=unknown),
        Twilio(address.replace("http:", "https:")).post("481207 is your code", portal, to=address),
    ]
    assert {status for status, _ in refused} == {403} and len({body for _, body in refused}) == 1, refused
    status, _, body = request(address, "POST", form={"Body": "481207 is your code", "From": portal})
    assert status == 403, (status, body)
    assert received(tieline, key) == []
    # Signed rightly and for nobody: known only to who has the token.
    assert Twilio(unknown).post("481207 is your code", portal)[0] == 404

    # The right one: its text is taken, once.
    sid = "SM" + "9" * 32
    status, body = number.post("481207 is your MyMetro security code.", portal, MessageSid=sid)
    assert status == 200 and body.endswith(b"<Response/>"), (status, body)
    assert number.post("481207 is your MyMetro security code.", portal, MessageSid=sid)[0] == 200
    assert received(tieline, key) == [("twilio", "nobody_waiting")]

    # With a run that waits, the portal's own text repairs the connection; the phone's number keeps what it got.
    count = CodeCount(sandbox, "metro", "mfa-sms")
    drawer = sandbox.login("metro", "mfa-sms")["code_setup"]["phone"]
    before = len(sandbox.mailbox(drawer)["mails"])
    owner.rehearse(id)
    tieline.wait_for(token, id, lambda now: now["activity"] == "waiting_for_code")
    texts = wait_until(lambda: (got := sandbox.mailbox(drawer)["mails"])[before:] and got, 30, "a text on the phone")
    assert number.post(texts[0]["text"], portal, query="?src=main")[0] == 200
    tieline.settle(token, id, "CONNECTED")
    assert count.since == REPAIR
    assert received(tieline, key)[1:] == [("twilio", "used")]
    # No message and no code is kept.
    assert rows(tieline, "SELECT COUNT(*) FROM code_wait WHERE sealed IS NOT NULL") == [(0,)]
