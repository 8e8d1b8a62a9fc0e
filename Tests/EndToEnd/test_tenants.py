"""Two organizations in one installation: neither sees, changes or infers anything of the other's, by any route."""

import json
import pathlib
import re

import pytest
from conftest import ENGINES
from installation import PASSWORD
from processes import request
from visitor import Visitor

ROUTES = pathlib.Path(__file__).parents[2] / "Sources/Web/Dashboard/Routes"
ALIAS = r"[a-z]-[a-z0-9-]+@codes\.example"
MAIL = """From: stranger@acme-mail.example
To: {to}
Subject: A bill of Acme
Message-ID: <1@acme-mail.example>
MIME-Version: 1.0
Content-Type: application/pdf; name="bill.pdf"
Content-Disposition: attachment; filename="bill.pdf"

%PDF-1.4
%%EOF
"""
OLGA, BORIS = "olga@acme.example", "boris@other.example"

# What each route with an id in it is asked for: path with names of Acme's things, and a form that would be right.
PAGES = {
    ("get", "connections/:id"): {},
    ("get", "connections/:id/bills"): {},
    ("get", "connections/:id/bills/:bill"): {},
    ("get", "connections/:id/reconnect"): {},
    ("get", "connections/:id/reconnect/credentials"): {},
    ("post", "connections/:id/credentials"): {"username": "sunny", "password": "sunny-day-42"},
    ("post", "connections/:id/checks"): {},
    ("post", "connections/:id/resends"): {},
    ("post", "connections/:id/unlocks"): {},
    ("post", "connections/:id/pauses"): {},
    ("post", "connections/:id/resumptions"): {},
    ("post", "connections/:id/archivals"): {},
    ("post", "connections/:id/restorations"): {},
    ("get", "connections/:id/codes"): {},
    ("post", "connections/:id/codes"): {"kind": "sms"},
    ("get", "connections/:id/codes/email"): {},
    ("get", "connections/:id/codes/sms"): {},
    ("get", "connections/:id/codes/authenticator"): {},
    ("post", "connections/:id/codes/authenticator"): {"secret": "JBSWY3DPEHPK3PXP"},
    ("get", "connections/:id/codes/events"): {},
    ("get", "connections/:id/codes/ledger"): {},
    ("post", "connections/:id/codes/rehearsals"): {},
    ("post", "connections/:id/codes/sign-ins"): {},
    ("post", "connections/:id/codes/waivers"): {},
    ("post", "connections/:id/codes/rotations"): {},
    ("post", "connections/:id/codes/stops"): {},
    ("get", "connections/:id/forwarding"): {},
    ("get", "connections/:id/forwarding/events"): {},
    ("post", "connections/:id/forwarding/rotations"): {},
    ("post", "connections/:id/forwarding/stops"): {},
    ("get", "connections/:id/mails"): {},
    ("get", "mails/:id/files/:position"): {},
    ("post", "mails/:id/filings"): {"connection": ":mailed"},
    ("post", "mails/:id/dismissals"): {},
    ("get", "runs/:id"): {},
    ("get", "runs/:id/events"): {},
    ("get", "runs/:id/screenshot"): {},
    ("post", "runs/:id/corrections"): {"status": "WEBSITE_DOWN"},
    ("post", "runs/:id/codes"): {"code": "123456"},
    ("post", "members/:id/roles"): {"role": "viewer"},
    ("post", "members/:id/sign-in-links"): {},
    ("post", "members/:id/disablements"): {},
    ("post", "members/:id/enablements"): {},
    ("post", "api-keys/:id/revocations"): {},
}


def routes_in_the_code():
    found = set()
    for file in ROUTES.glob("*.swift"):
        text = file.read_text()
        found |= set(re.findall(r'members\.(get|post|put|patch|delete)\("([^"\\]+)"', text))
        found |= {("post", f"connections/:id/{noun}") for noun in re.findall(r'step\("([a-z-]+)"', text)}
        found |= {("post", f"connections/:id/codes/{noun}") for noun in re.findall(r'start\("([a-z-]+)"', text)}
    return found


def test_no_route_is_forgotten():
    with_ids = {route for route in routes_in_the_code() if "/:id" in route[1]}
    assert len(with_ids) > 15
    assert with_ids == set(PAGES)


