"""What customers get: letters that any program can read, pages that need no script, links that leave no trace."""

import contextlib
import re
import sqlite3
import struct
import subprocess
import time
import zlib

import pytest
from browsing import launch  # noqa: F401  (the browser fixture needs it)
from processes import request as ask
from processes import wait_until
from relay import Member, RelaySandbox
from test_canary import files, leaks

PASSWORD = "sunny-day-42"
SETTINGS = {
    "brand_name": "Acme Solar", "color": "#0b6e4f", "contact": "+1 555 010 0199", "postal_address": "1 Sun Street, Bangor",
    "reply_to": "help@acme.example", "term": "3y", "reminder_days": "2, 5, 10", "quiet_from": "3", "quiet_until": "3",
    "link_days": "7", "return_addresses": "",
}


@pytest.fixture
def sandbox(tieline):
    utility = RelaySandbox(tieline)
    yield utility
    utility.stop()


class House:
    """An installation with a member who works by forms, and customers with mailboxes."""

    def __init__(self, make_installation, sandbox, **environment):
        self.sandbox = sandbox
        self.tieline = make_installation(workers=2, environment={**sandbox.settings, **environment})
        self.token = self.tieline.found()
        self.tieline.start()
        self.member = Member(self.tieline)
        # Quiet hours of no length: these tests run at any hour.
        assert self.member.post("/organization/messages", **SETTINGS)[0] == 303

    def upload_logo(self):
        parts = (
            b'--logo\r\nContent-Disposition: form-data; name="logo"; filename="logo.png"\r\nContent-Type: image/png\r\n\r\n'
            + picture() + b"\r\n--logo--\r\n"
        )
        headers = {
            "Cookie": self.member.cookie, "Origin": self.tieline.url, "Sec-Fetch-Site": "same-origin",
            "Content-Type": "multipart/form-data; boundary=logo",
        }
        status, _, body = ask(f"{self.tieline.url}/organization/logos", "POST", raw=parts, headers=headers)
        assert status == 303, (status, body)

    def connect(self, portal, login, status="CONNECTED"):
        created = self.tieline.post(
            "/v1/connections",
            self.token,
            {
                "customer_name": f"Zoë {login} <b>&", "customer_email": self.address(portal, login),
                "provider": f"sandbox-{portal}", "credentials": {"username": login, "password": PASSWORD},
            },
        )
        self.tieline.settle(self.token, created["id"], status)
        return created["id"]

    def address(self, portal, login):
        return f"{login}-{portal}@postbox.example"

    def mails(self, portal, login):
        return self.sandbox.mailbox(self.address(portal, login))["mails"]

    def await_mail(self, portal, login, subject):
        def there():
            found = [mail for mail in self.mails(portal, login) if subject in mail["subject"]]
            return found and max(found, key=lambda mail: mail["id"])

        return wait_until(there, 60, f"a letter about {subject!r}; there are {self.mails(portal, login)}")

    def ask(self, connection, language="en", note="Please & thank you"):
        """Drafts and sends a request by the forms; answers its address."""
        page = self.member.page(f"/requests/new?connection={connection}")
        form = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page))
        email = re.search(r'name="email"[^>]*value="([^"]*)"', page).group(1)
        name = "Zoë <b>&"
        address = self.member.lead(
            "/requests", **form, connections=connection, name=name, email=email, language=language,
            time_zone="America/New_York", note=note, term="3y",
        )
        self.member.lead(f"{address}/sendings")
        return address

    def change(self, sql, *values):
        """Time is not waited for: the clock of a row is moved."""
        with contextlib.closing(sqlite3.connect(f"{self.tieline.folder}/tieline.db", timeout=20)) as database, database:
            database.execute(sql, values)

    def rows(self, sql):
        with contextlib.closing(sqlite3.connect(f"file:{self.tieline.folder}/tieline.db?mode=ro", uri=True)) as database:
            return database.execute(sql).fetchall()

    def link(self, mail, kind="r"):
        return re.search(rf"{self.tieline.url}/{kind}/[\w-]{{43}}", mail["text"]).group(0)


@pytest.fixture
def house(make_installation, sandbox):
    return lambda **environment: House(make_installation, sandbox, **environment)


def picture():
    """A small green PNG."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + bytes([11, 110, 79] * 80)) * 40
    head = struct.pack(">IIBBBBB", 80, 40, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def now(days=0):
    return int((time.time() + days * 86_400) * 1_000_000)


def answer(browser, link, username, label):
    """The customer goes from the first page to the receipt, with scripts switched off."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto(link)
    page.get_by_role("button", name="Continue").click()
    page.get_by_label(label).fill(username)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    # Without a script the page reloads itself.
    page.get_by_role("heading", name="What was found").wait_for(timeout=60_000)
    page.get_by_role("button", name="Share").click()
    page.get_by_role("heading", name="Thank you").wait_for()
    context.close()


