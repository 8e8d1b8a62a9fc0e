"""SIGKILL at random moments: nothing is lost, nothing is done twice, nothing stays claimed.

`--checks 200 --kills 30` is the whole proof; the defaults are a shorter one of the same kind.
"""

import collections
import random
import threading

import pytest
from conftest import ENGINES
from processes import wait_until

# What each login leads to, and how often its password may have reached the portal: a check that was killed before its
# answer was seen may send an accepted password again when the law lets it; a refused one never.
TROUBLE = {
    "wrong-password": "PASSWORD_INCORRECT",
    "locked": "ACCOUNT_LOCKED",
    "new-password": "NEW_PASSWORD_NEEDED",
    "no-accounts": "NO_ACCOUNTS_FOUND",
}
PORTALS = ["harbor", "metro", "valley"]
LIMIT = 400


def logins(count):
    """`count` logins: mostly sound ones, and every trouble once at every portal."""
    troubled = [(portal, user) for user in TROUBLE for portal in PORTALS]
    sound = [(PORTALS[number % 3], f"user{number:03d}") for number in range(1, count - len(troubled) + 1)]
    chance = random.Random(7)
    mixed = sound + troubled
    chance.shuffle(mixed)
    return mixed


@pytest.mark.parametrize("engine", ENGINES)
def test_kills_at_random_moments_while_checks_run(make_installation, sandbox, pytestconfig, request, engine):
    checks, kills = pytestconfig.getoption("--checks"), pytestconfig.getoption("--kills")
    chance = random.Random(20_261_121)
    cluster = request.getfixturevalue("postgres") if engine == "postgres" else None
    tieline = make_installation(engine, workers=6)
    token = tieline.found()
    tieline.start()
    wanted = {tieline.connect(token, f"sandbox-{portal}", user): (portal, user) for portal, user in logins(checks)}
    assert len(wanted) == checks

    moment = threading.Event()
    for _ in range(kills):
        moment.wait(chance.uniform(0.3, 2.5))  # never set: a random moment is what is wanted here
        tieline.kill()
        tieline.start()

    def open_ones():
        rows = {row["id"]: row for row in tieline.all(token)}
        assert set(rows) == set(wanted), "a connection is missing or doubled"
        return {
            id: (wanted[id], row["status"], row["reason"], row["activity"])
            for id, row in rows.items()
            if row["status"] != TROUBLE.get(wanted[id][1], "CONNECTED") or row["activity"] != "idle"
        }

    try:
        wait_until(lambda: not open_ones(), LIMIT, "every connection to have its status", every=1)
    except AssertionError:
        wrong = {row: tieline.trace(id, cluster) for id, row in open_ones().items()}
        raise AssertionError(f"not as they should be: {wrong}") from None

    # Once each: no refused password was sent twice, and no sign-in came near its portal's limit.
    for portal, user in wanted.values():
        login = sandbox.login(portal, user)
        assert login["rejected"] <= 1 and login["attempts"] <= 3, (portal, user, login)
    # Every run ended, none runs beside another, and none stands for work that nobody does.
    outcomes = collections.Counter()
    for id in wanted:
        runs = tieline.get(f"/v1/connections/{id}/runs?limit=100", token)["data"]
        assert runs and all(run["started_at"] and run["ended_at"] and run["outcome"] for run in runs), (wanted[id], runs)
        spans = sorted((run["started_at"], run["ended_at"]) for run in runs)
        assert all(first[1] <= second[0] for first, second in zip(spans, spans[1:])), (wanted[id], spans)
        outcomes.update(run["outcome"] for run in runs)
    assert outcomes["signed_in"] >= checks - len(TROUBLE) * len(PORTALS), outcomes
    # The scheduler's own turns come and go; nothing stays held once the server has stopped in order.
    tieline.process.stop()
    assert tieline.claimed_jobs(cluster) == 0
