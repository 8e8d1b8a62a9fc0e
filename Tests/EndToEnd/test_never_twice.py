"""A rejected password is submitted to the portal exactly once: counted by the portal itself."""

import threading

import pytest
from conftest import ENGINES
from processes import request, wait_until

WRONG = "not-the-password-7"


def attempts(sandbox, user="wrong-password", portal="harbor"):
    return sandbox.login(portal, user)["attempts"]


def test_the_schedule_never_sends_it_again(make_installation, sandbox):
    tieline = make_installation(speed=100_000)
    token = tieline.found()
    tieline.start()
    id = tieline.connect(token, "sandbox-harbor", "wrong-password", WRONG)
    tieline.settle(token, id, "PASSWORD_INCORRECT")
    # A sound neighbour is checked again and again meanwhile: the schedule is alive, and leaves the refused one alone.
    neighbour = tieline.connect(token, "sandbox-harbor", "sunny")
    first = tieline.settle(token, neighbour, "CONNECTED")["last_success_at"]
    wait_until(lambda: tieline.connection(token, neighbour)["last_success_at"] > first, 60, "a scheduled check")
    assert attempts(sandbox) == 1


def test_two_members_and_the_schedule_at_once(make_installation, sandbox):
    tieline = make_installation(speed=100_000)
    token = tieline.found()
    tieline.start()
    sandbox.set("harbor", "wrong-password", delay_ms=1500)
    id = tieline.connect(token, "sandbox-harbor", "wrong-password", WRONG)
    body = {"credentials": {"username": "wrong-password", "password": WRONG}}
    calls = [
        lambda: request(f"{tieline.url}/v1/connections/{id}/checks", "POST", body={}, token=token),
        lambda: request(f"{tieline.url}/v1/connections/{id}/credentials", "POST", body=body, token=token),
    ] * 4
    threads = [threading.Thread(target=call) for call in calls]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)
    tieline.settle(token, id, "PASSWORD_INCORRECT")
    assert attempts(sandbox) == 1


def test_a_second_connection_of_the_same_login(make_installation, sandbox):
    tieline = make_installation()
    token = tieline.found()
    tieline.start()
    first = tieline.connect(token, "sandbox-harbor", "wrong-password", WRONG)
    tieline.settle(token, first, "PASSWORD_INCORRECT")
    status, _, answer = request(
        f"{tieline.url}/v1/connections",
        "POST",
        body={
            "customer_name": "Another",
            "provider": "sandbox-harbor",
            "credentials": {"username": "wrong-password", "password": WRONG},
        },
        token=token,
    )
    assert status == 422 and b"rejected_before" in answer, (status, answer)
    assert attempts(sandbox) == 1


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("portal", ["harbor", "metro", "valley"])
def test_killed_between_submitting_and_recording(make_installation, sandbox, engine, portal):
    tieline = make_installation(engine)
    token = tieline.found()
    tieline.start()
    # The portal counts the password at once and lets its answer wait: time to kill Tieline in between.
    sandbox.set(portal, "wrong-password", delay_ms=3000)
    id = tieline.connect(token, f"sandbox-{portal}", "wrong-password", WRONG)
    wait_until(lambda: attempts(sandbox, portal=portal) == 1, 30, "the password to be submitted", every=0.01)
    tieline.kill()
    tieline.start()
    tieline.settle(token, id, "PASSWORD_INCORRECT")
    assert attempts(sandbox, portal=portal) == 1


def test_killed_after_the_password_was_changed_at_the_portal(make_installation, sandbox):
    """The stored password was good until today; the check that finds out is killed before it can write that down."""
    tieline = make_installation()
    token = tieline.found()
    tieline.start()
    id = tieline.connect(token, "sandbox-harbor", "sunny")
    tieline.settle(token, id, "CONNECTED")
    sandbox.set("harbor", "sunny", password="changed-by-its-owner", delay_ms=3000, end_sessions=1)
    before = attempts(sandbox, "sunny")
    tieline.post(f"/v1/connections/{id}/checks", token)
    wait_until(lambda: attempts(sandbox, "sunny") == before + 1, 30, "the password to be submitted", every=0.01)
    tieline.kill()
    tieline.start()
    tieline.settle(token, id, "PASSWORD_INCORRECT")
    assert attempts(sandbox, "sunny") == before + 1