def test_every_letter_is_valid_plain_and_no_spam(house, sandbox, browser, tmp_path):
    one = house()
    one.upload_logo()
    english, spanish = one.connect("harbor", "sunny"), one.connect("metro", "sunny")
    # Granted three years ago, it ends in a week.
    soon = "UPDATE customer_authorization SET granted_at = ?, expires_at = ?, next_look_at = ? WHERE connection_id = ?"
    for connection in (english, spanish):
        one.change(soon, now(-1090), now(6.5), now(), connection.removeprefix("con_"))
    one.await_mail("harbor", "sunny", "")
    one.await_mail("metro", "sunny", "")
    for connection in (english, spanish):
        one.change(soon, now(-1090), now(), now(), connection.removeprefix("con_"))
        one.tieline.settle(one.token, connection, "AUTHORIZATION_EXPIRED", limit=90)
    addresses = [one.ask(english), one.ask(spanish, language="es")]
    wait_until(lambda: len(one.mails("harbor", "sunny")) == 2 and len(one.mails("metro", "sunny")) == 2, 30, "the requests")
    one.change("UPDATE customer_request SET next_reminder_at = ? WHERE state = 'open'", now())
    wait_until(lambda: len(one.mails("harbor", "sunny")) == 3 and len(one.mails("metro", "sunny")) == 3, 90, "the reminders")
    answer(browser, one.link(max(one.mails("harbor", "sunny"), key=lambda mail: mail["id"])), "sunny", "User ID or email")
    wait_until(lambda: len(one.mails("harbor", "sunny")) == 4, 30, "the receipt")
    # A lost control link comes back; with it the permission is taken back.
    status, _, _ = ask(f"{one.tieline.url}/c", "POST", form={"email": one.address("harbor", "sunny")})
    assert status in (200, 303), status
    wait_until(lambda: len(one.mails("harbor", "sunny")) == 5, 30, "the control link")
    control = one.link(max(one.mails("harbor", "sunny"), key=lambda mail: mail["id"]), "c")
    status, _, body = ask(f"{control}/connections/{english}/revocation", "POST", form={})
    assert status in (200, 303), (status, body)
    wait_until(lambda: len(one.mails("harbor", "sunny")) == 6, 30, "the confirmation")
    seen = {kind for (kind,) in one.rows("SELECT DISTINCT kind FROM letter WHERE state = 'sent'")}
    assert seen == {"request", "reminder", "renewal", "receipt", "control_link", "revoked"}, seen
    assert len(addresses) == 2

    for portal in ("harbor", "metro"):
        for mail in one.mails(portal, "sunny"):
            assert "http" in mail["text"]
            # The logo alone, and out of the message itself.
            assert re.findall(r'<img src="([^"]*)"', mail["html"])
            raw = sandbox.raw_mail(one.address(portal, "sunny"), mail["id"])
            pictures = re.findall(rb"Content-ID: <([^>]+)>", raw)
            assert re.findall(r'<img src="([^"]*)"', mail["html"]) == ["cid:" + pictures[0].decode()], pictures
            assert b"multipart/related" in raw
            is_valid_plain_and_no_spam(mail, raw, tmp_path)

    # Whoever hands a request over is told so, in a letter too short for a picture.
    page = one.link(max(one.mails("metro", "sunny"), key=lambda mail: mail["id"]))
    status, _, body = ask(f"{page}/hand-over", "POST", form={"name": "Eva Nueva", "email": "eva@postbox.example"})
    assert status in (200, 303), (status, body)
    wait_until(lambda: len(one.mails("metro", "sunny")) == 4, 30, "the word to the old address")
    mail = max(one.mails("metro", "sunny"), key=lambda mail: mail["id"])
    raw = sandbox.raw_mail(one.address("metro", "sunny"), mail["id"])
    assert "<img" not in mail["html"] and "/r/" not in mail["text"], mail["text"]
    is_valid_plain_and_no_spam(mail, raw, tmp_path)


def is_valid_plain_and_no_spam(mail, raw, folder):
    html = folder / "letter.html"
    html.write_text(mail["html"])
    checked = subprocess.run(["tidy", "-e", "-q", html], capture_output=True, text=True, timeout=60)
    assert checked.returncode == 0, (mail["subject"], checked.stderr)
    assert mail["subject"] != "" and "<script" not in mail["html"] and "<b>&" not in mail["html"]
    assert "<" not in mail["text"].replace("<b>", ""), mail["text"]
    assert max(len(line) for line in mail["text"].splitlines() if "http" not in line) <= 78, mail["text"]
    judged = subprocess.run(
        ["spamassassin", "--local", "--test-mode"], input=raw, capture_output=True, timeout=120, check=True
    ).stdout.decode(errors="replace")
    score = float(re.search(r"score=(-?[\d.]+)", judged).group(1))
    assert score < 1.0, (mail["subject"], judged[-3000:])


