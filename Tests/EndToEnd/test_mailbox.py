"""Codes picked up by IMAP from a mailbox at a real Dovecot: how soon, what is left alone, and what goes wrong."""

import datetime
import email.utils
import html
import os
import shlex
import socket
import sqlite3
import threading
import time

import pytest
from dovecot import WORD, Dovecot
from post_office import PostOffice
from processes import wait_until
from relay import AUTHORITY, CODES_FROM, MAIL_DOMAIN, REPAIR, CodeCount, Member, RelaySandbox, received, rows

NOT_READ = "the mailbox was not read"
# Between two looks of a Tieline that waits for a code, in seconds (docs/operations.md), and what reading may take.
LOOK, READING = 10, 7


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


@pytest.fixture
def make_mailbox():
    made = []

    def make(name=None):
        made.append(Dovecot(name))
        return made[-1]

    yield make
    for mailbox in made:
        mailbox.stop()


class Customer:
    """A connection whose portal sends its codes by e-mail, and a Tieline that reads a mailbox for them."""

    def __init__(self, make_installation, sandbox, settings, portal="metro", login="mfa-email"):
        self.sandbox, self.portal, self.login = sandbox, portal, login
        self.tieline = make_installation(
            workers=2,
            environment={"TIELINE_MAIL_DOMAIN": MAIL_DOMAIN, "TIELINE_MAIL_AUTHSERV_ID": AUTHORITY, **settings},
        )
        self.token = self.tieline.found()
        self.tieline.start()
        self.id = self.tieline.connect(self.token, f"sandbox-{portal}", login)
        self.settle("MFA_TOKEN_EXPIRED")
        self.owner = Member(self.tieline)
        self.alias = self.owner.mail_route(self.id)
        self.count = CodeCount(sandbox, portal, login)
        self.address = sandbox.login(portal, login)["code_setup"]["email"]

    def settle(self, status):
        return self.tieline.settle(self.token, self.id, status)

    def ask(self):
        """Has the portal send a code, and Tieline wait for it; answers the mail, as Tieline's mail host took it."""
        before = {mail["id"] for mail in self.sandbox.mailbox(self.address)["mails"]}
        self.owner.rehearse(self.id)
        self.is_waiting()

        def sent():
            return [mail for mail in self.sandbox.mailbox(self.address)["mails"] if mail["id"] not in before]

        newest = wait_until(sent, 30, "the portal's mail")[0]
        return vouched(self.sandbox.raw_mail(self.address, newest["id"]), self.portal)

    def is_waiting(self):
        self.tieline.wait_for(self.token, self.id, lambda now: now["activity"] == "waiting_for_code")

    @property
    def ledger(self):
        return received(self.tieline, self.alias)

    @property
    def received_at(self):
        """When the last message was read, in seconds."""
        return rows(self.tieline, "SELECT MAX(received_at) FROM received_message")[0][0] / 1_000_000

    @property
    def complaints(self):
        """What was logged of the mailbox, over all lives of the process."""
        return [line for process in self.tieline.logs for line in list(process.lines) if NOT_READ in line]

    def complains(self, *words):
        """Waits for the first complaint; it is in plain words, one line, and without the password."""
        line = wait_until(lambda: self.complaints, 40, "a line about the mailbox")[0]
        for word in words:
            assert word in line, (word, line)
        assert not self.tells_password, line
        return line

    @property
    def tells_password(self):
        return any(WORD in process.output for process in self.tieline.logs)

    def restart(self, **environment):
        self.tieline.process.stop()
        self.tieline.environment |= environment
        self.tieline.start()


def vouched(mail, portal):
    """As it is after the mail host checked its signature."""
    domain = CODES_FROM[portal].partition("@")[2]
    return f"Authentication-Results: {AUTHORITY}; dkim=pass header.d={domain}\r\n".encode() + mail


def letter(to, body="Your code is 481207.", sender=CODES_FROM["metro"], date=None, number=1):
    date = date or datetime.datetime.now(datetime.UTC)
    return vouched(
        f"From: {sender}\r\nTo: {to}\r\nDate: {email.utils.format_datetime(date)}\r\nSubject: Your security code\r\n"
        f"Message-ID: <{number}@end-to-end.example>\r\n\r\n{body}\r\n".encode(),
        "metro",
    )


