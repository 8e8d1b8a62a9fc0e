"""Journey 8 through a real Postfix: from nothing to a filed bill, a forwarding that breaks, and its repair, in a browser."""

import pytest
from browsing import Person
from installation import PASSWORD
from post_office import swaks
from processes import request, wait_until
from relay import AUTHORITY, OWNER, RelaySandbox, received

MAILBOX = "mia@postbox.example"
REFUSAL = "550 5.7.520 Access denied, Your organization does not allow external forwarding."


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


def mail_a_bill(sandbox):
    """The portal mails its customer's newest bill; answers the file as the mailbox has it."""
    sandbox.change_mailbox(MAILBOX, "bills", portal="valley", user="sunny")
    newest = sandbox.mailbox(MAILBOX)["mails"]
    file = wait_until(lambda: (mails := sandbox.mailbox(MAILBOX)["mails"]) and mails[0]["files"], 20, f"a bill; {newest}")[0]
    return file["name"], request(sandbox.url + file["path"])[2]


@pytest.mark.parametrize("way, width", [("smtp", 1280), ("lmtp", 390)])
def test_a_bill_is_filed_and_the_forwarding_repaired(by_postfix, sandbox, browser, way, width):
    tieline, token, office = by_postfix(way)
    person = Person(browser, tieline.url, width)
    try:
        person.sign_in(OWNER, PASSWORD)
        person.open("/connections/new?provider=sandbox-valley")
        person.follow("Bills come by mail")
        person.fill("Customer’s name", "Mia Mail")
        person.fill("Customer’s e-mail address (optional)", MAILBOX)
        person.reach("Add it and get its address")
        person.submit()
        person.await_heading("Bills of Valley Water District by e-mail")
        alias = person.page.input_value("#own-address")
        id = person.page.url.split("/")[4]
        assert tieline.connection(token, id)["status"] == "PENDING"

        # The customer's mailbox passes its bills on; the page is told of the first by itself.
        sandbox.change_mailbox(MAILBOX, "forwards", to=alias)
        name, document = mail_a_bill(sandbox)
        assert document.startswith(b"%PDF-")
        wait_until(lambda: name in person.text, 30, f"{name} on {person.page.url}")
        person.examine("forwarding, the first bill")
        assert tieline.connection(token, id)["status"] == "CONNECTED"
        assert received(tieline, alias) == [(way, "kept")]
        person.open(f"/connections/{id}")
        with person.page.expect_download() as download:
            person.reach(name)
            person.press("Enter")
        assert download.value.path().read_bytes() == document

        # The mailbox's host begins to refuse, and says so by mail; the mail server in front of Tieline vouches for it.
        code, dialogue = swaks(
            "--server", "127.0.0.1", "--port", office.port, "--from", "postmaster@postbox.example", "--to", alias,
            "--header", "Subject: Undeliverable: your bill", "--body", REFUSAL,
            "--add-header", f"Authentication-Results: {AUTHORITY}; dkim=pass header.d=postbox.example",
        )  # fmt: skip
        assert code == 0, dialogue
        tieline.wait_for(token, id, lambda now: now["reason"] == "forwarding_bounced")
        person.open(f"/connections/{id}")
        person.follow("Reconnect")
        person.await_heading("Repair the forwarding of bills from Valley Water District")
        assert not person.page.query_selector("input[type=password]")

        # The next bill that comes through is the proof.
        mail_a_bill(sandbox)
        wait_until(lambda: tieline.connection(token, id)["status"] == "CONNECTED", 30, "the forwarding to be repaired")
        assert [verdict for _, verdict in received(tieline, alias)] == ["kept", "bounce", "kept"]
        person.open(f"/connections/{id}")
        person.examine("email connection, repaired")
    finally:
        person.close()
