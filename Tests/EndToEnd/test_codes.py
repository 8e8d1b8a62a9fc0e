"""Journey 3: from MFA_TOKEN_EXPIRED to Connected by each way a code can come, and what comes after it with nobody there.

The portal counts: whatever Tieline's pages say, a repair costs one password that nobody typed and one code.
"""

import datetime
import re
import subprocess

import pytest
from browsing import Person
from conftest import ENGINES
from installation import PASSWORD
from processes import wait_until
from relay import OWNER, REPAIR, CodeCount, Member, RelaySandbox, received, rows

NAMES = {"harbor": "Harbor Light & Power", "metro": "Metro Gas & Electric", "valley": "Valley Water District"}


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


class Repair:
    """One connection whose portal wants a code, and the person who is to repair it."""

    def __init__(self, make_installation, browser, sandbox, width, portal, login):
        self.sandbox, self.portal, self.login, self.provider = sandbox, portal, login, NAMES[portal]
        self.tieline = make_installation(workers=2, environment=sandbox.settings)
        self.token = self.tieline.found()
        self.tieline.start()
        self.id = self.tieline.connect(self.token, f"sandbox-{portal}", login, customer="Broken Bakery")
        self.tieline.settle(self.token, self.id, "MFA_TOKEN_EXPIRED")
        self.count = CodeCount(sandbox, portal, login)
        self.person = Person(browser, self.tieline.url, width)

    @property
    def setup(self):
        return self.sandbox.login(self.portal, self.login)["code_setup"]

    def open_wizard(self):
        """The connection says what is missing; Reconnect leads to the choice, not to the password."""
        person = self.person
        person.sign_in(OWNER, PASSWORD)
        person.open(f"/connections/{self.id}")
        cause = self.tieline.connection(self.token, self.id)["cause"]
        assert cause in person.text, (cause, person.text)
        person.examine("connection without its code")
        person.open(f"/connections/{self.id}/reconnect")
        self._is_choice()
        person.open(f"/connections/{self.id}")
        person.follow("Set up code forwarding")
        self._is_choice()
        person.examine("codes, step 1")

    def _is_choice(self):
        assert self.person.heading == f"How shall codes of {self.provider} reach Tieline?"
        assert "Step 1 of 3" in self.person.text
        self.asks_no_password()

    def asks_no_password(self):
        fields = self.person.page.evaluate("() => [...document.querySelectorAll('main [type=password]')].map((f) => f.name)")
        assert set(fields) <= {"secret"}, fields

    def choose_last(self, label):
        """Chooses the last entry of a list, which shows its steps at once."""
        self.person.reach(label)
        self.person.submit("End")

    def try_it(self, button, underway, end):
        """Presses a button, watches the run, and waits for what it ends in."""
        person = self.person
        self.sandbox.set(self.portal, self.login, delay_ms=2500)
        person.reach(button)
        person.submit()
        person.await_heading(underway)
        assert "Step 3 of 3" in person.text
        self.asks_no_password()
        person.examine("codes, progress")
        self.sandbox.set(self.portal, self.login, delay_ms=0)
        person.await_heading(end)
        assert person.focused() == end
        person.examine(f"codes, {end}")

    def rehearse(self, button):
        self.try_it(button, f"Trying out codes of {self.provider}", "Code forwarding works")

    def is_repaired(self):
        """Proven: signed in, accounts and bills read; at the portal no more than it takes; the page says that it works."""
        now = self.tieline.settle(self.token, self.id, "CONNECTED")
        assert now["last_success_at"] and now["next_attempt_at"]
        assert self.tieline.get(f"/v1/connections/{self.id}/bills", self.token)["data"]
        assert self.count.since == REPAIR
        self.person.open(f"/connections/{self.id}")
        self.person.examine("connection with its code")


@pytest.fixture
def repair(make_installation, browser, sandbox):
    begun = []

    def begin(width, portal, login):
        begun.append(Repair(make_installation, browser, sandbox, width, portal, login))
        return begun[-1]

    yield begin
    for one in begun:
        one.person.close()


def code_in(mail):
    """The code of Harbor's mail: a line of its own."""
    return re.search(r"^\s*(\d{6})\s*$", mail["text"], re.MULTILINE).group(1)


