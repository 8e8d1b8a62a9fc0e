"""What goes wrong is said in one plain line that says what to do, with an exit status, and nothing is half-written."""

import contextlib
import hashlib
import json
import os
import pathlib
import socket
import sqlite3
import subprocess

import pytest
from installation import PASSWORD, Installation
from processes import SandboxUtility, free_port, request

TRACES = ("Fatal error", "Stack dump", "Thread 0", "StoreError", "SQLITE_", "libpq", "0x0", "Optional(", ".swift:")


@pytest.fixture
def run(tieline, tmp_path):
    def run(*arguments, input="", limit=60, **environment):
        done = subprocess.run(
            [str(tieline), *[str(argument) for argument in arguments]],
            input=input,
            capture_output=True,
            text=True,
            timeout=limit,
            cwd=tmp_path,
            env={**os.environ, **environment},
        )
        return done

    return run


@pytest.fixture
def folder(run, tmp_path):
    """A data folder with a schema, an owner, and no process."""
    folder = tmp_path / "data"
    for command in (["keys", "create"], ["migrate"], found("Acme Solar", "olga@acme.example")):
        done = run(*command, "--data", folder, input=PASSWORD + "\n")
        assert done.returncode == 0, (command, done.stderr)
    return folder


def found(organization, email):
    return ["user", "owner", "--organization", organization, "--email", email, "--name", "Olga", "--password-stdin"]


def one_line(done, *words):
    """It failed with one line on standard error, which says all of `words`, and nothing of the inside."""
    lines = done.stderr.strip().splitlines()
    assert done.returncode != 0 and len(lines) == 1 and lines[0].startswith("Error: "), (done.returncode, done.stderr)
    assert not done.stdout.strip(), done.stdout
    for word in words:
        assert word in lines[0], (word, lines[0])
    for trace in TRACES:
        assert trace not in lines[0], lines[0]
    return lines[0]


def digest(folder):
    """Every file's bytes; of a database every row's, since merely opening one moves its page counters."""
    found = {}
    for path in sorted(pathlib.Path(folder).rglob("*")):
        if not path.is_file() or path.name.endswith(("-wal", "-shm")):
            continue
        content = path.read_bytes()
        if content.startswith(b"SQLite format 3"):
            with contextlib.closing(sqlite3.connect(path)) as database:
                content = "\n".join(database.iterdump()).encode()
        found[str(path.relative_to(folder))] = hashlib.sha256(content).hexdigest()
    return found


def serving(run, folder, **environment):
    return run("serve", "--data", folder, "--port", free_port(), limit=30, **environment)


# Settings.


def test_wrong_database_addresses(run, folder):
    before = digest(folder)
    one_line(serving(run, folder, TIELINE_DATABASE_URL="nonsense"), "TIELINE_DATABASE_URL", "postgres://")
    one_line(serving(run, folder, TIELINE_DATABASE_URL="mysql://a:geheim@b/c"), "TIELINE_DATABASE_URL")
    line = one_line(serving(run, folder, TIELINE_DATABASE_URL=f"postgres://a:geheim@127.0.0.1:{free_port()}/b"), "answer")
    assert "geheim" not in line
    assert digest(folder) == before


def test_a_database_that_is_not_there(run, folder, postgres):
    url = postgres.database()
    absent = url.rpartition("/")[0] + "/absent"
    one_line(serving(run, folder, TIELINE_DATABASE_URL=absent), "absent")
    stranger = url.replace("tieline@", "stranger:geheim@")
    assert "geheim" not in one_line(serving(run, folder, TIELINE_DATABASE_URL=stranger))


def test_every_malformed_setting_is_named_at_once(run, folder):
    done = serving(run, folder, TIELINE_WORKERS="many", TIELINE_LOG_LEVEL="loud")
    assert done.returncode != 0 and len(done.stderr.strip().splitlines()) == 2, done.stderr
    assert "TIELINE_WORKERS" in done.stderr and "TIELINE_LOG_LEVEL" in done.stderr


def test_a_missing_browser_is_named_by_the_doctor(run, folder):
    done = run("doctor", "--data", folder, TIELINE_CHROMIUM="/nonexistent")
    assert done.returncode == 1
    (line,) = [line for line in done.stdout.splitlines() if line.startswith("✗")]
    assert "Chromium" in line and "TIELINE_CHROMIUM" in line
    sound = run("doctor", "--data", folder, TIELINE_CHROMIUM="/usr/bin/chromium")
    assert sound.returncode == 0 and "✗" not in sound.stdout, sound.stdout


# Keys.