def test_links_leave_no_trace_and_looking_changes_nothing(house, sandbox):
    one = house(TIELINE_LOG_LEVEL="trace")
    connection = one.connect("harbor", "wrong-password", "PASSWORD_INCORRECT")
    address = one.ask(connection)
    mail = one.await_mail("harbor", "wrong-password", "")
    link = one.link(mail)
    status, _, handed = one.member.post(f"{address}/links")
    copied = re.search(r"/r/([\w-]{43})", handed.decode()).group(1)
    before = one.rows("SELECT * FROM customer_request") + one.rows("SELECT * FROM request_event")
    pages = {}
    for path in ("", "/decline", "/hand-over", "/sign-in", "/handed-over", "/renewed", f"/items/{connection}/utility"):
        for method in ("GET", "HEAD"):
            status, headers, body = ask(link + path, method)
            assert headers["Referrer-Policy"] == "no-referrer", (path, headers)
            assert headers["Cache-Control"] == "no-store", (path, headers)
            assert "'unsafe-inline'" not in headers["Content-Security-Policy"], headers
        # What only a press of a button may do is no address to look at.
    for path in ("/consent", "/seen", "/silence", "/renewal"):
        assert ask(link + path)[0] in (404, 405), path
    assert one.rows("SELECT * FROM customer_request") + one.rows("SELECT * FROM request_event") == before
    assert ask(one.tieline.url + "/r/" + "A" * 43)[0] == 404
    # Mail programs stop reminders with one POST, from nowhere (RFC 8058).
    raw = sandbox.raw_mail(one.address("harbor", "wrong-password"), mail["id"]).decode()
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in raw
    status, _, _ = ask(link + "/silence", "POST", form={"List-Unsubscribe": "One-Click"})
    assert status in (200, 303), status
    assert one.rows("SELECT is_silenced FROM customer_request") == [(1,)]
    pages["the request's page"] = one.member.page(address).encode()
    for path in ("/requests", "/customers", "/authorizations", "/audit", f"/connections/{connection}"):
        pages[path] = one.member.page(path).encode()
    log = one.tieline.process.output.encode()
    assert b"/r/{token}" in log
    one.tieline.process.stop()
    secrets = {"the letter's token": link.rpartition("/")[2], "the copied token": copied}
    found = leaks(secrets, {**files(one.tieline.folder), **pages, "log": log})
    assert not found, found


def test_what_ends_with_a_permission_is_gone_from_the_file(house, sandbox):
    one = house()
    expired, revoked = one.connect("harbor", "family"), one.connect("valley", "family")

    def blobs(connection):
        bare = connection.removeprefix("con_")
        queries = {
            "the sealed sign-in": f"SELECT sealed FROM credential WHERE connection_id = '{bare}'",
            "the data key": f"SELECT wrapped FROM data_key WHERE owner = '{bare}'",
            "the saved session": f"SELECT sealed FROM saved_session WHERE connection_id = '{bare}'",
        }
        return {name: one.rows(sql)[0][0] for name, sql in queries.items()}

    def bills(connection):
        bare = connection.removeprefix("con_")
        sql = "SELECT d.bytes FROM document d JOIN bill b ON b.document_digest = d.digest WHERE b.connection_id = '%s'"
        return [bytes(row[0])[200:400] for row in one.rows(sql % bare)]

    secrets = {(id, name): blob for id in (expired, revoked) for name, blob in blobs(id).items()}
    kept, destroyed = bills(expired), bills(revoked)
    assert kept and destroyed
    one.change(
        "UPDATE customer_authorization SET expires_at = ?, next_look_at = ? WHERE connection_id = ?",
        now(), now(), expired.removeprefix("con_"),
    )
    one.tieline.settle(one.token, expired, "AUTHORIZATION_EXPIRED", limit=90)
    one.member.lead(f"/connections/{revoked}/revocations")
    one.tieline.settle(one.token, revoked, "AUTHORIZATION_REVOKED")
    assert "authorization.revoked" in one.member.page("/audit") or "revoked" in one.member.page("/audit")
    one.tieline.process.stop()
    content = {place: body for place, body in files(one.tieline.folder).items() if "tieline.db" in place}
    whole = b"".join(content.values())
    left = [(name, place) for name, blob in secrets.items() for place in content if bytes(blob) in content[place]]
    assert not left, left
    assert all(bill in whole for bill in kept)
    assert not any(bill in whole for bill in destroyed if bill not in kept)
