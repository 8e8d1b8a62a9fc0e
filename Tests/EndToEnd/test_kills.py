"""SIGKILL at random moments: nothing is lost, nothing is done twice, nothing stays claimed."""

import random

import pytest
from conftest import ENGINES
from processes import wait_until

EXPECTED = {
    "user": "CONNECTED",
    "wrong-password": "PASSWORD_INCORRECT",
    "locked": "ACCOUNT_LOCKED",
    "new-password": "NEW_PASSWORD_NEEDED",
    "no-accounts": "NO_ACCOUNTS_FOUND",
}
PORTALS = ["harbor", "metro", "valley"]


@pytest.mark.parametrize("engine", ENGINES)
def test_thirty_kills_while_two_hundred_checks_run(make_installation, sandbox, engine):
    chance = random.Random(20_261_121)
    tieline = make_installation(engine, workers=6)
    token = tieline.found()
    tieline.start()
    wanted = {}
    for number in range(1, 201):
        portal = PORTALS[number % 3]
        special = [name for name in EXPECTED if name != "user"]
        # Every seventeenth is a login with trouble of its own, once per portal and trouble.
        index = number // 17
        if number % 17 == 0 and index <= len(special):
            user = special[index - 1]
        else:
            user = f"user{number:03d}"
        id = tieline.connect(token, f"sandbox-{portal}", user)
        wanted[id] = (portal, user, EXPECTED["user" if user.startswith("user") else user])

    for _ in range(30):
        pause = chance.uniform(0.3, 2.5)
        wait_until(lambda end=[None]: _after(end, pause), pause + 5, "a random moment", every=0.02)
        tieline.kill()
        tieline.start()

    def finished():
        rows = {row["id"]: row for row in tieline.all(token)}
        assert set(rows) == set(wanted), "a connection is missing or doubled"
        open_rows = [id for id, row in rows.items() if row["status"] != wanted[id][2] or row["activity"] != "idle"]
        return not open_rows

    try:
        wait_until(finished, 600, "every connection to have its status", every=2)
    except AssertionError:
        rows = tieline.all(token)
        wrong = [(wanted[r["id"]], r["status"], r["reason"], r["activity"]) for r in rows if r["status"] != wanted[r["id"]][2] or r["activity"] != "idle"]
        raise AssertionError(f"{len(wrong)} connections are not as they should be: {wrong[:10]}") from None

    # Once each: no password was sent twice because of a kill.
    for portal, user, status in wanted.values():
        login = sandbox.login(portal, user)
        if status == "PASSWORD_INCORRECT":
            assert login["attempts"] == 1, (portal, user, login)
        else:
            assert login["attempts"] <= 2, (portal, user, login)
    # No run is unfinished, and each finished one has one outcome.
    for id in wanted:
        runs = tieline.get(f"/v1/connections/{id}/runs", token)["data"]
        assert all(run["ended_at"] for run in runs), runs


def _after(end, pause):
    import time

    if end[0] is None:
        end[0] = time.monotonic() + pause
    return time.monotonic() >= end[0]