def test_a_code_is_picked_up(make_installation, make_mailbox, sandbox):
    mailbox = make_mailbox()
    customer = Customer(make_installation, sandbox, mailbox.settings())
    assert mailbox.commands == [], "nobody waits, so nobody looks"
    mail = customer.ask()
    # It has looked already, so the whole rest between two looks is before the mail.
    wait_until(lambda: any("SEARCH" in line for line in mailbox.commands), 15, "the first look")
    brought = time.time()
    mailbox.deliver(mail, customer.alias)
    customer.settle("CONNECTED")
    assert customer.count.since == REPAIR
    assert customer.ledger == [("imap", "used")]
    # The mail that was used is gone, and there is nothing else to be told.
    assert mailbox.content == {}
    assert customer.complaints == [] and not customer.tells_password
    assert customer.received_at - brought <= LOOK + READING, "one rest between two looks, and no more"


def test_a_code_comes_all_the_way(make_installation, make_mailbox, sandbox):
    """From the portal by SMTP to Postfix, by LMTP to Dovecot, by IMAP to Tieline; no test touches the mail."""
    if not PostOffice.is_possible():
        pytest.skip("Postfix needs root")
    mailbox = make_mailbox()
    office = PostOffice(MAIL_DOMAIN, transport=f"lmtp:inet:127.0.0.1:{mailbox.lmtp}", port=sandbox.door)
    try:
        customer = Customer(make_installation, sandbox, mailbox.settings())
        sandbox.forward("metro", "mfa-email", customer.alias)
        customer.owner.rehearse(customer.id)
        customer.settle("CONNECTED")
        assert customer.count.since == REPAIR
        assert customer.ledger == [("imap", "used")]
        assert mailbox.content == {}
    finally:
        office.stop()


def test_other_mail_is_left_alone(make_installation, make_mailbox, sandbox):
    """Of all that lies there, the code alone is taken; nothing is read twice, and nothing bad stands in its way."""
    mailbox = make_mailbox()
    customer = Customer(make_installation, sandbox, mailbox.settings())
    long_ago = datetime.datetime.now(datetime.UTC) - datetime.timedelta(hours=1)
    friend = "friend@elsewhere.example"
    stays = {
        "read before": mailbox.put(letter("me@postbox.example", sender=friend), "\\Seen \\Flagged"),
        "to be deleted by somebody else": mailbox.put(letter("me@postbox.example", sender=friend), "\\Deleted"),
        "for a person": mailbox.put(letter("me@postbox.example", sender=friend)),
        "for an alias that nobody has": mailbox.put(letter(f"c-{'a' * 26}@{MAIL_DOMAIN}")),
        "too large": mailbox.put(letter(customer.alias) + b"x" * 76 * 150_000),
        "no mail": mailbox.put(bytes(range(1, 256)) * 40),
        "nothing but a body": mailbox.put(b"\r\nYour code is 481207.\r\n"),
        "cut off": mailbox.put(b"Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\nContent-Type: te"),
    }
    before = mailbox.content
    old = mailbox.put(letter(customer.alias, date=long_ago, number=2))
    stranger = mailbox.put(letter(customer.alias, sender=friend, number=3))
    mailbox.deliver(customer.ask(), customer.alias)
    customer.settle("CONNECTED")
    assert customer.count.since == REPAIR, "neither the old code nor a stranger's was tried"
    assert sorted(customer.ledger) == [("imap", "foreign_sender"), ("imap", "too_old"), ("imap", "used")]
    # Whatever came for the alias is done with; the rest stays, with its flags, and at most has been looked at.
    after = mailbox.content
    assert set(after) == set(stays.values()) and {old, stranger}.isdisjoint(after), (after, stays)
    for what, number in stays.items():
        assert after[number] - before[number] <= {"\\Seen"} and before[number] <= after[number], (what, after[number])
    untouched = ("read before", "to be deleted by somebody else", "too large")
    assert {what: mailbox.reads(stays[what]) for what in untouched} == dict.fromkeys(untouched, 0)

    # Another code, another sign-in: what has been looked at is not looked at again.
    sandbox.set("metro", "mfa-email", expire_trust=1)
    sandbox.end_sessions("metro", "mfa-email")
    customer.count.start_anew()
    mail = customer.ask()
    looks = sum("SEARCH" in line for line in mailbox.commands)
    wait_until(lambda: sum("SEARCH" in line for line in mailbox.commands) > looks + 1, 40, "two more looks")
    mailbox.deliver(mail, customer.alias)
    wait_until(lambda: customer.count.since == REPAIR, 60, "the second code to be accepted")
    customer.settle("CONNECTED")
    reads = {what: mailbox.reads(number) for what, number in stays.items()}
    assert all(count <= 1 for count in reads.values()), reads
    assert mailbox.content == after
    assert customer.complaints == []


