"""No secret in use leaves a trace: not in the database, its log, our log, pages, traces, screenshots or folders."""

import base64
import pathlib
import urllib.parse

import pytest
from conftest import ENGINES
from processes import request as ask
from visitor import Visitor

OWNER = "olga@acme.example"
# Characters that look different when they are escaped, in every one of them.
ACCEPTED = "canary+accepted/41 ~zebra&"
REJECTED = "canary+rejected/52 ~koala&"
MISTYPED = "canary+mistyped/63 ~otter&"
ANSWER = "canary+answered/74 ~llama&"
MEMBER = "canary+member/85 ~gecko& and long"


def disguises(secret):
    """The forms in which a secret may lie about: as it is, escaped, wide, in hexadecimal, in base64 at any offset."""
    plain = secret.encode()
    forms = {
        "plain": plain,
        "wide": secret.encode("utf-16-le"),
        "hexadecimal": plain.hex().encode(),
        "percent-encoded": urllib.parse.quote(secret, safe="").encode(),
        "percent-encoded, small letters": urllib.parse.quote(secret, safe="").lower().encode(),
        "as in a form": urllib.parse.quote_plus(secret).encode(),
        "as in HTML": secret.replace("&", "&amp;").encode(),
    }
    for offset in range(3):
        text = base64.b64encode(b"\0" * offset + plain)
        first, last = (0, 2, 3)[offset], (offset + len(plain)) * 8 // 6
        forms[f"base64 at {offset}"] = text[first:last]
        forms[f"base64url at {offset}"] = text[first:last].replace(b"+", b"-").replace(b"/", b"_")
    return forms


def leaks(secrets, places):
    return [
        (name, form, place)
        for place, content in places.items()
        for name, secret in secrets.items()
        for form, needle in disguises(secret).items()
        if needle in content
    ]


def files(*folders):
    found = {}
    for folder in folders:
        for path in pathlib.Path(folder).rglob("*"):
            try:
                if path.is_file() and not path.is_symlink():
                    found[str(path)] = path.read_bytes()
            except OSError:
                continue  # a browser's lock file, gone meanwhile
    return found


@pytest.mark.parametrize("form", disguises("x").keys())
def test_the_search_finds_what_it_looks_for(form):
    for secret in (ACCEPTED, MEMBER):
        hidden = b"before " + disguises(secret)[form] + b" after"
        assert leaks({"it": secret}, {"there": hidden}), form
    for lead in (b"", b"a", b"ab"):
        hidden = base64.b64encode(lead + b'{"password":"' + ACCEPTED.encode() + b'"}')
        assert leaks({"it": ACCEPTED}, {"there": hidden})


