"""Journeys 5 and 6 in a real browser: from the letter to the receipt, and what a customer does with his control page."""

import re
import shutil
import subprocess

import pytest
from browsing import LIMIT, WIDTHS, Person
from installation import PASSWORD
from processes import wait_until
from relay import OWNER, RelaySandbox, rows

CUSTOMER = "sunny-harbor@postbox.example"


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


@pytest.fixture
def tieline_at_work(make_installation, sandbox):
    """With a connection whose password is refused."""
    tieline = make_installation(workers=2, environment=sandbox.settings)
    tieline.token = tieline.found()
    tieline.start()
    tieline.broken = tieline.connect(tieline.token, "sandbox-harbor", "sunny", password="old-password-1", customer="Paula Winter")
    tieline.settle(tieline.token, tieline.broken, "PASSWORD_INCORRECT")
    return tieline


def letters(sandbox, count):
    """The letters in the customer's mailbox, oldest first, once there are so many."""

    def there():
        mails = sorted(sandbox.mailbox(CUSTOMER)["mails"], key=lambda mail: int(re.sub(r"\D", "", str(mail["id"])) or 0))
        return mails if len(mails) >= count else None

    return wait_until(there, 30, f"{count} letters")


def link(mail, place):
    return re.search(rf"http://127\.0\.0\.1:\d+(/{place}/[\w-]+)", mail["text"]).group(1)


def ask(browser, tieline, width=1280):
    """A member asks the customer; the person who did is handed back."""
    member = Person(browser, tieline.url, width)
    member.sign_in(OWNER, PASSWORD)
    member.open(f"/requests/new?connection={tieline.broken}")
    print(member.text, tieline.process.output[-1500:])
    member.fill("E-mail address", CUSTOMER)
    member.reach("Show the message and the page")
    member.submit()
    member.follow("Send update request")
    return member


def kinds(tieline):
    return [kind for (kind,) in rows(tieline, "SELECT kind FROM request_event ORDER BY at, id")]


@pytest.mark.parametrize("width", WIDTHS)
def test_from_the_letter_to_the_receipt_and_back(browser, tieline_at_work, sandbox, width):
    tieline = tieline_at_work
    member = ask(browser, tieline, width)
    mail = letters(sandbox, 1)[0]
    assert mail["subject"] == "Acme Solar: sign in to Harbor Light & Power again", mail["subject"]
    page = link(mail, "r")

    customer = Person(browser, tieline.url, width)
    customer.open(page)
    customer.examine("first page")
    assert "Acme Solar asks you to sign in to" in customer.heading
    wait_until(lambda: kinds(tieline).count("opened") == 1, 10, "the page to be seen")
    customer.follow("Somebody else manages")
    customer.examine("hand over")
    customer.follow("Back")
    customer.follow("Decline")
    customer.examine("decline")
    customer.follow("Back")
    customer.follow("Español")
    customer.examine("first page, in Spanish")
    assert customer.page.evaluate("document.documentElement.lang") == "es"
    customer.follow("English")
    customer.follow("Continue")
    customer.examine("sign in")

    # Refused within seconds, told first, and tried again.
    for name, text in (("User", "sunny"), ("Password", "another-wrong-1")):
        customer.fill(name, text)
    customer.submit()
    customer.await_heading("Invalid login")
    customer.examine("invalid login")
    customer.follow("Click here to try again")
    assert customer.page.title() == "Update login credentials · Acme Solar"
    customer.examine("update login credentials")
    customer.fill("User", "sunny")
    customer.reach("Sign in")
    customer.submit()
    customer.examine("update login credentials, without a password")
    assert customer.page.input_value("#username") == "sunny"
    customer.fill("Password", "sunny-day-42")
    customer.submit()
    customer.await_heading("What was found")
    customer.examine("what was found")
    customer.follow("Share what is ticked")
    assert customer.heading == "Thank you"
    customer.examine("receipt")
    assert tieline.connection(tieline.token, tieline.broken)["status"] == "CONNECTED"
    member.open("/requests")
    assert "Completed" in member.text

    # The receipt brings the control page.
    receipt = letters(sandbox, 2)[-1]
    assert receipt["subject"] == "Receipt: what you share with Acme Solar"
    control = link(receipt, "c")
    customer.open(control)
    customer.examine("control page")
    customer.follow("Pause")
    assert "Nothing is read until you say so." in customer.text
    customer.examine("control page, paused")
    customer.follow("Go on reading")
    customer.follow("Change for how long")
    customer.examine("change the end")
    customer.reach("3 years")
    customer.press("ArrowDown", "ArrowDown")
    customer.follow("Save")
    assert "Until you revoke it" in customer.text
    customer.follow("Revoke")
    customer.examine("before revoking")
    customer.follow("Revoke and delete")
    assert "Your permission is revoked." in customer.text
    customer.examine("control page, revoked")
    assert tieline.connection(tieline.token, tieline.broken)["status"] == "AUTHORIZATION_REVOKED"
    customer.open("/c")
    customer.examine("lost link")
    customer.open("/r/nowhere")
    customer.examine("a link that leads nowhere")

    # No secret is in any log, and none of the two links.
    output = "".join(process.output for process in tieline.logs)
    for secret in (page.split("/")[-1], control.split("/")[-1], "sunny-day-42", "another-wrong-1"):
        assert secret not in output
    for person in (member, customer):
        person.close()


def test_without_scripts(browser, tieline_at_work, sandbox):
    tieline = tieline_at_work
    ask(browser, tieline).close()
    address = link(letters(sandbox, 1)[0], "r")
    context = browser.new_context(base_url=tieline.url, java_script_enabled=False)
    page = context.new_page()
    page.set_default_timeout(LIMIT)
    page.goto(address)
    page.get_by_role("button", name="Continue").click()
    page.locator("#username").fill("sunny")
    page.locator("#password").fill("sunny-day-42")
    page.get_by_role("button", name="Sign in").click()
    # The page loads itself anew until there is something to answer.
    page.get_by_role("heading", name="What was found").wait_for()
    page.get_by_role("button", name="Share what is ticked").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    # Nobody said that he sees it, and yet he acted.
    assert "started" in kinds(tieline) and kinds(tieline)[-1] == "completed", kinds(tieline)
    context.close()


def test_a_letter_is_valid_and_welcome(browser, tieline_at_work, sandbox, tmp_path):
    tieline = tieline_at_work
    ask(browser, tieline).close()
    mail = letters(sandbox, 1)[0]
    if shutil.which("tidy"):
        told = subprocess.run(["tidy", "-q", "-e"], input=mail["html"], capture_output=True, text=True)
        assert not told.stderr.strip(), told.stderr
    if not shutil.which("spamassassin"):
        pytest.skip("SpamAssassin is not installed")
    raw = sandbox.raw_mail(CUSTOMER, mail["id"])
    done = subprocess.run(
        ["spamassassin", "-L", "-t", f"--cf=bayes_path {tmp_path}/bayes"], input=raw, capture_output=True, timeout=120)
    score = float(re.search(rb"score=(-?[\d.]+)", done.stdout).group(1))
    assert score < 1.0, done.stdout.decode(errors="replace")[-3000:]
