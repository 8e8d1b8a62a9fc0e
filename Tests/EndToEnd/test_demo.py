"""`tieline demo`: every login reaches the status that it implies, data are kept, and nothing stays behind."""

import dataclasses
import json
import os
import pathlib
import signal
import socket
import subprocess
import time

import pytest
from processes import API_TOKEN, Process, free_port, request, wait_until

# What each sandbox login implies (docs/sandbox.md, docs/statuses.md).
IMPLIED = {
    "sunny": "CONNECTED",
    "family": "CONNECTED",
    "business": "CONNECTED",
    "slow": "CONNECTED",
    "wrong-password": "PASSWORD_INCORRECT",
    "locked": "ACCOUNT_LOCKED",
    "new-password": "NEW_PASSWORD_NEEDED",
    "question": "ADDITIONAL_CREDENTIALS_NEEDED",
    "terms": "ADDITIONAL_CREDENTIALS_NEEDED",
    "no-accounts": "NO_ACCOUNTS_FOUND",
    "down": "WEBSITE_DOWN",
    "refused": "WEBSITE_DOWN",
    "blocked": "UNDER_INVESTIGATION",
    "changed": "UNDER_INVESTIGATION",
    "retired": "PROVIDER_RETIRED",
    "mfa-email": "MFA_TOKEN_EXPIRED",
    "mfa-sms": "MFA_TOKEN_EXPIRED",
    "mfa-totp": "MFA_TOKEN_EXPIRED",
}
# The customers of DemoSeed.swift and the login each has.
SEEDED = {
    ("Ada Lindqvist", "sandbox-harbor"): "sunny",
    ("Benito Reyes", "sandbox-metro"): "family",
    ("Cartwright & Sons", "sandbox-valley"): "business",
    ("Dagmar Weißenberger-Hohenstein", "sandbox-harbor"): "wrong-password",
    ("Elif Yıldız", "sandbox-metro"): "locked",
    ("Farah Haddad", "sandbox-valley"): "new-password",
    ("Greenfield Property Management", "sandbox-harbor"): "family",
    ("Hiro Tanaka", "sandbox-metro"): "question",
    ("Ines Duarte", "sandbox-valley"): "no-accounts",
    ("Jonas Brandt", "sandbox-harbor"): "down",
    ("Kerrigan Dental", "sandbox-metro"): "refused",
    ("Lucía Fernández", "sandbox-valley"): "blocked",
    ("Mwangi Foods", "sandbox-harbor"): "changed",
    ("Nora O’Brien", "sandbox-metro"): "slow",
    ("Orchard Co-op", "sandbox-valley"): "retired",
    ("Priya Raman", "sandbox-harbor"): "terms",
    ("Quentin Moreau", "sandbox-metro"): "sunny",
    ("Ada Lindqvist", "sandbox-valley"): "wrong-password",
    ("Rosalind Achebe", "sandbox-harbor"): "mfa-email",
    ("Stanwick Bakery", "sandbox-metro"): "mfa-sms",
    ("Tomás Oliveira", "sandbox-valley"): "mfa-totp",
}
LIMIT = 60


class Demo:
    """One `tieline demo` on ports and a folder of its own."""

    def __init__(self, tieline, folder):
        self.tieline = tieline
        self.folder = pathlib.Path(folder)
        self.port, self.sandbox_port, self.mail_port = free_port(), free_port(), free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.family = set()
        self.process = None

    @property
    def arguments(self):
        ports = ["--port", self.port, "--sandbox-port", self.sandbox_port, "--mail-port", self.mail_port]
        return ["demo", "--data", self.folder, *ports]

    def start(self, *more, token=API_TOKEN):
        environment = {"TIELINE_DEMO_API_TOKEN": token} if token else {}
        self.process = Process([self.tieline, *self.arguments, *more], environment)
        self.process.wait_for_line("Stop with Ctrl-C", 60)
        return self

    def connections(self):
        status, _, body = request(f"{self.url}/v1/connections?filter=all&limit=100", token=API_TOKEN)
        assert status == 200, (status, body)
        return json.loads(body)["data"]

    def look(self):
        """Remembers every process that descends from this demo, and answers their command lines."""
        children = {}
        for process in processes():
            children.setdefault(process.parent, []).append(process)
        found, next_ones = [], [self.process.child.pid]
        while next_ones:
            mine = children.get(next_ones.pop(), [])
            found += mine
            next_ones += [process.pid for process in mine]
        self.family |= {(process.pid, process.started) for process in found}
        return " ".join(process.command for process in found)

    def survivors(self):
        """What is left of all that was ever seen, and whatever else works in the demo's folder."""
        return [
            process
            for process in processes()
            if (process.pid, process.started) in self.family or str(self.folder) in process.command
        ]