def test_a_mailbox_passes_the_code_on(repair, sandbox):
    one = repair(390, "harbor", "mfa-email")
    one.open_wizard()
    person = one.person
    person.follow("Forward e-mails")
    assert person.heading == f"Codes of {one.provider} by e-mail" and "Step 2 of 3" in person.text
    person.examine("codes by e-mail, step 2")
    one.choose_last("Your mailbox")
    assert "mailbox=other" in person.page.url
    person.examine("codes by e-mail, the mailbox")
    one.asks_no_password()
    alias = person.page.input_value("#own-address")
    sandbox.forward(one.portal, one.login, alias)
    one.rehearse("Send a test code now")
    assert "code read" in person.text and f"Accepted by {one.provider}" in person.text, person.text
    one.is_repaired()
    assert "nobody has to be there" in person.text
    # By real SMTP, once; the mailbox knows that it was taken.
    assert received(one.tieline, alias) == [("smtp", "used")]
    newest, *older = sandbox.mailbox(one.setup["email"])["mails"]
    assert newest["forwardings"] == {alias: "taken"} and not any(mail["forwardings"] for mail in older)
    person.follow("What came in")
    assert "1 code used, 0 other messages" in person.text, person.text
    assert code_in(newest) not in person.text
    person.examine("what came in")


def test_a_number_passes_the_text_on(repair, sandbox):
    one = repair(1280, "metro", "mfa-sms")
    one.open_wizard()
    person = one.person
    person.follow("Forward text messages")
    assert person.heading == f"Codes of {one.provider} by text message" and "Step 2 of 3" in person.text
    person.examine("codes by text, step 2")
    one.choose_last("Your phone")
    assert "phone=twilio" in person.page.url
    person.examine("codes by text, the phone")
    sandbox.set(one.portal, one.login, sms_url=person.page.input_value("#post-to"))
    one.rehearse("Send a test code now")
    assert "Text message received" in person.text and "code read" in person.text, person.text
    one.is_repaired()
    key = rows(one.tieline, "SELECT address FROM code_route WHERE ended_at IS NULL")[0][0]
    assert received(one.tieline, key) == [("twilio", "used")]


@pytest.mark.parametrize("shown", ["address", "picture"])
def test_an_authenticator_makes_the_code(repair, tmp_path, shown):
    one = repair(*((1280, "valley") if shown == "address" else (390, "harbor")), "mfa-totp")
    one.open_wizard()
    person = one.person
    person.follow("Set up the authenticator")
    assert person.heading == f"Authenticator for {one.provider}" and "Step 2 of 3" in person.text
    one.asks_no_password()
    person.examine("authenticator, step 2")
    if shown == "address":
        person.fill("Secret key", "not a secret")
        person.reach("Save and sign in")
        person.submit()
        person.examine("authenticator, refused")
        assert person.page.title().startswith("Error") and not one.count.since
        person.fill("Secret key", one.setup["totp_address"])
    else:
        picture = tmp_path / "code.png"
        subprocess.run(["qrencode", "-o", picture, "-s", "6", one.setup["totp_address"]], check=True, timeout=30)
        person.page.set_input_files("#picture", picture)
    one.rehearse("Save and sign in")
    assert f"Tieline made a code, and {one.provider} accepted it" in person.text, person.text
    one.is_repaired()


def test_a_person_types_the_code(repair, sandbox):
    one = repair(390, "harbor", "mfa-email")
    one.open_wizard()
    person = one.person
    address = one.setup["email"]
    before = len(sandbox.mailbox(address)["mails"])
    person.follow("Sign in now and type the code")
    person.await_heading(f"Reconnecting {one.provider}")
    mails = wait_until(lambda: (got := sandbox.mailbox(address)["mails"])[before:] and got, 30, "a mail with the code")
    person.page.wait_for_selector("#code")
    person.examine("the place for the code")
    one.asks_no_password()
    person.fill("The code", "12345")
    person.submit()
    person.examine("the place for the code, refused")
    assert "6 digits" in person.text and "submitted" not in one.count.since
    person.fill("The code", code_in(mails[0]))
    person.submit()
    person.await_heading("Repaired")
    # Somebody who was there once is asked whether he wants to be there again.
    assert "Next time nobody has to be there" in person.text, person.text
    person.examine("repaired by a typed code")
    one.is_repaired()