def test_a_missing_key(run, folder):
    (folder / "keys").unlink()
    before = digest(folder)
    one_line(serving(run, folder), "key file", "backup")
    one_line(run("keys", "create", "--data", folder), "backup")
    one_line(run("keys", "rotate", "--data", folder), "key file")
    assert digest(folder) == before


def test_a_wrong_key_changes_no_row(run, folder, tmp_path):
    other = tmp_path / "other"
    assert run("keys", "create", "--data", other).returncode == 0
    (folder / "keys").write_bytes((other / "keys").read_bytes())
    before = digest(folder)
    for command in (
        ["serve", "--port", free_port()],
        ["keys", "rotate"],
        ["keys", "rewrap"],
        ["keys", "api", "--email", "olga@acme.example", "--name", "x"],
        ["user", "link", "--email", "olga@acme.example"],
        found("Other", "boris@other.example"),
    ):
        one_line(run(*command, "--data", folder, input=PASSWORD + "\n"), "key")
    assert digest(folder) == before


def test_a_wrong_key_stops_a_migration(run, folder, tmp_path):
    other = tmp_path / "other"
    assert run("keys", "create", "--data", other).returncode == 0
    (folder / "keys").write_bytes((other / "keys").read_bytes())
    one_line(run("migrate", "--data", folder), "key")


@pytest.mark.parametrize("content", [b"", b"\0" * 64, b"tieline-keys 1\nnonsense\n"])
def test_a_damaged_key_file(run, folder, content):
    (folder / "keys").write_bytes(content)
    before = digest(folder)
    one_line(serving(run, folder), "key")
    assert digest(folder) == before


def test_a_key_file_that_others_may_read(run, folder):
    (folder / "keys").chmod(0o644)
    one_line(serving(run, folder), "key", "600")


# The database file.


