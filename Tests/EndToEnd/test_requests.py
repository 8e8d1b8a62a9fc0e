"""Journeys 4 to 6 in a browser: the operator asks, the customer answers on a phone, and both see what came of it.

The letter is read in the customer's mailbox, and its link followed."""

import contextlib
import re
import sqlite3
import time

import pytest
from browsing import Person
from installation import PASSWORD
from processes import wait_until
from relay import OWNER, RelaySandbox

RIGHT = "a-right-password-88"
# What each portal calls the user name.
USER_NAME = {"harbor": "User ID or email", "metro": "User name or email", "valley": "User"}


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


class Desk:
    """An installation with an operator at a desk and a customer with a phone."""

    def __init__(self, make_installation, browser, sandbox, javascript=True):
        self.browser, self.sandbox, self.javascript = browser, sandbox, javascript
        self.tieline = make_installation(workers=2, environment=sandbox.settings)
        self.token = self.tieline.found()
        self.tieline.start()
        self.operator = Person(browser, self.tieline.url, 1280)
        self.operator.sign_in(OWNER, PASSWORD)
        self.people = [self.operator]

    def connect(self, portal, login, customer, status, password="sunny-day-42"):
        self.address = f"{login}-{portal}@postbox.example"
        created = self.tieline.post(
            "/v1/connections",
            self.token,
            {
                "customer_name": customer, "customer_email": self.address, "provider": f"sandbox-{portal}",
                "credentials": {"username": login, "password": password},
            },
        )
        self.tieline.settle(self.token, created["id"], status)
        return created["id"]

    def expire(self, connection):
        """The permission reaches its end: the clock of a permission of three years is not waited for."""
        bare = connection.removeprefix("con_")
        with contextlib.closing(sqlite3.connect(f"{self.tieline.folder}/tieline.db", timeout=20)) as database, database:
            now = int(time.time() * 1_000_000)
            database.execute(
                "UPDATE customer_authorization SET expires_at = ?, next_look_at = ? WHERE connection_id = ?",
                (now, now, bare),
            )
        self.tieline.settle(self.token, connection, "AUTHORIZATION_EXPIRED", limit=90)

    def ask(self, connection, step, note):
        """From the connection's page to the letter in the customer's mailbox; answers its link."""
        seen = len(self.sandbox.mailbox(self.address)["mails"])
        operator = self.operator
        operator.open(f"/connections/{connection}")
        operator.follow(step)
        operator.examine("the form of a request")
        operator.fill("Note", note)
        operator.follow("Show the message and the page")
        operator.examine("the preview of a request")
        assert note in operator.page.frame_locator("iframe").locator("body").inner_text()
        operator.follow("Send update request")
        operator.examine("a request that was sent")
        mail = self.letter(after=seen)
        assert note in mail["text"] and note in mail["html"]
        return re.search(rf"{self.tieline.url}/r/[\w-]{{43}}", mail["text"]).group(0)

    def letter(self, after):
        """The letter that came after so many."""
        mails = wait_until(
            lambda: len(found := self.sandbox.mailbox(self.address)["mails"]) > after and found, 30, "the letter"
        )
        return max(mails, key=lambda mail: mail["id"])

    def customer(self, link):
        person = Person(self.browser, self.tieline.url, 390)
        self.people.append(person)
        person.open(link)
        return person

    def sees(self, connection, *words):
        self.operator.open(f"/connections/{connection}")
        for word in words:
            assert word in self.operator.text, (word, self.operator.text)

    def close(self):
        for person in self.people:
            person.close()


@pytest.fixture
def desk(make_installation, browser, sandbox):
    opened = []

    def open_desk(**options):
        opened.append(Desk(make_installation, browser, sandbox, **options))
        return opened[-1]

    yield open_desk
    for one in opened:
        one.close()


def finish(person):
    """From the accounts that were found to the receipt."""
    person.await_heading("What was found")
    person.examine("accounts")
    person.follow("Share")
    person.examine("receipt")
    assert "Thank you" in person.heading, person.heading