def lead_through(person, sandbox, id, portal, login, way):
    """The wizard from the connection's page to the rehearsal's end, in a browser."""
    person.open(f"/connections/{id}")
    person.follow("Set up code forwarding")
    if way == "email":
        person.follow("Forward e-mails")
        sandbox.forward(portal, login, person.page.input_value("#own-address"))
    elif way == "sms":
        person.follow("Forward text messages")
        person.reach("Your phone")
        person.submit("End")
        sandbox.set(portal, login, sms_url=person.page.input_value("#post-to"))
    else:
        person.follow("Set up the authenticator")
        person.fill("Secret key", sandbox.login(portal, login)["code_setup"]["totp_address"])
    person.reach("Save and sign in" if way == "authenticator" else "Send a test code now")
    person.submit()
    person.await_heading("Code forwarding works")


def test_every_login_of_every_portal(make_installation, browser, sandbox):
    """All code logins of all portals, each by a way that it offers; late mails and two at once among them."""
    logins = {
        "mfa-email": "email", "mfa-sms": "sms", "mfa-totp": "authenticator", "mfa-choice": "sms", "mfa-late": "email",
        "mfa-twice": "email",
    }  # fmt: skip
    tieline = make_installation(environment=sandbox.settings)
    token = tieline.found()
    tieline.start()
    connections = {}
    for portal in NAMES:
        sandbox.set(portal, "mfa-late", code_delay_s=5)
        for login in logins:
            connections[portal, login] = tieline.connect(token, f"sandbox-{portal}", login)
    for id in connections.values():
        tieline.settle(token, id, "MFA_TOKEN_EXPIRED")
    counts = {place: CodeCount(sandbox, *place) for place in connections}
    person = Person(browser, tieline.url, 1280)
    try:
        person.sign_in(OWNER, PASSWORD)
        for (portal, login), id in connections.items():
            lead_through(person, sandbox, id, portal, login, logins[login])
    finally:
        person.close()
    for id in connections.values():
        tieline.settle(token, id, "CONNECTED")
    assert {place: count.since for place, count in counts.items()} == dict.fromkeys(connections, REPAIR)


def test_afterwards_nobody_is_needed(make_installation, sandbox):
    """Remembered, three scheduled checks need no code; forgotten, the next one gets its own over the relay."""
    # A week is 40 seconds: three checks are over well before the relay is tried out anew (28 days).
    tieline = make_installation(speed=15_120, environment=sandbox.settings)
    token = tieline.found()
    tieline.start()
    owner = Member(tieline)
    ways = {("harbor", "mfa-email"): "email", ("metro", "mfa-sms"): "sms", ("valley", "mfa-totp"): "authenticator"}
    connections = {place: tieline.connect(token, f"sandbox-{place[0]}", place[1]) for place in ways}
    for id in connections.values():
        tieline.settle(token, id, "MFA_TOKEN_EXPIRED")
    for place, id in connections.items():
        owner.set_up(sandbox, id, *place, ways[place])
    for id in connections.values():
        tieline.settle(token, id, "CONNECTED")

    def await_scheduled():
        """Ends every session; the schedule's next check of each connection has to sign in, and succeeds."""
        began = datetime.datetime.now(datetime.UTC)
        for place in connections:
            sandbox.end_sessions(*place)

        def done(id):
            runs = tieline.get(f"/v1/connections/{id}/runs", token)["data"]
            later = [run for run in runs if datetime.datetime.fromisoformat(run["queued_at"]) > began and run["ended_at"]]
            return later[-1] if later else None

        for place, id in connections.items():
            run = wait_until(lambda: done(id), 120, f"a scheduled check of {place}")
            assert (run["trigger"], run["progress"]) == ("schedule", "succeeded"), (place, run)

    counts = {place: CodeCount(sandbox, *place) for place in ways}
    for number in range(1, 4):
        await_scheduled()
        since = {place: count.since for place, count in counts.items()}
        assert all(set(each) == {"passwords", "skipped"} for each in since.values()), since
        assert all(each["passwords"] == each["skipped"] >= number for each in since.values()), since

    for place, count in counts.items():
        sandbox.set(*place, expire_trust=1)
        count.start_anew()
    await_scheduled()
    for place, id in connections.items():
        assert counts[place].since == REPAIR, (place, counts[place].since)
        assert tieline.connection(token, id)["status"] == "CONNECTED"


