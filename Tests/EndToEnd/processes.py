"""Starts and stops the real binary: the sandbox utility, Tieline on either engine, and a throw-away PostgreSQL."""

import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

API_TOKEN = "e2e-token-that-is-long-enough-to-be-a-token"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_until(check, limit, what, every=0.1):
    """Asks `check` until it answers something true; fails loudly after `limit` seconds."""
    deadline = time.monotonic() + limit
    while True:
        answer = check()
        if answer:
            return answer
        assert time.monotonic() < deadline, f"{what}: not within {limit} s"
        time.sleep(every)


class Process:
    """One child process whose output is read all the time, line by line."""

    def __init__(self, arguments, environment=None, cwd=None):
        self.lines = []
        self.child = subprocess.Popen(
            [str(a) for a in arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            cwd=cwd,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self):
        for line in self.child.stdout:
            self.lines.append(line.rstrip("\n"))

    @property
    def output(self):
        return "\n".join(self.lines)

    def wait_for_line(self, text, limit=60):
        def seen():
            found = next((line for line in list(self.lines) if text in line), None)
            if found is None and self.child.poll() is not None:
                raise AssertionError(f"ended with {self.child.returncode} before saying {text!r}:\n{self.output}")
            return found

        return wait_until(seen, limit, f"line {text!r} of:\n{self.output}", every=0.05)

    def kill(self):
        """SIGKILL to this process alone, as the kernel or an operator would."""
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGKILL)
        self.child.wait(10)

    def stop(self, limit=30):
        if self.child.poll() is None:
            self.child.send_signal(signal.SIGINT)
        try:
            return self.child.wait(limit)
        except subprocess.TimeoutExpired:
            self.child.kill()
            self.child.wait(10)
            raise AssertionError(f"did not stop within {limit} s:\n{self.output}")


def request(url, method="GET", body=None, form=None, headers=None, token=None, limit=30, raw=None):
    """Sends one request; answers (status, headers, bytes). Error statuses are answers too."""
    data = raw
    headers = dict(headers or {})
    if body is not None:
        data = json.dumps(body).encode()
        headers["Content-Type"] = "application/json"
    if form is not None:
        data = urllib.parse.urlencode(form).encode()
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if token:
        headers["Authorization"] = f"Bearer {token}"
    asked = urllib.request.Request(url, data=data, method=method, headers=headers)
    opener = urllib.request.build_opener(_NoRedirect)
    try:
        with opener.open(asked, timeout=limit) as answer:
            return answer.status, answer.headers, answer.read()
    except urllib.error.HTTPError as answer:
        return answer.code, answer.headers, answer.read()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class SandboxUtility:
    """The fake utility, with its own control page and its customers' mailboxes read as JSON."""

    def __init__(self, tieline, *options):
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self.process = Process([tieline, "sandbox", "--port", self.port, *options])
        self.process.wait_for_line("listening", 30)

    def login(self, portal, user):
        status, _, body = request(f"{self.url}/control/logins/{portal}/{urllib.parse.quote(user)}.json")
        assert status == 200, (status, body)
        return json.loads(body)

    def set(self, portal, user, **fields):
        status, _, body = request(
            f"{self.url}/control/logins/{portal}/{urllib.parse.quote(user)}", "POST", form=fields
        )
        assert status in (200, 303), (status, body)

    def set_portal(self, portal, mode):
        status, _, body = request(f"{self.url}/control/portals/{portal}", "POST", form={"mode": mode})
        assert status in (200, 303), (status, body)

    def mailbox(self, address):
        """What came for an address, newest first, and where it is passed on to."""
        status, _, body = request(f"{self.url}/mailbox/{urllib.parse.quote(address)}.json")
        assert status == 200, (status, body)
        return json.loads(body)

    def change_mailbox(self, address, what, **fields):
        status, _, body = request(f"{self.url}/mailbox/{urllib.parse.quote(address)}/{what}", "POST", form=fields)
        assert status == 200, (status, body)

    def raw_mail(self, address, id):
        status, _, body = request(f"{self.url}/mailbox/{urllib.parse.quote(address)}/{id}/raw")
        assert status == 200, (status, body)
        return body

    def stop(self):
        self.process.stop()


class ThrowAwayPostgres:
    """A cluster of its own on a socket in a temporary folder, gone at the end."""

    def __init__(self):
        bins = sorted(pathlib.Path("/usr/lib/postgresql").glob("*/bin"))
        assert bins, "PostgreSQL is not installed; run make test, which installs it"
        self.bin = bins[-1]
        self.folder = tempfile.mkdtemp(prefix="tieline-pg-")
        self.port = free_port()
        self.count = 0
        self.as_root = os.getuid() == 0
        if self.as_root:
            shutil.chown(self.folder, "postgres", "postgres")
        self._run("initdb", "-D", f"{self.folder}/data", "-A", "trust", "-U", "tieline", "--no-sync", "-E", "UTF8")
        self.start()

    def _run(self, program, *arguments):
        command = [str(self.bin / program), *arguments]
        if self.as_root:
            command = ["runuser", "-u", "postgres", "--", *command]
        subprocess.run(command, check=True, capture_output=True, timeout=60, cwd="/")

    def start(self):
        options = f"-c listen_addresses=127.0.0.1 -p {self.port} -c unix_socket_directories={self.folder} -c fsync=off"
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-l", f"{self.folder}/log", "-o", options, "start")

    def halt(self):
        self._run("pg_ctl", "-D", f"{self.folder}/data", "-w", "-m", "immediate", "stop")

    def database(self):
        """Makes an empty database; answers its address."""
        self.count += 1
        name = f"tieline{self.count}"
        self._run("psql", "-h", "127.0.0.1", "-p", str(self.port), "-U", "tieline", "-d", "postgres", "-c", f"CREATE DATABASE {name}")
        return f"postgres://tieline@127.0.0.1:{self.port}/{name}"

    def query(self, name, sql):
        command = [str(self.bin / "psql"), "-h", "127.0.0.1", "-p", str(self.port), "-U", "tieline", "-d", name, "-At", "-c", sql]
        return subprocess.run(command, check=True, capture_output=True, text=True, timeout=60).stdout.strip().splitlines()

    def dump(self, url):
        """Everything in a database, as pg_dump tells it."""
        return subprocess.run([str(self.bin / "pg_dump"), url], check=True, capture_output=True, timeout=60).stdout

    def stop(self):
        with contextlib.suppress(Exception):
            self.halt()
        shutil.rmtree(self.folder, ignore_errors=True)
