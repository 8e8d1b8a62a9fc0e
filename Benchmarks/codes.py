"""From the arrival of a mail to the code in the portal's field, while many runs wait for theirs at once.

The moments are those that the product itself writes down: when its door took the mail, when the code was read out of it,
and when it was about to be typed. The portal's own log says that each code was typed once and taken.
"""

import contextlib
import statistics

from installation import Installation
from processes import wait_until
from relay import REPAIR, CodeCount, Member, RelaySandbox, rows

PORTAL, PROVIDER = "harbor", "sandbox-harbor"
# Seconds that the portal keeps each mail back: longer than all sign-ins together take, shorter than a code lives.
HOLD = 75
LIMIT = 300
MOMENTS = """
    SELECT message.received_at, wait.arrived_at, submission.at, wait.asked_at
    FROM run
    JOIN code_wait wait ON wait.run_id = run.id
    JOIN submission ON submission.run_id = run.id AND submission.kind = 'code'
    JOIN received_message message
        ON message.connection_id = run.connection_id AND message.verdict = 'used'
        AND message.received_at BETWEEN wait.asked_at AND submission.at
    WHERE run.cause = 'rehearsal' AND run.queued_at >= ?
"""


class Measured:
    """One round: seconds of each run."""

    def __init__(self, moments):
        first_arrival = min(arrived for _, arrived, _, _ in moments)
        self.at_once = sum(asked < first_arrival <= arrived for _, arrived, _, asked in moments)
        self.read = [(arrived - received) / 1e6 for received, arrived, _, _ in moments]
        self.typed = [(typed - received) / 1e6 for received, _, typed, _ in moments]


def measure(tieline, runs, width, rounds, say):
    """Answers the rounds; each sends every login through a rehearsal of its own."""
    results = []
    with contextlib.ExitStack() as stack:
        sandbox = RelaySandbox(tieline)
        stack.callback(sandbox.stop)
        installation = Installation(
            tieline, sandbox, speed=1, workers=width, environment={**sandbox.settings, "TIELINE_LOG_LEVEL": "warning"}
        )
        stack.callback(installation.stop)
        users = [f"user{number:03}" for number in range(1, runs + 1)]
        owner, connections = _prepare(installation, sandbox, users)
        for number in range(1, rounds + 1):
            results.append(_round(installation, sandbox, owner, connections))
            say(f"round {number}: {results[-1].at_once} waited at once, slowest {max(results[-1].typed):.2f} s")
    return results


def table(results):
    """All rounds together, as lines of Markdown."""
    lines = ["| seconds after the mail's arrival | median | 99 of 100 | slowest |", "| --- | --: | --: | --: |"]
    for name, field in [("its code was read", "read"), ("it was typed in the portal", "typed")]:
        values = sorted(value for result in results for value in getattr(result, field))
        last = values[min(len(values) - 1, round(0.99 * len(values)))]
        lines.append(f"| {name} | {statistics.median(values):.2f} | {last:.2f} | {values[-1]:.2f} |")
    return lines


def _prepare(installation, sandbox, users):
    """Connections whose portal wants a code, with a mailbox each that passes it on."""
    token = installation.found()
    installation.start()
    owner = Member(installation)
    connections = {}
    for user in users:
        sandbox.set(PORTAL, user, behaviour="mfa-email")
        connections[user] = installation.connect(token, PROVIDER, user)
    for id in connections.values():
        installation.settle(token, id, "MFA_TOKEN_EXPIRED", limit=LIMIT)
    for user, id in connections.items():
        sandbox.forward(PORTAL, user, owner.mail_route(id))
        sandbox.set(PORTAL, user, code_delay_s=HOLD)
    return owner, connections


def _round(installation, sandbox, owner, connections):
    begun = rows(installation, "SELECT MAX(queued_at) FROM run")[0][0] + 1
    counts = [CodeCount(sandbox, PORTAL, user) for user in connections]
    for id in connections.values():
        owner.rehearse(id)
    question = "SELECT COUNT(*) FROM run WHERE cause = 'rehearsal' AND queued_at >= ? AND status_after = 'CONNECTED'"
    wait_until(
        lambda: rows(installation, question, begun)[0][0] == len(connections), LIMIT, "every rehearsal to pass", 0.5
    )
    assert all(count.since == REPAIR for count in counts), [count.since for count in counts]
    moments = rows(installation, MOMENTS, begun)
    assert len(moments) == len(connections), (len(moments), len(connections))
    measured = Measured(moments)
    assert measured.at_once == len(connections), f"only {measured.at_once} waited at once; hold the mails back longer"
    return measured
