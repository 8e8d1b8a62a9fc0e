"""A disk without room: said plainly, nothing lost, nobody blamed, and everything goes on when there is room again."""

import contextlib
import errno
import json
import os
import sqlite3
import subprocess

import pytest
from installation import PASSWORD, Installation
from processes import Process, request, wait_until
from test_plain_errors import TRACES
from visitor import Visitor

OWNER = "olga@acme.example"


@pytest.fixture
def small_disk(tmp_path):
    """A folder on a disk of its own, of 24 MB."""
    if os.getuid() != 0:
        pytest.skip("a small disk can only be mounted by root")
    folder = tmp_path / "disk"
    folder.mkdir()
    done = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m,mode=700", "tieline-test", folder], capture_output=True, text=True
    )
    if done.returncode != 0:
        pytest.skip(f"no small disk can be mounted here: {done.stderr.strip()}")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


@pytest.fixture
def tieline(tieline, sandbox, small_disk):
    installation = Installation(tieline, sandbox, folder=small_disk)
    yield installation
    installation.stop()


def fill(folder):
    """Takes every last byte; answers the file to delete."""
    ballast = folder / "ballast"
    with open(ballast, "wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"\0" * size)
    with pytest.raises(OSError) as full:
        (folder / "one-more-byte").write_bytes(b"x" * 8192)
    assert full.value.errno == errno.ENOSPC
    (folder / "one-more-byte").unlink(missing_ok=True)
    return ballast


def rows(folder):
    """Everything that is stored, table by table, without the queue and the notes of last use."""
    with contextlib.closing(sqlite3.connect(f"file:{folder}/tieline.db?mode=ro", uri=True)) as database:
        tables = ["customer", "connection", "credential", "run", "submission", "account", "bill", "document", "member"]
        return {table: set(map(repr, database.execute(f"SELECT * FROM {table}"))) for table in tables}


def says_it_plainly(text):
    assert "The disk is full. Make room, then try again" in text, text
    assert not any(trace in text for trace in TRACES), text


def test_a_full_disk_under_a_running_installation(tieline, small_disk, sandbox):
    token = tieline.found()
    tieline.start()
    kept = tieline.connect(token, "sandbox-harbor", "sunny")
    tieline.settle(token, kept, "CONNECTED")
    bills = tieline.get(f"/v1/connections/{kept}/bills", token)["data"]
    visitor = Visitor(tieline.url)
    assert visitor.post("/sign-in", email=OWNER, password=PASSWORD)[0] == 303
    before = rows(small_disk)

    ballast = fill(small_disk)
    body = {"customer_name": "Late", "provider": "sandbox-harbor"}
    status, headers, answer = request(f"{tieline.url}/v1/connections", "POST", body=body, token=token)
    assert (status, json.loads(answer)["code"]) == (507, "disk_full"), answer
    assert headers["Content-Type"] == "application/problem+json"
    says_it_plainly(answer.decode())
    status, _, page = visitor.post(f"/connections/{kept}/checks")
    assert status == 507, status
    # What is there can be looked at, and the door says why it does not open.
    assert tieline.get(f"/v1/connections/{kept}/bills", token)["data"] == bills
    assert visitor.get(f"/connections/{kept}")[0] == 200
    assert visitor.get("/connections")[0] == 200
    assert request(f"{tieline.url}/health/ready")[0] == 200
    assert Visitor(tieline.url).post("/sign-in", email=OWNER, password=PASSWORD)[0] == 507
    done = tieline.run("user", "link", "--email", OWNER, check=False)
    assert done.returncode != 0 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    says_it_plainly(done.stderr)
    assert rows(small_disk) == before

    ballast.unlink()
    for table, known in rows(small_disk).items():
        assert known == before[table], table
    late = tieline.connect(token, "sandbox-metro", "sunny", customer="Late")
    tieline.settle(token, late, "CONNECTED")
    run = tieline.post(f"/v1/connections/{kept}/checks", token)["id"]
    tieline.settle(token, kept, "CONNECTED")
    assert next(r for r in tieline.get(f"/v1/connections/{kept}/runs", token)["data"] if r["id"] == run)["outcome"] == "signed_in"
    with contextlib.closing(sqlite3.connect(f"file:{small_disk}/tieline.db?mode=ro", uri=True)) as database:
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]


def test_a_disk_that_fills_up_while_a_check_signs_in(tieline, small_disk, sandbox):
    token = tieline.found()
    tieline.start()
    id = tieline.connect(token, "sandbox-metro", "slow")
    tieline.wait_for(token, id, lambda now: now["activity"] == "signing_in")
    ballast = fill(small_disk)
    tieline.process.wait_for_line("The disk is full", 60)
    now = tieline.connection(token, id)
    assert now["status"] == "PENDING" and now["actor"] != "customer", now
    ballast.unlink()
    tieline.settle(token, id, "CONNECTED", limit=240)
    # The password went out once for each run that was begun, never twice for one answer that was not seen.
    assert sandbox.login("metro", "slow")["attempts"] <= 2
    assert not any(trace in tieline.process.output for trace in TRACES[:4]), tieline.process.output[-3000:]


def test_starting_on_a_full_disk(tieline, small_disk):
    token = tieline.found()
    ballast = fill(small_disk)
    process = Process([tieline.tieline, "serve"], tieline.environment)
    wait_until(lambda: "listening on" in process.output or process.child.poll() is not None, 60, "a start or a refusal")
    if process.child.poll() is None:
        # What a start writes found room in the log of the last process. Pages are served all the same.
        assert request(f"{tieline.url}/sign-in", headers={"Accept": "text/html"})[0] == 200
        process.stop()
    else:
        lines = [line for line in process.output.splitlines() if line.startswith("Error: ")]
        assert process.child.returncode == 1 and len(lines) == 1, process.output
        says_it_plainly(lines[0])
    assert not any(trace in process.output for trace in TRACES), process.output
    ballast.unlink()
    tieline.start()
    tieline.settle(token, tieline.connect(token, "sandbox-harbor", "sunny"), "CONNECTED")


def test_a_migration_without_room(tieline, small_disk):
    fill(small_disk)
    done = subprocess.run(
        [str(tieline.tieline), "migrate", "--data", str(small_disk / "new")], capture_output=True, text=True, timeout=60
    )
    assert done.returncode != 0 and len(done.stderr.strip().splitlines()) == 1, done.stderr
    assert not any(trace in done.stderr for trace in TRACES), done.stderr