@pytest.mark.parametrize("engine", ENGINES)
def test_no_secret_leaves_a_trace(make_installation, sandbox, request, tmp_path, engine):
    home, temporary = tmp_path / "home", tmp_path / "tmp"
    home.mkdir()
    temporary.mkdir()
    tieline = make_installation(
        engine,
        speed=5_000,
        environment={"TIELINE_LOG_LEVEL": "trace", "HOME": str(home), "TMPDIR": str(temporary)},
    )
    token = tieline.found(password=MEMBER)
    tieline.start()
    places = {}

    # In use: passwords that work, that are refused, that were mistyped at every door; answers; tokens; cookies.
    for portal in ("harbor", "metro", "valley"):
        sandbox.set(portal, "sunny", password=ACCEPTED)
        sandbox.set(portal, "question", password=ACCEPTED)
    sound = tieline.connect(token, "sandbox-harbor", "sunny", ACCEPTED, customer="Known Customer")
    wrong = [tieline.connect(token, f"sandbox-{p}", "wrong-password", REJECTED) for p in ("harbor", "metro", "valley")]
    asked = [tieline.connect(token, f"sandbox-{p}", "question", ACCEPTED) for p in ("harbor", "valley")]
    sandbox.set("metro", "changed", password=ACCEPTED)
    odd = tieline.connect(token, "sandbox-metro", "changed", ACCEPTED)
    tieline.settle(token, sound, "CONNECTED")
    for id in wrong:
        tieline.settle(token, id, "PASSWORD_INCORRECT")
    for id in asked:
        tieline.settle(token, id, "ADDITIONAL_CREDENTIALS_NEEDED")
        tieline.post(f"/v1/connections/{id}/credentials", token, {"credentials": {"security_answer": ANSWER}})
        tieline.settle(token, id, "ADDITIONAL_CREDENTIALS_NEEDED")
        login = sandbox.login("harbor" if id == asked[0] else "valley", "question")
        assert login["answers_rejected"] == 1, login
    tieline.settle(token, odd, "UNDER_INVESTIGATION")

    visitor = Visitor(tieline.url)
    assert visitor.post("/sign-in", email=OWNER, password=MISTYPED)[0] == 401
    assert visitor.post("/sign-in", email=OWNER, password=MEMBER)[0] == 303
    secrets = {
        "accepted password": ACCEPTED,
        "rejected password": REJECTED,
        "mistyped password": MISTYPED,
        "answer": ANSWER,
        "member's password": MEMBER,
        "API key": token,
        "session cookie": visitor.cookie.partition("=")[2],
    }

    # Refusals of every kind, with secrets in them: the answers are pages and problems.
    over_long = {"username": "x" * 5000, "password": REJECTED}
    twice = {"credentials": {"username": "wrong-password", "password": REJECTED}}
    answers = [
        visitor.post(f"/connections/{wrong[0]}/credentials", username="wrong-password", password=REJECTED),
        visitor.post("/connections", provider="sandbox-harbor", customer_name="", username="", password=ACCEPTED),
        visitor.post("/account/passwords", current=MISTYPED, password=MEMBER[:5]),
        visitor.post("/connections/con_nonsense/credentials", username="a", password=ACCEPTED),
        ask(f"{tieline.url}/v1/connections/{wrong[0]}/credentials", "POST", body=twice, token=token),
        ask(f"{tieline.url}/v1/connections", "POST", body={"provider": "none", "credentials": over_long}, token=token),
        ask(f"{tieline.url}/v1/connections/{sound}", token=token + "x"),
        ask(f"{tieline.url}/v1/connections", "POST", body={"password": ACCEPTED, "nonsense": [ANSWER]}, token=token),
    ]
    assert all(status >= 400 for status, _, _ in answers), [status for status, _, _ in answers]
    places |= {f"answer {number}": body for number, (_, _, body) in enumerate(answers)}

    # Pages with evidence: runs, their traces and screenshots, the history, the audit log.
    pictures = 0
    for id in [sound, odd, *wrong, *asked]:
        for run in tieline.get(f"/v1/connections/{id}/runs", token)["data"]:
            for part in ("", "/screenshot"):
                status, _, body = visitor.get(f"/runs/{run['id']}{part}")
                places[f"/runs/{run['id']}{part}"] = body
                pictures += part != "" and status == 200
        for path in (f"/connections/{id}", f"/connections/{id}/reconnect", f"/connections/{id}/reconnect/credentials"):
            places[path] = visitor.get(path)[2]
        for part in ("", "/runs", "/accounts", "/bills"):
            path = f"/v1/connections/{id}{part}"
            places[path] = ask(tieline.url + path, token=token)[2]
    for path in ("/connections", "/audit", "/members", "/api-keys", "/account", "/no-such-page"):
        places[path] = visitor.get(path)[2]
    assert pictures >= 3, "no screenshot was kept: there is nothing to look through"

    # While it runs, after a crash, and after a start and an orderly end.
    places |= labelled("running", files(tieline.folder, home, temporary))
    tieline.kill()
    places |= labelled("killed", files(tieline.folder, home, temporary))
    tieline.start()
    tieline.settle(token, sound, "CONNECTED")
    places |= labelled("running again", files(tieline.folder, home, temporary))
    tieline.process.stop()
    places |= labelled("stopped", files(tieline.folder, home, temporary))
    if engine == "postgres":
        cluster = request.getfixturevalue("postgres")
        places["pg_dump"] = cluster.dump(tieline.environment["TIELINE_DATABASE_URL"])
        places |= labelled("cluster", files(cluster.folder))
    logs = "\n".join(process.output for process in tieline.logs).encode()
    places["logs"] = logs

    # The search looks at the right things: what is no secret is found in them.
    assert b"trace" in logs.lower() and logs.count(b"\n") > 50, logs[:2000]
    kept = "pg_dump" if engine == "postgres" else f"stopped {tieline.folder}/tieline.db"
    assert b"Known Customer" in places[kept]
    assert not leaks(secrets, places), leaks(secrets, places)


def labelled(moment, found):
    return {f"{moment} {path}": content for path, content in found.items()}