@dataclasses.dataclass
class Running:
    pid: int
    parent: int
    started: str
    command: str


def processes():
    """Every living process of this machine; zombies are dead."""
    found = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            fields = (entry / "stat").read_text().rpartition(")")[2].split()
            command = (entry / "cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            continue  # it has ended meanwhile
        if fields[0] not in "ZX":
            found.append(Running(int(entry.name), int(fields[1]), fields[19], command[:300]))
    return found


@pytest.fixture
def demo(tieline, tmp_path):
    demo = Demo(tieline, tmp_path / "data")
    yield demo
    if demo.process:
        demo.process.stop()


def test_every_seeded_connection_reaches_the_status_of_its_login(demo):
    demo.start()
    ready = time.monotonic()

    def verdicts():
        return {
            (row["customer"]["name"], row["provider"]["key"]): (row["status"], row["last_attempt_at"] is not None)
            for row in demo.connections()
        }

    implied = {place: (IMPLIED[login], True) for place, login in SEEDED.items()}
    try:
        wait_until(lambda: verdicts() == implied, LIMIT, "every seeded connection to have its status", every=0.5)
    except AssertionError as error:
        now = verdicts()
        wrong = {f"{place} {SEEDED.get(place)}": now.get(place) for place in implied.keys() | now.keys()
                 if now.get(place) != implied.get(place)}
        raise AssertionError(f"{error}; not as implied: {wrong}\n{demo.process.output[-3000:]}") from None
    print(f"\nevery seeded connection had its status {time.monotonic() - ready:.1f} s after ready")


def test_ctrl_c_leaves_no_process_and_a_second_start_keeps_the_data(demo):
    demo.start()
    wait_until(lambda: any(row["status"] == "CONNECTED" for row in demo.connections()), LIMIT, "a first sign-in")
    ids = {row["id"] for row in demo.connections()}
    seen = demo.look()
    for program in ("chromium", "sandbox --port", "browser-keeper"):
        assert program in seen, (program, seen)
    assert demo.process.stop(limit=35) == 0
    wait_until(lambda: not demo.survivors(), 10, "every process of the demo to end")

    demo.start()
    assert {row["id"] for row in demo.connections()} == ids
    assert demo.process.stop(limit=35) == 0

    demo.start("--reset")
    anew = {row["id"] for row in demo.connections()}
    assert len(anew) == len(ids) and not anew & ids


def test_a_killed_demo_takes_its_browser_and_its_sandbox_along(demo):
    demo.start()
    wait_until(lambda: "type=renderer" in demo.look(), LIMIT, "the browser at work")
    os.kill(demo.process.child.pid, signal.SIGKILL)
    demo.process.child.wait(10)
    # The browser's keeper waits a minute for a successor of its server, then ends with the browser.
    wait_until(lambda: not demo.survivors(), 90, "every process of the demo to end")


def test_the_sign_in_link_leads_in_once(demo):
    demo.start()
    line = demo.process.wait_for_line("/sign-in/")
    link = line.split()[-1]
    assert request(link)[0] == 200
    status, headers, _ = request(link, "POST", form={})
    assert status == 303 and headers["Location"] == "/connections"
    cookie = headers["Set-Cookie"].split(";")[0]
    status, _, page = request(f"{demo.url}/connections", headers={"Cookie": cookie})
    assert status == 200 and b"Dagmar" in page
    status, headers, _ = request(link, "POST", form={})
    assert status >= 400 and headers["Set-Cookie"] is None


def test_without_the_setting_no_token_is_valid(demo):
    demo.start(token=None)
    assert request(f"{demo.url}/v1/connections", token=API_TOKEN)[0] == 401


@pytest.mark.parametrize("taken", ["--port", "--sandbox-port", "--mail-port"])
def test_a_busy_port_is_said_in_one_line(demo, taken):
    with socket.socket() as other:
        other.bind(("127.0.0.1", getattr(demo, taken.strip("-").replace("-", "_"))))
        other.listen()
        done = subprocess.run(
            [str(a) for a in [demo.tieline, *demo.arguments]], capture_output=True, text=True, timeout=30
        )
    assert done.returncode == 1
    lines = (done.stdout + done.stderr).strip().splitlines()
    assert len(lines) == 1 and "in use" in lines[0] and taken in lines[0], lines
    assert not demo.folder.exists()