def test_a_mail_that_its_host_cannot_read(make_installation, make_mailbox, sandbox):
    """Its file is gone wrong: the host closes the connection over it, and those behind it come none the less."""
    mailbox = make_mailbox()
    customer = Customer(make_installation, sandbox, mailbox.settings())
    bad = mailbox.put(letter("me@postbox.example"))
    for path in mailbox.folder.glob("mail/*/*,S=*"):
        path.chmod(0)
    mailbox.put(letter(customer.alias, sender="friend@elsewhere.example"))
    mailbox.deliver(customer.ask(), customer.alias)
    customer.settle("CONNECTED")
    assert customer.count.since == REPAIR
    assert customer.ledger == [("imap", "foreign_sender"), ("imap", "used")]
    assert set(mailbox.content) == {bad} and mailbox.reads(bad) == 1
    # It is counted, and nobody is sent to look for a fault in the settings.
    assert customer.complaints == []
    counted = [line for line in customer.tieline.process.lines if "mail came in" in line]
    assert "taken=" in counted[0] and "unreadable=1" in counted[0], "those behind it had their turn in the same look"


class Silence:
    """A port that takes connections and closes them without a word; counts them."""

    def __init__(self, port):
        self.count = 0
        self.server = socket.create_server(("127.0.0.1", port))
        self.thread = threading.Thread(target=self._serve, daemon=True)
        self.thread.start()

    def _serve(self):
        while True:
            try:
                connection, _ = self.server.accept()
            except OSError:
                return
            connection.close()
            self.count += 1

    def stop(self):
        self.server.shutdown(socket.SHUT_RDWR)
        self.server.close()
        self.thread.join(10)


def test_a_mailbox_that_is_down(make_installation, make_mailbox, sandbox):
    """One line says so, however often it is tried; when the mailbox is back, the code is read as ever."""
    mailbox = make_mailbox()
    customer = Customer(make_installation, sandbox, mailbox.settings())
    mail = customer.ask()
    mailbox.deliver(mail, customer.alias)
    customer.settle("CONNECTED")
    sandbox.set("metro", "mfa-email", expire_trust=1)
    sandbox.end_sessions("metro", "mfa-email")
    customer.count.start_anew()

    mailbox.halt()
    silence = Silence(mailbox.imap)
    try:
        mail = customer.ask()
        line = customer.complains("does not answer", "TIELINE_IMAP_URL")
        before = silence.count
        wait_until(lambda: silence.count >= before + 2, 40, "two more looks")
        assert customer.complaints == [line], "the same trouble is told once"
    finally:
        silence.stop()
    customer.is_waiting()
    mailbox.start()
    mailbox.deliver(mail, customer.alias)
    wait_until(lambda: customer.count.since == REPAIR, 60, "the code to be accepted")
    customer.settle("CONNECTED")
    assert customer.complaints == [line]
    assert mailbox.content == {}


def test_the_wait_for_a_mailbox_that_stays_down(make_installation, make_mailbox, sandbox):
    """Nothing comes: the connection still wants its code, says why, and nobody typed or sent anything."""
    mailbox = make_mailbox()
    customer = Customer(make_installation, sandbox, mailbox.settings())
    mailbox.halt()
    customer.ask()
    customer.complains("does not answer")
    # Its minutes pass while nobody looks.
    customer.tieline.kill()
    with sqlite3.connect(f"{customer.tieline.folder}/tieline.db") as database:
        changed = database.execute("UPDATE code_wait SET expires_at = asked_at + 1 WHERE state = 'waiting'").rowcount
    database.close()
    assert changed == 1
    customer.tieline.start()
    now = customer.settle("MFA_TOKEN_EXPIRED")
    assert now["cause"] in html.unescape(customer.owner.page(f"/connections/{customer.id}"))
    since = customer.count.since
    assert since == {"passwords": 1, "requested": 1}, since
    assert customer.ledger == []
    # The mailbox is back, and so is everything.
    mailbox.start()
    customer.count.start_anew()
    mailbox.deliver(customer.ask(), customer.alias)
    customer.settle("CONNECTED")
    assert customer.ledger == [("imap", "used")]


