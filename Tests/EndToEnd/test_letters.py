"""Journey 8 in a real browser: from nothing to a filed bill, what could not be filed, and the repair; live, by keyboard."""

import base64

import pytest
from browsing import WIDTHS, Person
from installation import PASSWORD
from processes import wait_until

OWNER = "olga@acme.example"
PDF = b"%PDF-1.4\n1 0 obj << >> endobj\ntrailer << >>\n%%EOF\n"


def letter(to, sender, subject="Your bill", file="bill.pdf", text="See the file.", number=1):
    """A mail as a mail server hands it over, with a file in it unless `file` is None."""
    attached = (
        f"--x\r\nContent-Type: application/pdf\r\nContent-Transfer-Encoding: base64\r\n"
        f"Content-Disposition: attachment; filename=\"{file}\"\r\n\r\n{base64.b64encode(PDF + bytes([48 + number])).decode()}\r\n"
        if file
        else ""
    )
    return (
        f"From: {sender}\r\nTo: {to}\r\nSubject: {subject}\r\nMessage-ID: <{number}@end-to-end.example>\r\n"
        "MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n"
        f"--x\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n{text}\r\n{attached}--x--\r\n"
    )


@pytest.fixture
def person(browser, make_installation, request):
    width = request.param
    tieline = make_installation(workers=1, environment={"TIELINE_MAIL_DOMAIN": "codes.acme.example"})
    token = tieline.found()
    tieline.start()
    visitor = Person(browser, tieline.url, width)
    visitor.tieline, visitor.token = tieline, token
    yield visitor
    visitor.close()


@pytest.mark.parametrize("person", WIDTHS, indirect=True)
def test_bills_come_by_mail(person):
    tieline = person.tieline

    def receive(sender, **parts):
        tieline.run("mail", "receive", alias, input=letter(alias, sender, **parts))

    def await_live(words):
        # Nobody reloads: the page is told.
        wait_until(lambda: words in person.text, 20, f"{words!r} on {person.page.url}", every=0.1)

    person.sign_in(OWNER, PASSWORD)
    person.open("/connections/new?provider=sandbox-valley")
    person.follow("Bills come by mail")
    person.examine("add, bills by mail")
    assert not person.page.query_selector("input[type=password]")
    person.reach("Add it and get its address")
    person.submit()
    person.examine("add, bills by mail, refused")
    person.fill("Customer’s name", "Mia Mail")
    person.reach("Add it and get its address")
    person.submit()
    person.await_heading("Bills of Valley Water District by e-mail")
    person.examine("forwarding")
    alias = person.page.input_value("#own-address")
    assert alias.startswith("b-") and alias.endswith("@codes.acme.example")
    id = person.page.url.split("/")[4]
    for mailbox in ("gmail", "outlook", "microsoft365", "icloud", "yahoo", "other"):
        person.open(f"/connections/{id}/forwarding?mailbox={mailbox}")
        person.examine(f"forwarding, {mailbox}")

    # A stranger's bill is not lost: a person decides, and by that the connection works.
    receive("win@lottery.example", file="Rechnung \u202efdp.pdf", number=1)
    await_live("Nobody vouches that it is from Valley Water District.")
    person.examine("forwarding, a mail waits")
    person.follow("Look at it")
    person.await_heading("Mails to file")
    person.examine("mails to file")
    assert "lottery.example" in person.text and "\u202e" not in person.page.content()
    person.open("/connections?filter=needs_attention")
    person.examine("needs attention, a mail")
    person.follow("Look at the mails")
    person.follow("File it under this connection")
    person.examine("mails to file, none")
    assert "The mail is filed." in person.text
    assert tieline.connection(person.token, id)["status"] == "CONNECTED"

    # The utility's bill is filed by itself.
    receive("bills@valleywater.example", number=2)
    person.open(f"/connections/{id}")
    person.examine("email connection")
    assert "Bills arrive by mail." in person.text and "bill.pdf" in person.text
    person.open(f"/connections/{id}/mails")
    person.examine("mails of the connection")
    person.open(f"/connections/{id}")
    with person.page.expect_download() as download:
        person.reach("bill.pdf")
        person.press("Enter")
    assert download.value.suggested_filename == "bill.pdf"

    # The mailbox's host refuses: Reconnect leads to the repair, and the next bill proves it.
    receive(
        "postmaster@mail.example", subject="Undeliverable", file=None, number=3,
        text="550 5.7.520 Access denied, Your organization does not allow external forwarding",
    )
    assert tieline.connection(person.token, id)["reason"] == "forwarding_bounced"
    person.open("/connections?filter=bad_logins")
    person.examine("bad logins, forwarding")
    if person.width == 390:  # a phone's list has no buttons: the row leads to the page that has
        person.follow("Mia Mail")
        person.await_heading("Mia Mail")
    person.follow("Reconnect")
    person.await_heading("Repair the forwarding of bills from Valley Water District")
    person.examine("forwarding, repair")
    assert "550 5.7.520" in person.text and not person.page.query_selector("input[type=password]")
    receive("bills@valleywater.example", number=4)
    await_live("bill.pdf")
    person.examine("forwarding, repaired")
    person.follow("Go to the connection")
    person.await_heading("Mia Mail")
    assert "The connection works again." in person.text
    assert tieline.connection(person.token, id)["status"] == "CONNECTED"

    person.follow("Stop forwarding")
    person.examine("email connection, stopped")
    tieline.run("mail", "receive", alias, input=letter(alias, "bills@valleywater.example", number=5), check=False)
    person.open(f"/connections/{id}/forwarding")
    person.examine("forwarding, stopped")
    person.follow("Get a new address")
    assert person.page.input_value("#own-address") != alias