def test_a_locked_database_file(run, folder):
    with contextlib.closing(sqlite3.connect(folder / "tieline.db", isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        one_line(run(*found("Late", "late@acme.example"), "--data", folder, input=PASSWORD + "\n"), "busy")
        other.execute("ROLLBACK")
    done = run(*found("Late", "late@acme.example"), "--data", folder, input=PASSWORD + "\n")
    assert done.returncode == 0, done.stderr


def test_a_file_that_is_no_database(run, folder):
    for name in ("tieline.db-wal", "tieline.db-shm"):
        (folder / name).unlink(missing_ok=True)
    (folder / "tieline.db").write_bytes(b"not a database, but long enough to be taken for one " * 200)
    before = digest(folder)
    one_line(serving(run, folder), "not a Tieline database")
    assert digest(folder) == before


def test_a_schema_that_is_missing(run, tmp_path):
    assert run("keys", "create", "--data", tmp_path / "new").returncode == 0
    one_line(serving(run, tmp_path / "new"), "tieline migrate")


# Providers.

SOUND = """\
name: City Water
address: "{address}"
home: "{address}"
origins: ["https://{host}"]
time_zone: America/New_York
currency: USD
sign_in:
  - {{ name: username, label: User name }}
  - {{ name: password, label: Password, kind: secret }}
pages:
  login:
    when: {{ selector: "#login" }}
    means: asks_both
    do:
      - {{ fill: "#user", with: username }}
      - {{ fill: "#password", with: password }}
      - {{ click: "#go" }}
  inside:
    when: {{ selector: "#accounts" }}
    means: signed_in
accounts:
  rows: "#accounts li"
  reference: {{ attribute: data-id }}
  number: "h2"
  service_address: ".address"
bills:
  shows: "#account"
  meters: {{ rows: "#meters li", number: ".number", commodity: ".commodity" }}
  rows: "#bills li"
  reference: {{ attribute: data-id }}
  period_start: ".from"
  period_end: ".to"
  issued: ".issued"
  amount: ".amount"
  dates: MMM d, yyyy
"""


def recipe(tmp_path, text):
    folder = tmp_path / "city-water"
    folder.mkdir()
    (folder / "recipe.yaml").write_text(text)
    (folder / "README.md").write_text("# City Water\n\nNothing is special about this portal.\n")
    return folder


@pytest.mark.parametrize(
    "address, word",
    [
        ("https://portal.city-water.example/login", None),
        ("http://portal.city-water.example/login", "https"),
        ("https://10.1.2.3/login", "private"),
        ("https://127.0.0.1/login", "private"),
        ("https://[::1]/login", "private"),
        ("https://169.254.169.254/login", "private"),
        ("ftp://portal.city-water.example/login", "https"),
    ],
)
def test_addresses_of_portals(run, tmp_path, address, word):
    host = address.split("/")[2]
    done = run("provider", "check", recipe(tmp_path, SOUND.format(address=address, host=host)))
    if word is None:
        assert done.returncode == 0, done.stdout
        return
    assert done.returncode != 0
    assert any("recipe.yaml:2" in line and word in line for line in done.stdout.splitlines()), done.stdout


def test_a_portal_inside_the_private_network_is_never_visited(run, folder, tmp_path):
    with socket.socket() as inside:
        inside.bind(("127.0.0.1", 0))
        inside.listen()
        inside.setblocking(False)
        host = f"127.0.0.1:{inside.getsockname()[1]}"
        own = recipe(tmp_path, SOUND.format(address=f"https://{host}/login", host=host)).parent
        providers = tmp_path / "providers"
        providers.mkdir()
        (own / "city-water").rename(providers / "city-water")
        done = run(
            "provider", "try", "city-water", "--data", folder, input="somebody\nsomething\n", limit=120,
            TIELINE_PROVIDERS=str(providers),
        )  # fmt: skip
        assert done.returncode != 0, done.stdout
        with pytest.raises(BlockingIOError):
            inside.accept()


@pytest.mark.parametrize(
    "text, line",
    [
        ("name: [unclosed\n", 2),
        ("name: City Water\n\tpages: 1\n", 2),
        ("", 1),
        ("- just\n- a list\n", 1),
        ("name: &a [*a, *a]\n", 1),
        (SOUND.replace("means: asks_both", "means: asks_everything"), 13),
        (SOUND.replace("time_zone: America/New_York", "time_zone: Mars/Olympus"), 5),
        (SOUND + "colour: blue\n", 36),
    ],
)
def test_mistakes_in_a_recipe_have_a_file_and_a_line(run, tmp_path, text, line):
    address = {"address": "https://portal.city-water.example/login", "host": "portal.city-water.example"}
    folder = recipe(tmp_path, text.format(**address) if "{address}" in text else text)
    done = run("provider", "check", folder)
    assert done.returncode == 1, (done.returncode, done.stdout, done.stderr)
    lines = (done.stdout + done.stderr).strip().splitlines()
    assert 1 <= len(lines) <= 6 and any(f"recipe.yaml:{line}" in told for told in lines), lines
    assert not any(trace in told for told in lines for trace in TRACES), lines


def test_an_unknown_provider(run, folder):
    one_line(run("provider", "try", "no-such-utility", "--data", folder), "no-such-utility")
    assert run("provider", "check", "nowhere").returncode == 1


# Fields.


@pytest.mark.parametrize(
    "field, value",
    [
        ("customer_name", ""),
        ("customer_name", " \t "),
        ("customer_name", "x" * 5000),
        ("customer_name", "Bell\u0007 & Sons"),
        ("customer_name", "nul\0"),
        ("customer_name", "Bakery\u202eyrekaB"),
        ("sites", [""]),
        ("sites", ["Quay\u2066Street"]),
        ("sites", ["x"] * 21),
        ("collect_from", "yesterday"),
        ("collect_from", "1989-12-31"),
        ("collect_from", "2999-01-01"),
        ("customer_email", "no address"),
        ("customer_email", "a@" + "x" * 300 + ".example"),
        ("provider", "no-such-utility"),
        ("provider", ""),
        ("username", ""),
        ("username", "x" * 5000),
        ("username", "sun\u0000ny"),
        ("password", ""),
        ("password", "x" * 5000),
        ("password", "line\nbreak"),
    ],
)
def test_fields_of_a_connection(one_installation, field, value):
    tieline, token = one_installation
    body = {
        "customer_name": "Bakery",
        "provider": "sandbox-harbor",
        "credentials": {"username": "sunny", "password": "sunny-day-42"},
    }
    (body["credentials"] if field in ("username", "password") else body)[field] = value
    status, headers, answer = request(f"{tieline.url}/v1/connections", "POST", body=body, token=token)
    problem = json.loads(answer)
    assert status in (404, 422) and headers["Content-Type"].startswith("application/problem+json"), (status, answer)
    assert field in (problem.get("field") or ""), problem
    assert problem["code"] and problem["detail"].endswith(".") and len(problem["detail"]) < 300, problem
    assert not tieline.all(token)


@pytest.fixture(scope="module")
def one_installation(tieline):
    sandbox = SandboxUtility(tieline)
    installation = Installation(tieline, sandbox)
    token = installation.found()
    installation.start()
    yield installation, token
    installation.stop()
    sandbox.stop()