def test_a_wrong_password(make_installation, make_mailbox, sandbox):
    """The mailbox is not hammered, and so not locked; with the right password the very same wait gets its code."""
    mailbox = make_mailbox()
    wrong = "not-the-word-that-opens-it"
    customer = Customer(make_installation, sandbox, mailbox.settings(TIELINE_IMAP_PASSWORD=wrong))
    mail = customer.ask()
    line = customer.complains("refuses the sign-in", "TIELINE_IMAP_PASSWORD", "app password")
    mailbox.deliver(mail, customer.alias)
    assert mailbox.refusals == 1
    customer.is_waiting()
    assert mailbox.refusals == 1 and customer.complaints == [line]
    # Killed, it leaves the page that asks, and the wait, to its successor.
    customer.tieline.kill()
    customer.restart(TIELINE_IMAP_PASSWORD=WORD)
    customer.settle("CONNECTED")
    assert customer.count.since == REPAIR
    assert customer.ledger == [("imap", "used")]
    assert mailbox.refusals == 1 and customer.complaints == [line]
    assert not any(wrong in process.output for process in customer.tieline.logs) and not customer.tells_password


def test_a_folder_that_is_not_there(make_installation, make_mailbox, sandbox):
    mailbox = make_mailbox()
    settings = mailbox.settings(f"imap://127.0.0.1:{mailbox.imap}/No%20such%20folder")
    customer = Customer(make_installation, sandbox, settings)
    customer.ask()
    customer.complains("TIELINE_IMAP_URL names an IMAP folder")


@pytest.mark.parametrize("scheme", ["imaps", "imap"])
def test_a_certificate_that_nobody_vouches_for(make_installation, make_mailbox, sandbox, scheme):
    """Refused before a name or a password is sent, be it TLS from the start or by STARTTLS."""
    mailbox = make_mailbox("localhost")
    port = mailbox.imaps if scheme == "imaps" else mailbox.imap
    customer = Customer(make_installation, sandbox, mailbox.settings(f"{scheme}://localhost:{port}/INBOX"))
    customer.ask()
    customer.complains("certificate is not valid for its name", "TIELINE_IMAP_URL")
    assert mailbox.commands == [] and not any("Login: user" in line for line in mailbox.process.lines)
    customer.is_waiting()


def trusting(tieline, certificate, folder):
    """The program on a machine whose operator has added a certificate to those that it trusts."""
    system = "/etc/ssl/certs/ca-certificates.crt"
    bundle, program = folder / "certificates.crt", folder / "tieline"
    with open(system) as known:
        bundle.write_text(known.read() + certificate.read_text())
    bundle.chmod(0o644)
    inside = f'mount --bind {shlex.quote(str(bundle))} {system} && exec {shlex.quote(str(tieline))} "$@"'
    program.write_text(f"#!/bin/sh\nexec unshare -m sh -c {shlex.quote(inside)} tieline \"$@\"\n")
    program.chmod(0o755)
    return program


@pytest.mark.parametrize("scheme", ["imaps", "imap"])
def test_a_certificate_that_the_machine_trusts(make_installation, make_mailbox, sandbox, tieline, tmp_path, scheme):
    if os.getuid() != 0:
        pytest.skip("only root may lay another file over the system's certificates")
    mailbox = make_mailbox("localhost")
    port = mailbox.imaps if scheme == "imaps" else mailbox.imap
    program = trusting(tieline, mailbox.certificate, tmp_path)

    def install(**options):
        installation = make_installation(**options)
        installation.tieline = program
        return installation

    customer = Customer(install, sandbox, mailbox.settings(f"{scheme}://localhost:{port}/INBOX"))
    mailbox.deliver(customer.ask(), customer.alias)
    customer.settle("CONNECTED")
    assert customer.count.since == REPAIR and mailbox.content == {}
    assert customer.complaints == []
    tieline_came = [line for line in mailbox.process.lines if "Login: user" in line and "TLS" in line]
    assert tieline_came, mailbox.process.output
    # The certificate is for a name: by its number the same server is nobody.
    customer.restart(TIELINE_IMAP_URL=f"{scheme}://127.0.0.1:{port}/INBOX")
    sandbox.set("metro", "mfa-email", expire_trust=1)
    sandbox.end_sessions("metro", "mfa-email")
    customer.ask()
    customer.complains("certificate is not valid for its name")