class Acme:
    """The organization that is spied upon, with something of every kind."""

    def __init__(self, tieline):
        self.tieline = tieline
        self.token = tieline.found()
        self.person = signed_in(tieline, OLGA)
        self.connection = tieline.connect(self.token, "sandbox-harbor", "sunny", customer="Acme Secret Customer")
        self.broken = tieline.connect(self.token, "sandbox-harbor", "wrong-password", customer="Acme Broken Customer")
        sound = tieline.settle(self.token, self.connection, "CONNECTED")
        tieline.settle(self.token, self.broken, "PASSWORD_INCORRECT")
        self.customer = sound["customer"]["id"]
        self.run = self.records("runs")[0]["id"]
        self.bill = self.records("bills")[0]["id"]
        self.account = self.records("accounts")[0]
        invite(tieline, self.person, "vic@acme.example")
        self.member = only(self.person, "/members", r"/members/(mem_[0-9a-f-]{36})/")
        self.key = only(self.person, "/api-keys", r"/api-keys/(key_[0-9a-f-]{36})/")
        # A connection whose codes are forwarded, one whose bills come by mail, and a mail that nobody has filed.
        self.coded = tieline.connect(self.token, "sandbox-harbor", "mfa-email", customer="Acme Coded Customer")
        tieline.settle(self.token, self.coded, "MFA_TOKEN_EXPIRED")
        assert self.person.post(f"/connections/{self.coded}/codes", kind="email")[0] == 303
        self.code_alias = only(self.person, f"/connections/{self.coded}/codes/email", ALIAS)
        status, headers, _ = self.person.post(
            "/connections", provider="sandbox-valley", kind="email", customer_name="Acme Mail Customer"
        )
        assert status == 303
        self.mailed = headers["Location"].split("/")[2]
        self.bill_alias = only(self.person, f"/connections/{self.mailed}/forwarding", ALIAS)
        letter = MAIL.format(to=self.bill_alias).replace("\n", "\r\n")
        tieline.run("mail", "receive", self.bill_alias, input=letter)
        self.mail = only(self.person, "/mails", r"/mails/([a-z]+_[0-9a-f-]{36})/")
        self.ids = {
            "connections": self.connection, "runs": self.run, "members": self.member, "api-keys": self.key,
            "mails": self.mail,
        }  # fmt: skip

    def records(self, kind):
        return self.tieline.get(f"/v1/connections/{self.connection}/{kind}", self.token)["data"]

    def path(self, route):
        kind, _, *rest = route.split("/")
        special = {"codes": self.coded, "forwarding": self.mailed, "mails": self.mailed} if kind == "connections" else {}
        id = special.get("".join(rest[:1]), self.ids[kind])
        return "/" + route.replace(":bill", self.bill).replace(":position", "0").replace(":id", id)

    @property
    def words(self):
        """What must never be told to anybody else."""
        return [
            "Acme", OLGA, "Olga Owner", self.connection, self.broken, self.customer, self.run, self.bill, self.member,
            self.key, self.coded, self.mailed, self.mail, self.code_alias, self.bill_alias, self.account["id"], self.account["number"], self.account["service_address"],
        ]  # fmt: skip

    def state(self):
        """Everything that Acme can see of itself, without the times that pass."""
        pages = [self.person.get(path)[2].decode() for path in ("/members", "/api-keys", "/audit", "/mails")]
        pages = [re.sub(r"<time.*?</time>", "", page) for page in pages]
        records = [self.records(kind) for kind in ("runs", "accounts", "bills")]
        runs = self.tieline.get(f"/v1/connections/{self.broken}/runs", self.token)["data"]
        return pages, records, runs, self.tieline.all(self.token)


def signed_in(tieline, email):
    visitor = Visitor(tieline.url)
    status, _, _ = visitor.post("/sign-in", email=email, password=PASSWORD)
    assert status == 303
    return visitor


def invite(tieline, owner, email):
    status, _, page = owner.post("/members/invitations", email=email, role="operator")
    link = re.search(r"/invitations/[^<\s\"]+", page.decode())
    assert status == 201 and link, (status, page)
    assert Visitor(tieline.url).post(link.group(), name="Vic Acme", password=PASSWORD)[0] == 303


def only(person, path, pattern):
    status, _, body = person.get(path)
    found = re.findall(pattern, body.decode())
    assert status == 200 and found, (path, status)
    return found[0]


@pytest.fixture(params=ENGINES)
def two(make_installation, request):
    """Acme with its things, the other organization's key and its owner at the dashboard."""
    tieline = make_installation(request.param, speed=1, workers=2, environment={"TIELINE_MAIL_DOMAIN": "codes.example"})
    token = tieline.found("Other Roofs", BORIS, "Boris Other")
    tieline.start()
    acme = Acme(tieline)
    return acme, token, signed_in(tieline, BORIS)