@pytest.mark.parametrize(("end", "times"), [("kill", 1), ("kill", 3), ("stop", 2)])
@pytest.mark.parametrize("engine", ENGINES)
def test_killed_or_stopped_while_waiting(make_installation, request, sandbox, engine, end, times):
    """The run that is taken up goes on with its own wait: the portal is asked once, and takes one code."""
    tieline = make_installation(engine, environment=sandbox.settings)
    token = tieline.found()
    tieline.start()
    owner = Member(tieline)
    id = tieline.connect(token, "sandbox-metro", "mfa-email")
    tieline.settle(token, id, "MFA_TOKEN_EXPIRED")
    sandbox.forward("metro", "mfa-email", owner.mail_route(id))
    sandbox.set("metro", "mfa-email", code_delay_s=4 * times)
    count = CodeCount(sandbox, "metro", "mfa-email")
    owner.rehearse(id)
    cluster = request.getfixturevalue("postgres") if engine == "postgres" else None
    said = []
    for _ in range(times):
        tieline.wait_for(token, id, lambda now: now["activity"] == "waiting_for_code")
        getattr(tieline.process, end)()
        said.append(tieline.process.output[-3000:])
        tieline.start()
    now = tieline.wait_for(token, id, lambda now: now["activity"] == "idle", limit=90)
    since = count.since
    # Whatever became of it: one password, one code asked for, and none of them used twice.
    happened = (since, tieline.trace(id, cluster), *said, tieline.process.output[-3000:])
    assert since["passwords"] == 1 and since["requested"] == 1, happened
    assert since.get("submitted", 0) <= 1 and "rejected" not in since and "expired" not in since, happened
    assert now["status"] == ("CONNECTED" if since.get("accepted") else "MFA_TOKEN_EXPIRED"), (now, happened)
    # The page outlived the process, and with it the wait.
    assert since == REPAIR, (now, happened)
    runs = tieline.get(f"/v1/connections/{id}/runs", token)["data"]
    assert [run["trigger"] for run in runs] == ["rehearsal", "first"], runs


def test_more_wait_than_there_are_workers(make_installation, sandbox):
    """Waiting takes nobody's place (docs/decisions/0006): eight wait at two workers, and another check goes on."""
    tieline = make_installation(workers=2, environment=sandbox.settings)
    token = tieline.found()
    tieline.start()
    owner = Member(tieline)
    users = [f"user{number:03}" for number in range(1, 9)]
    connections = {}
    for user in users:
        sandbox.set("harbor", user, behaviour="mfa-email")
        connections[user] = tieline.connect(token, "sandbox-harbor", user)
    for id in connections.values():
        tieline.settle(token, id, "MFA_TOKEN_EXPIRED")
    for user, id in connections.items():
        sandbox.forward("harbor", user, owner.mail_route(id))
        sandbox.set("harbor", user, code_delay_s=25)
        owner.rehearse(id)
    open_waits = "SELECT COUNT(*) FROM code_wait WHERE state = 'waiting'"
    wait_until(lambda: rows(tieline, open_waits) == [(len(users),)], 24, "all to wait for their codes")
    tieline.settle(token, tieline.connect(token, "sandbox-harbor", "sunny"), "CONNECTED")
    assert rows(tieline, open_waits) == [(len(users),)], "the other check took longer than the mails; nothing is shown"
    for id in connections.values():
        tieline.settle(token, id, "CONNECTED")


def test_a_code_that_nobody_asked_for_is_an_alarm(make_installation, sandbox):
    """Somebody else signs in at the portal: the code that comes is not used, and is told."""
    tieline = make_installation(environment=sandbox.settings)
    token = tieline.found()
    tieline.start()
    owner = Member(tieline)
    id = tieline.connect(token, "sandbox-harbor", "mfa-email")
    tieline.settle(token, id, "MFA_TOKEN_EXPIRED")
    alias = owner.mail_route(id)
    sandbox.forward("harbor", "mfa-email", alias)
    # The same login from elsewhere, in an installation that takes no mail.
    stranger = make_installation()
    strange = stranger.found()
    stranger.start()
    stranger.settle(strange, stranger.connect(strange, "sandbox-harbor", "mfa-email"), "MFA_TOKEN_EXPIRED")
    wait_until(lambda: received(tieline, alias) == [("smtp", "nobody_waiting")], 30, "the alarm in the ledger")
    assert "A code that nothing here asked for" in owner.page(f"/connections/{id}/codes/ledger")
    assert tieline.connection(token, id)["status"] == "MFA_TOKEN_EXPIRED"
