"""Journeys 1 and 2, by keyboard alone: from the list to *Repaired*, for each of the four credential statuses."""

import pytest
from browsing import WIDTHS, Person
from installation import PASSWORD

OWNER = "olga@acme.example"
RIGHT = "a-right-password-88"

# Each width visits another portal, so that the journeys meet more than one.
PORTAL = {390: "valley", 1280: "harbor"}
NAMES = {"valley": "Valley Water District", "harbor": "Harbor Light & Power"}


class Journey:
    """One broken connection, and the person who is to repair it."""

    def __init__(self, make_installation, browser, sandbox, width, login, status, speed):
        self.sandbox, self.login, self.portal = sandbox, login, PORTAL[width]
        self.provider = NAMES[self.portal]
        self.tieline = make_installation(speed=speed, workers=2)
        self.token = self.tieline.found()
        self.tieline.start()
        self.tieline.connect(self.token, f"sandbox-{self.portal}", "sunny", customer="Sound Neighbour")
        self.id = self.tieline.connect(
            self.token, f"sandbox-{self.portal}", login, password="sunny-day-42", customer="Broken Bakery"
        )
        self.tieline.settle(self.token, self.id, status)
        self.person = Person(browser, self.tieline.url, width)

    @property
    def cause(self):
        """Why it is broken, in the words of the API."""
        return self.tieline.connection(self.token, self.id)["cause"]

    def see(self, step):
        """Journey 1: the list says what is wrong, the filters narrow it, the row leads on."""
        person = self.person
        person.open("/sign-in")
        person.examine("sign-in")
        person.sign_in(OWNER, PASSWORD)
        person.examine("connections")
        person.follow("Needs attention")
        assert "filter=needs_attention" in person.page.url
        person.examine("connections that need attention")
        assert "Broken Bakery" in person.text and "Sound Neighbour" not in person.text
        assert self.cause in person.text, (self.cause, person.text)
        person.press("/")
        person.write("broken")
        person.submit()
        assert "q=broken" in person.page.url and "Broken Bakery" in person.text
        person.press("j")
        assert person.focused().startswith("Broken Bakery")
        person.submit()
        person.await_heading("Broken Bakery")
        person.examine("connection")
        assert self.cause in person.text and step in person.text

    def open_wizard(self):
        """Journey 2, up to the form."""
        person = self.person
        person.follow("Reconnect")
        person.await_heading(f"Reconnect {self.provider} for Broken Bakery")
        assert "Step 1 of 3" in person.text
        person.examine("reconnect, step 1")
        person.follow("Yes, continue")
        assert person.heading == f"Sign-in for {self.provider}" and "Step 2 of 3" in person.text
        person.examine("reconnect, step 2")

    def try_it(self, end):
        """Presses the button that has the focus, watches the run, and waits for what it ends in."""
        person = self.person
        self.sandbox.set(self.portal, self.login, delay_ms=2500)
        person.submit()
        assert person.await_heading(f"Reconnecting {self.provider}")
        assert "Step 3 of 3" in person.text and "Signing in" in person.text
        person.examine("reconnect, progress")
        self.sandbox.set(self.portal, self.login, delay_ms=0)
        person.await_heading(end)
        # The finished page takes the focus, so that it is read out.
        assert person.focused() == end
        person.examine(f"reconnect, {end}")

    def is_repaired(self):
        """The result names every account and the newest bill, as the API knows them; the connection is sound again."""
        shown = self.person.text
        accounts = self.tieline.get(f"/v1/connections/{self.id}/accounts", self.token)["data"]
        bills = self.tieline.get(f"/v1/connections/{self.id}/bills", self.token)["data"]
        assert accounts and bills
        for account in accounts:
            assert f"Account {account['number']}" in shown, (account, shown)
        assert f"Bill of account {bills[0]['account_number']}" in shown, shown
        now = self.tieline.settle(self.token, self.id, "CONNECTED")
        assert now["last_success_at"] and now["next_attempt_at"]
        person = self.person
        person.reach("Bill of account")
        document = person.page.evaluate("() => document.activeElement.href")
        answer = person.context.request.get(document)
        assert answer.status == 200 and answer.body().startswith(b"%PDF-")
        person.open(f"/connections/{self.id}")
        person.examine("connection, repaired")


@pytest.fixture(params=WIDTHS)
def journey(make_installation, browser, sandbox, request):
    begun = []

    def begin(login, status, speed=600):
        begun.append(Journey(make_installation, browser, sandbox, request.param, login, status, speed))
        return begun[-1]

    yield begin
    for one in begun:
        one.person.close()


def test_a_wrong_password_is_replaced(journey, sandbox):
    one = journey("wrong-password", "PASSWORD_INCORRECT")
    one.see("Reconnect")
    sandbox.set(one.portal, one.login, behaviour="works", password=RIGHT)
    one.open_wizard()
    # The refused one is not even sent again.
    before = sandbox.login(one.portal, one.login)["attempts"]
    one.person.fill("Password", "sunny-day-42")
    one.person.submit()
    one.person.examine("reconnect, the refused password again")
    assert one.person.heading == f"Sign-in for {one.provider}" and "refused" in one.person.text
    assert sandbox.login(one.portal, one.login)["attempts"] == before
    # Another wrong one is said within seconds, and may be tried again.
    one.person.fill("Password", "another-wrong-one-3")
    one.try_it("Not repaired yet")
    sentence = one.tieline.get(f"/v1/connections/{one.id}/runs", one.token)["data"][0]["sentence"]
    assert "password" in sentence and sentence in one.person.text, (sentence, one.person.text)
    one.person.follow("Try again")
    one.person.follow("Yes, continue")
    one.person.fill("Password", RIGHT)
    one.try_it("Repaired")
    one.is_repaired()
    login = sandbox.login(one.portal, one.login)
    assert login["rejected"] == 2, login


def test_a_new_password_is_set_at_the_portal_and_entered(journey, sandbox):
    one = journey("new-password", "NEW_PASSWORD_NEEDED")
    one.see("Reconnect")
    sandbox.set(one.portal, one.login, behaviour="works", password=RIGHT)
    one.open_wizard()
    one.person.fill("Password", RIGHT)
    one.try_it("Repaired")
    one.is_repaired()


def test_a_security_question_is_answered(journey, sandbox):
    one = journey("question", "ADDITIONAL_CREDENTIALS_NEEDED")
    one.see("Reconnect")
    one.open_wizard()
    one.person.fill("Name of your first pet?", "Rex")
    one.try_it("Repaired")
    one.is_repaired()
    login = sandbox.login(one.portal, one.login)
    assert login["answers"] == 1 and login["answers_rejected"] == 0, login


def test_a_lock_is_lifted(journey, sandbox):
    # The law lets a lock rest for a day; here a day is less than one second.
    one = journey("locked", "ACCOUNT_LOCKED", speed=100_000)
    one.see("It is unlocked: try once")
    sandbox.set(one.portal, one.login, behaviour="works", unlock=1)
    one.person.reach("It is unlocked: try once")
    one.try_it("Repaired")
    one.is_repaired()
