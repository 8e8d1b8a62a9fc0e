"""Every page that the journeys do not pass, examined by axe at both widths, light and dark; and the first run."""

import re
import subprocess

import pytest
from browsing import WIDTHS, Person
from installation import PASSWORD

OWNER = "olga@acme.example"


@pytest.fixture
def visit(browser):
    visitors = []

    def arrive(tieline, width):
        visitors.append(Person(browser, tieline.url, width))
        return visitors[-1]

    yield arrive
    for visitor in visitors:
        visitor.close()


@pytest.mark.parametrize("width", WIDTHS)
def test_the_first_run_makes_the_owner(make_installation, visit, width):
    tieline = make_installation(workers=1)
    tieline.start()
    link = tieline.process.wait_for_line("/setup/").split()[-1]
    person = visit(tieline, width)
    person.open(link)
    person.examine("first run")
    person.fill("Your company", "Acme Solar")
    person.fill("Your name", "Olga Owner")
    person.fill("Your e-mail address", OWNER)
    person.fill("A new password", "short")
    person.submit()
    person.examine("first run, refused")
    assert "12 characters" in person.text
    # The error summary has the focus; what was typed is still there, except for the password.
    assert person.page.input_value("#organization") == "Acme Solar"
    person.fill("A new password", PASSWORD)
    person.submit()
    person.await_heading("Connections")
    person.examine("no connections yet")
    person.open(link)
    person.examine("first run, used up")
    assert "Acme" not in person.text


def scanned(picture, folder):
    """What a phone's camera reads in a picture of the page."""
    path = folder / "code.png"
    picture.screenshot(path=path)
    return subprocess.run(["zbarimg", "--quiet", "--raw", path], capture_output=True, text=True).stdout.strip()


@pytest.mark.parametrize("width", WIDTHS)
def test_every_other_page(make_installation, visit, width, tmp_path):
    tieline = make_installation(workers=2)
    token = tieline.found()
    tieline.start()
    id = tieline.connect(token, "sandbox-valley", "business", customer="Donaudampfschifffahrtsgesellschaft & Söhne")
    odd = tieline.connect(token, "sandbox-harbor", "changed", customer="Odd Pages")
    coded = tieline.connect(token, "sandbox-metro", "mfa-sms", customer="Coded")
    tieline.settle(token, id, "CONNECTED")
    tieline.settle(token, coded, "MFA_TOKEN_EXPIRED")
    tieline.settle(token, odd, "UNDER_INVESTIGATION")
    run = tieline.get(f"/v1/connections/{odd}/runs", token)["data"][0]["id"]

    person = visit(tieline, width)
    person.open("/sign-in")
    person.fill("E-mail address", OWNER)
    person.fill("Password", "not her password")
    person.submit()
    person.examine("sign-in, refused")
    person.sign_in(OWNER, PASSWORD)

    pages = {
        "connection with accounts": f"/connections/{id}",
        "bills": f"/connections/{id}/bills",
        "connection without its code": f"/connections/{coded}",
        "ways of a code": f"/connections/{coded}/codes",
        "bills, damaged address": f"/connections/{id}/bills?after=nonsense",
        "organization": "/organization",
        "flight recorder": f"/runs/{run}",
        "all connections": "/connections?filter=all",
        "nothing found": "/connections?filter=all&q=nobody",
        "archived": "/connections?filter=archived",
        "add, step 1": "/connections/new",
        "add, nothing found": "/connections/new?q=nothing-of-this-name",
        "add, step 2": "/connections/new?provider=sandbox-harbor",
        "add, step 2, bills by mail": "/connections/new?provider=sandbox-harbor&kind=email",
        "mails to file": "/mails",
        "customers": "/customers",
        "requests, none yet": "/requests",
        "authorizations": "/authorizations",
        "ask the customer": f"/requests/new?connection={coded}",
        "revoke": f"/connections/{id}/revocation",
        "messages to customers": "/organization/messages",
        "providers": "/providers",
        "provider": "/providers/sandbox-harbor",
        "members": "/members",
        "API keys": "/api-keys",
        "audit log": "/audit",
        "account": "/account",
        "help, statuses": "/help/statuses",
        "help, keyboard": "/help/keyboard",
        "nothing here": "/no-such-page",
        "no such connection": "/connections/con_00000000-0000-7000-8000-000000000000",
    }
    for name, path in pages.items():
        person.open(path)
        person.examine(name)

    # Asking a customer, by keyboard: refused, shown, sent, passed on by hand, taken back.
    person.open(f"/requests/new?connection={coded}")
    person.fill("E-mail address", "coded@")
    person.reach("Show the message and the page")
    person.submit()
    person.examine("ask the customer, refused")
    person.fill("E-mail address", "coded@example.com")
    person.reach("Show the message and the page")
    person.submit()
    assert person.heading == "Update request to Coded" and "Nothing was sent yet" in person.text
    person.examine("request, before it is sent")
    person.follow("Send update request")
    assert "Nothing was sent" in person.text
    person.examine("request, sent")
    person.follow("Copy link")
    link = person.page.input_value("#request-link")
    assert link.startswith(f"{tieline.url}/r/")
    assert scanned(person.page.locator(".qr"), tmp_path) == link
    person.examine("request, with its link")
    person.open("/connections?filter=mfa")
    assert "Asked" in person.text or "Written" in person.text
    person.examine("connections, one asked")
    person.open("/requests")
    person.follow("Coded")
    person.follow("Take back")
    assert "no longer works" in person.text
    person.examine("request, taken back")

    # Ticking rows, where there is room for ticks: the plan says who is written to before anybody is.
    if width > 1000:
        person.open("/connections?filter=mfa")
        person.reach("Select every row of this page")
        person.press("Space")
        person.follow("Ask their customers")
        assert person.heading == "You are about to write to 1 person"
        person.examine("plan")
        person.follow("Send to 1 person")
        assert "No mail server is configured" in person.text
        person.examine("plan, sent")

    # Adding a connection, by keyboard: utility, refusal, sign-in, the first check.
    person.open("/connections/new")
    person.press("/")
    person.write("metro")
    person.submit()
    person.follow("Metro Gas & Electric")
    person.reach("Add and check now")
    person.submit()
    person.examine("add, refused")
    person.fill("Customer’s name", "New Customer")
    person.fill("User name or email", "sunny")
    person.fill("Password", "sunny-day-42")
    person.reach("Add and check now")
    person.submit()
    person.await_heading("The check passed")
    person.examine("the first check")

    # Owner's pages with something on them.
    person.open("/members")
    person.fill("E-mail address", "vic@acme.example")
    person.submit()
    person.examine("invitation made")
    invitation = re.search(r"http://\S+/invitations/\S+", person.text).group()
    person.open("/api-keys")
    person.reach("Make the key")
    person.submit()
    person.examine("API keys, refused")
    person.fill("Name", "Warehouse")
    person.reach("Make the key")
    person.submit()
    person.examine("API keys, made")
    assert "Copy it now" in person.text

    guest = visit(tieline, width)
    guest.open(invitation)
    guest.examine("invitation")
    guest.fill("Your name", "Vic Viewer")
    guest.fill("A new password", PASSWORD)
    guest.submit()
    guest.await_heading("Connections")
    guest.examine("connections of a new member")
    guest.open("/members")
    guest.examine("a page that is not for this member")
    guest.open(tieline.run("user", "link", "--email", OWNER).stdout.strip())
    guest.examine("sign-in link")
