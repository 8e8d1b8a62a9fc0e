"""Every page that the journeys do not pass, examined by axe at both widths, light and dark; and the first run."""

import re

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


@pytest.mark.parametrize("width", WIDTHS)
def test_every_other_page(make_installation, visit, width):
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
