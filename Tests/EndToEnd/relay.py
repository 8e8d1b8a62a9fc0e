"""A Tieline that takes mail and texts, beside a sandbox utility whose portals send them."""

import contextlib
import re
import sqlite3

from installation import PASSWORD
from processes import SandboxUtility, free_port
from visitor import Visitor

MAIL_DOMAIN = "codes.tieline.example"
TEXT_TOKEN = "a-token-that-both-sides-know"
# The name under which the sandbox's mail host says what it found out about a mail.
AUTHORITY = "mail.postbox.example"
OWNER = "olga@acme.example"
LETTERS_FROM = "requests@acme.example"

# The sender of each portal's codes.
CODES_FROM = {
    "harbor": "no-reply@harborlight.example",
    "metro": "security@metroge.example",
    "valley": "online.services@valleywater.example",
}

# What a repair costs at the portal: one password, which nobody typed, and one code; the browser is then remembered.
REPAIR = {"passwords": 1, "requested": 1, "submitted": 1, "accepted": 1, "trusted": 1}


class RelaySandbox(SandboxUtility):
    """Mail for Tieline's aliases goes to its door by SMTP, whether a portal sends it or a mailbox passes it on.

    With `door` it goes to that port instead, where a mail server stands in between.
    """

    def __init__(self, tieline, door=None):
        self.door = door or free_port()
        # Where the customers' mailboxes take mail.
        self.mailboxes = free_port()
        super().__init__(
            tieline, "--mail-relay", f"{MAIL_DOMAIN}=127.0.0.1:{self.door}", "--sms-token", TEXT_TOKEN,
            "--mail-port", self.mailboxes,
        )

    @property
    def settings(self):
        """What a Tieline needs in order to take these mails and texts, and to write to the customers."""
        return {
            "TIELINE_MAIL_DOMAIN": MAIL_DOMAIN,
            "TIELINE_SMTP_LISTEN": f"127.0.0.1:{self.door}",
            "TIELINE_MAIL_TRUSTED_PEERS": "127.0.0.1",
            "TIELINE_MAIL_AUTHSERV_ID": AUTHORITY,
            "TIELINE_TWILIO_TOKEN": TEXT_TOKEN,
            "TIELINE_SMTP_URL": f"smtp://127.0.0.1:{self.mailboxes}",
            "TIELINE_MAIL_FROM": LETTERS_FROM,
        }

    def forward(self, portal, user, alias):
        """The customer's mailbox passes on whatever comes from now on."""
        self.change_mailbox(self.login(portal, user)["code_setup"]["email"], "forwards", to=alias)

    def end_sessions(self, portal, user):
        """The portal wants the password again; remembered browsers stay remembered."""
        self.set(portal, user, behaviour=self.login(portal, user)["behaviour"])


class CodeCount:
    """What a portal wrote down about one login: its passwords and its codes."""

    FIELDS = ["requested", "submitted", "accepted", "rejected", "expired", "locked", "limited", "trusted", "skipped"]

    def __init__(self, sandbox, portal, user):
        self.sandbox, self.portal, self.user = sandbox, portal, user
        self.before = self._now()

    def _now(self):
        login = self.sandbox.login(self.portal, self.user)
        codes = {field: login["codes"][field] for field in self.FIELDS}
        return {**codes, "passwords": login["attempts"], "wrong_passwords": login["rejected"]}

    @property
    def since(self):
        """What changed; fields that did not are left out."""
        now = self._now()
        return {field: now[field] - self.before[field] for field in now if now[field] != self.before[field]}

    def start_anew(self):
        self.before = self._now()


class Member(Visitor):
    """The owner at the dashboard, by forms alone, setting up how codes come."""

    def __init__(self, tieline):
        super().__init__(tieline.url)
        status, headers, body = self.post("/sign-in", email=OWNER, password=PASSWORD)
        assert status == 303 and headers["Location"] == "/connections", (status, body)

    def page(self, path):
        status, _, body = self.get(path)
        assert status == 200, (path, status, body)
        return body.decode()

    def lead(self, path, **form):
        """Sends a form; answers where it leads."""
        status, headers, body = self.post(path, **form)
        assert status == 303, (path, status, body)
        return headers["Location"]

    def mail_route(self, connection):
        """Chooses e-mail; answers the connection's own address."""
        return self._copied(self.lead(f"/connections/{connection}/codes", kind="email"), "own-address")

    def text_route(self, connection):
        """Chooses text messages; answers the address that Twilio is to post to."""
        return self._copied(self.lead(f"/connections/{connection}/codes", kind="sms") + "?phone=twilio", "post-to")

    def authenticator_route(self, connection, secret):
        """Enters the secret, which is tried at once; answers the run's address."""
        return self.lead(f"/connections/{connection}/codes/authenticator", secret=secret)

    def rehearse(self, connection):
        return self.lead(f"/connections/{connection}/codes/rehearsals")

    def set_up(self, sandbox, connection, portal, user, way):
        """Sets up codes as a customer would, and has them tried out; answers the run's address."""
        if way == "email":
            sandbox.forward(portal, user, self.mail_route(connection))
        elif way == "sms":
            sandbox.set(portal, user, sms_url=self.text_route(connection))
        else:
            secret = sandbox.login(portal, user)["code_setup"]["totp_address"]
            return self.authenticator_route(connection, secret)
        return self.rehearse(connection)

    def _copied(self, path, id):
        """The value of a field that is there to be copied."""
        page = self.page(path)
        found = re.search(rf'id="{id}" type="text" value="([^"]+)"', page)
        assert found, (path, page)
        return found.group(1)


def rows(tieline, sql, *values):
    """Reads Tieline's embedded database beside it."""
    with contextlib.closing(sqlite3.connect(f"file:{tieline.folder}/tieline.db?mode=ro", uri=True)) as database:
        return database.execute(sql, values).fetchall()


def received(tieline, alias):
    """The ledger of an alias: over what each message came, and what became of it, oldest first."""
    return rows(
        tieline,
        "SELECT transport, verdict FROM received_message WHERE address = ? ORDER BY received_at, id",
        alias.split("@")[0],
    )