def test_a_bad_login_is_asked_for_and_repaired(desk, sandbox):
    one = desk()
    connection = one.connect("harbor", "wrong-password", "Böhm & Söhne 電力", "PASSWORD_INCORRECT")
    sandbox.set("harbor", "wrong-password", behaviour="works", password=RIGHT)
    link = one.ask(connection, "Ask the utility customer to reauthorize", "We miss your October bill.")
    one.operator.open("/connections?filter=bad_logins")
    assert "Username and password didn't work." in one.operator.text and "Asked" in one.operator.text
    person = one.customer(link)
    assert "Acme Solar asks you to sign in to Harbor Light & Power again" in person.heading
    person.examine("the first page")
    person.follow("Continue")
    person.examine("sign in")
    person.fill(USER_NAME["harbor"], "wrong-password")
    person.fill("Password", "not-this-one-either")
    person.follow("Sign in")
    person.await_heading("Invalid login")
    person.examine("invalid login")
    person.follow("Click here to try again")
    assert person.heading == "Update login credentials"
    # The tab is closed, and the link opened on another device.
    person.close()
    person = one.customer(link)
    assert person.heading in ("Invalid login", "Update login credentials"), person.heading
    if person.heading == "Invalid login":
        person.follow("Click here to try again")
    person.fill(USER_NAME["harbor"], "wrong-password")
    person.fill("Password", RIGHT)
    person.follow("Sign in")
    finish(person)
    one.tieline.settle(one.token, connection, "CONNECTED")
    one.sees(connection, "Connected")
    one.operator.open("/requests?filter=completed")
    assert "Böhm & Söhne 電力" in one.operator.text
    assert sandbox.login("harbor", "wrong-password")["rejected"] == 2


def test_an_expired_permission_is_renewed(desk, sandbox):
    one = desk()
    connection = one.connect("valley", "family", "Pat Power", "CONNECTED")
    before = one.tieline.get(f"/v1/connections/{connection}/accounts", one.token)["data"]
    one.expire(connection)
    one.operator.open("/connections?filter=expired_or_declined")
    assert "This authorization expired" in one.operator.text, one.operator.text
    link = one.ask(connection, "Request an updated authorization from the utility customer", "Three more years?")
    person = one.customer(link)
    assert "renew your permission" in person.heading
    person.examine("the first page of a renewal")
    person.follow("Continue")
    person.fill(USER_NAME["valley"], "family")
    person.fill("Password", "sunny-day-42")
    person.follow("Sign in")
    finish(person)
    one.tieline.settle(one.token, connection, "CONNECTED")
    after = one.tieline.get(f"/v1/connections/{connection}/accounts", one.token)["data"]
    assert [account["id"] for account in after] == [account["id"] for account in before]


def test_a_declined_one_is_authorized_after_all(desk, sandbox):
    one = desk()
    connection = one.connect("metro", "sunny", "Pat Power", "CONNECTED")
    one.expire(connection)
    link = one.ask(connection, "Request an updated authorization from the utility customer", "Please?")
    person = one.customer(link)
    person.follow("Decline")
    person.examine("decline")
    person.fill("Why", "I have moved away.")
    person.follow("Decline")
    person.examine("declined")
    one.tieline.settle(one.token, connection, "AUTHORIZATION_DECLINED")
    one.operator.open("/requests?filter=declined")
    one.operator.follow("Pat Power")
    assert "I have moved away." in one.operator.text
    # He thinks better of it.
    link = one.ask(connection, "Request an updated authorization from the utility customer", "Really not?")
    person = one.customer(link)
    person.follow("Continue")
    person.fill(USER_NAME["metro"], "sunny")
    person.fill("Password", "sunny-day-42")
    person.follow("Sign in")
    finish(person)
    one.tieline.settle(one.token, connection, "CONNECTED")