def test_nobody_sees_changes_or_infers_anything_of_another(two):
    acme, token, boris = two
    tieline = acme.tieline
    before = acme.state()
    told = {}

    # By id, every page and every step.
    for (method, route), form in PAGES.items():
        path = acme.path(route)
        form = {name: acme.mailed if value == ":mailed" else value for name, value in form.items()}
        status, _, body = boris.get(path) if method == "get" else boris.post(path, **form)
        assert status in (403, 404), (method, path, status, body[:300])
        told[f"{method} {path}"] = body.decode()
        # It answers as for an id that nobody has: its existence is not told either.
        nobody = re.sub(r"_[0-9a-f]{8}-", "_00000000-", path)
        other = boris.get(nobody) if method == "get" else boris.post(nobody, **form)
        assert other[0] == status, (path, status, other[0])

    # By id, every endpoint of the document.
    document = json.loads(tieline.run("openapi").stdout)
    bodies = {"credentials": {"credentials": {"username": "sunny", "password": "sunny-day-42"}}, "checks": {}}
    asked = 0
    for template, methods in document["paths"].items():
        if "{connection_id}" not in template:
            continue
        path = template.replace("{connection_id}", acme.connection)
        for method in methods.keys() & {"get", "post", "put", "patch", "delete"}:
            body = bodies[template.rsplit("/", 1)[1]] if method == "post" else None
            status, _, answer = request(tieline.url + path, method.upper(), body=body, token=token)
            assert status == 404, (method, path, status, answer)
            told[f"{method} {path}"] = answer.decode()
            asked += 1
    assert asked >= 6
    status, _, answer = request(
        f"{tieline.url}/v1/connections", "POST", token=token,
        body={"provider": "sandbox-harbor", "customer_id": acme.customer},
    )  # fmt: skip
    assert status in (404, 422), (status, answer)
    told["a connection for Acme's customer"] = answer.decode()

    # Several at once, with an id of the other's among them.
    status, _, body = boris.post("/connections/checks", connection=acme.connection)
    told["several checks"] = body.decode()

    # By looking around: lists, counts, searches, filters, cursors.
    cursor = tieline.get("/v1/connections?filter=all&limit=1", acme.token)["next_cursor"]
    assert cursor
    for path in (
        "/v1/connections?filter=all", "/v1/connections?filter=all&search=Acme", f"/v1/connections?customer={acme.customer}",
        "/v1/connections?filter=needs_attention&provider=sandbox-harbor", f"/v1/connections?filter=all&cursor={cursor}",
    ):  # fmt: skip
        status, _, answer = request(tieline.url + path, token=token)
        told[path] = answer.decode()
        assert status in (400, 404, 422) or json.loads(answer) == {"data": [], "next_cursor": None}, (path, answer)
    for path in (
        "/connections?filter=all", "/connections?filter=all&q=Secret", f"/connections?filter=all&customer={acme.customer}",
        "/connections?filter=needs_attention&provider=sandbox-harbor", "/mails", "/providers", "/providers/sandbox-harbor",
        "/members", "/api-keys", "/audit", "/account", "/organization", "/connections/new?provider=sandbox-harbor",
    ):  # fmt: skip
        status, _, answer = boris.get(path)
        told[path] = answer.decode()
        assert status in (200, 404), (path, status)
    counts = re.search(r'class="numbers".*?</ul>', told["/connections?filter=all"], re.S).group()
    assert set(re.findall(r">\s*(\d+) ", counts)) <= {"0"}, counts

    # `told` may repeat what was asked for; nothing else of Acme may be in it.
    for place, text in told.items():
        for word in acme.words:
            assert word not in text or (word in place and len(word) > 30), (place, word)
    assert acme.state() == before


def test_a_refusal_at_another_organization_is_not_inferred(two, sandbox):
    """The fingerprint of a password that a portal refused is one organization's own."""
    acme, token, _ = two
    attempts = sandbox.login("harbor", "wrong-password")["attempts"]
    id = acme.tieline.connect(token, "sandbox-harbor", "wrong-password", customer="Acme Broken Customer")
    mine = acme.tieline.settle(token, id, "PASSWORD_INCORRECT")
    assert mine["customer"]["id"] != acme.tieline.connection(acme.token, acme.broken)["customer"]["id"]
    assert mine["reason"] == "password_rejected" and mine["last_attempt_at"]
    assert sandbox.login("harbor", "wrong-password")["attempts"] == attempts + 1
    assert [row["id"] for row in acme.tieline.all(token)] == [id]
