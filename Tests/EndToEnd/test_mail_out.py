"""Letters that go out, and reports that come back, through mail servers that others wrote."""

import contextlib
import email
import email.policy
import sqlite3
import uuid

import pytest
from post_office import PostOffice, swaks
from processes import free_port, request, wait_until
from relay import LETTERS_FROM, MAIL_DOMAIN, RelaySandbox, rows

CUSTOMER = "sunny-harbor@postbox.example"


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


@pytest.fixture
def postfix():
    """Makes post offices; all are stopped at the end."""
    if not PostOffice.is_possible():
        pytest.skip("Postfix needs root")
    opened = []

    def make(domain, port, rest=None):
        others = {"rest": f"smtp:[127.0.0.1]:{rest}"} if rest else {}
        opened.append(PostOffice(domain, f"smtp:[127.0.0.1]:{port}", **others))
        return opened[-1]

    yield make
    for office in opened:
        office.stop()


def test_a_letter_reaches_the_mailbox_as_it_was_written(make_installation, sandbox, postfix):
    office = postfix("postbox.example", sandbox.mailboxes)
    tieline = make_installation(environment={**sandbox.settings, "TIELINE_SMTP_URL": f"smtp://127.0.0.1:{office.port}"})
    done = tieline.run("mail", "test", "--to", CUSTOMER)
    assert done.stdout == f"The mail server took a letter to {CUSTOMER}.\n"
    mail = wait_until(lambda: sandbox.mailbox(CUSTOMER)["mails"], 30, "the letter")[0]
    assert (mail["sender"], mail["from"], mail["subject"]) == (
        LETTERS_FROM, f'"Tieline" <{LETTERS_FROM}>', "Tieline can send mail",
    )
    assert mail["text"].strip() in mail["html"] and "<html lang=\"en\">" in mail["html"]
    raw = sandbox.raw_mail(CUSTOMER, mail["id"]).decode("ascii")
    for field in ("Date", "From", "To", "Subject", "Message-ID", "MIME-Version", "Content-Type", "Auto-Submitted"):
        assert raw.count(f"\n{field}: ") >= 1, (field, raw)
    letter = email.message_from_string(raw, policy=email.policy.default)
    parts = [part.get_content_type() for part in letter.iter_parts()]
    assert parts == ["text/plain", "text/html"] and not letter.defects, (parts, letter.defects)
    # A browser may show it, and runs nothing of it.
    status, headers, body = request(f"{sandbox.url}/mailbox/{CUSTOMER}/{mail['id']}/html")
    assert status == 200 and headers["Content-Security-Policy"].startswith("sandbox "), (status, headers)


def test_what_goes_wrong_is_said_in_one_line(make_installation, sandbox):
    tieline = make_installation(environment=sandbox.settings)
    refused = tieline.run("mail", "test", "--to", "nobody@postbox.example", check=False)
    assert refused.returncode == 1
    assert refused.stderr == "Error: The mail server refused the letter: 550 5.1.1 No such address here\n"
    tieline.environment["TIELINE_SMTP_URL"] = f"smtp://127.0.0.1:{free_port()}"
    away = tieline.run("mail", "test", "--to", CUSTOMER, check=False)
    assert away.returncode == 1 and "does not answer (libcurl error 7)" in away.stderr, away.stderr
    assert "does not answer (libcurl error 7)" in tieline.run("doctor", check=False).stdout


def sent_letter(tieline):
    """Writes a letter that went out into the embedded database; answers its return address."""
    alias = "r-" + uuid.uuid4().hex[:26].translate(str.maketrans("0189", "wxyz"))
    organization, customer = rows(tieline, "SELECT organization_id, id FROM customer LIMIT 1")[0]
    with contextlib.closing(sqlite3.connect(f"{tieline.folder}/tieline.db", timeout=20)) as database, database:
        database.execute(
            "INSERT INTO letter (id, organization_id, customer_id, kind, to_name, to_email, language, created_at,"
            " return_alias, state, tries, sent_at) VALUES (?, ?, ?, 'receipt', 'Pat', ?, 'en', 1, ?, 'sent', 1, 1)",
            (str(uuid.uuid4()), organization, customer, "pat@elsewhere.example", alias),
        )
    return f"{alias}@{MAIL_DOMAIN}"


def test_a_report_of_postfix_settles_the_letter(make_installation, sandbox, postfix):
    tieline = make_installation(environment=sandbox.settings)
    token = tieline.found()
    tieline.start()
    tieline.connect(token, "sandbox-harbor", "sunny")
    office = postfix(MAIL_DOMAIN, sandbox.door, rest=sandbox.mailboxes)
    address = sent_letter(tieline)
    server = ["--server", "127.0.0.1", "--port", office.port]
    # Postfix takes it, the next host refuses it, and Postfix reports to the return address.
    assert swaks(*server, "--from", address, "--to", "nobody@postbox.example")[0] == 0
    state = "SELECT state, words FROM letter"
    found = wait_until(lambda: (now := rows(tieline, state)[0])[0] != "sent" and now, 30, "the report")
    assert found == ("bounced", "550 5.1.1 No such address here"), found
    # Whoever learns the address can do nothing more with it; a mail that is no report is swallowed.
    assert swaks(*server, "--from", "pat@elsewhere.example", "--to", address, "--body", "I am on holiday")[0] == 0
    stranger = f"r-{'a' * 26}@{MAIL_DOMAIN}"
    door = ["--server", "127.0.0.1", "--port", sandbox.door]
    assert swaks(*door, "--from", "pat@elsewhere.example", "--to", stranger)[0] == 24
    assert rows(tieline, state) == [found]
