"""A million connections: the page that lists them, the schedule that finds the due ones, the workers that claim jobs.

Everything is measured from outside, on the binary as it ships: pages over HTTP, the schedule by the moments that it
writes into the runs, claims by a trigger that notes them.
"""

import contextlib
import http.client
import random
import re
import time
import urllib.parse

from installation import Installation
from population import DUE, ORGANIZATION_SQL, UTILITIES, Population
from processes import Process, request, wait_until
from watch import TreeWatch, processor_seconds

OWNER = "bench@example.com"
REQUESTS = 200
WARM_UP = 20
ROWS_PER_PAGE = 40
# So many due connections the schedule reads at once.
BATCH = 200
LIMIT = 300


class Spread:
    """Milliseconds of many repetitions: on the clock, and of processor time on the average."""

    def __init__(self, times, processor=None):
        self.processor = processor
        ordered = sorted(times)
        self.median = ordered[len(ordered) // 2]
        self.p95 = ordered[int(len(ordered) * 0.95)]


class Scale:
    """What one engine took."""

    def __init__(self, engine):
        self.engine = engine
        self.pages = {}
        self.look = None
        self.queue = None
        self.claim = None
        self.memory = {}


def measure(tieline, engine, rows, say):
    """Loads the rows and measures; `engine` is empty."""
    result = Scale(engine.name)
    installation = Installation(
        tieline, _NoSandbox, engine.database_url, speed=1, workers=1, environment={"TIELINE_LOG_LEVEL": "critical"}
    )
    try:
        installation.found(email=OWNER)
        engine.open(installation)
        begun = time.monotonic()
        population = Population(engine.ask(ORGANIZATION_SQL)[0][0], rows)
        engine.load(population)
        say(f"{engine.name}: {rows} connections loaded in {time.monotonic() - begun:.0f} s")
        with _serving(installation, "web", result.memory) as pid:
            for name, addresses in _addresses(engine, population).items():
                result.pages[name] = _browse(installation, addresses, [pid, *engine.processes()])
        with _serving(installation, "schedule", result.memory):
            result.queue, result.look = _queue(engine)
        engine.note_claims()
        # Work of a kind that nobody knows is claimed and dropped: what remains is the cost of the queue itself.
        engine.execute("UPDATE job SET kind = 'bench.nothing.v1'")
        with _serving(installation, "worker", result.memory):
            result.claim = _claim(engine)
        return result
    finally:
        installation.stop()


class _NoSandbox:
    url = ""


@contextlib.contextmanager
def _serving(installation, role, memory):
    """Runs one role alone as the process that it gives, and notes the most memory that it held, in MiB."""
    installation.environment["TIELINE_ROLES"] = role
    process = Process([installation.tieline, "serve"], installation.environment)
    try:
        if role == "web":
            process.wait_for_line("listening")
        with TreeWatch(process.child.pid) as watch:
            yield process.child.pid
        memory[role] = watch.peak
    finally:
        process.stop()


# Pages


def _addresses(engine, population):
    """Different addresses of each kind, so that no answer can be remembered."""
    chance = random.Random(2)
    healthy = engine.ask(
        "SELECT id, since_at, name_key FROM connection WHERE status = 'CONNECTED' AND (since_at + version) % 997 = 0"
    )
    places = [chance.choice(healthy) for _ in range(REQUESTS)]
    utilities = [chance.choice(UTILITIES) for _ in range(REQUESTS)]
    return {
        "*Account*, a page without a list, for comparison": ["/account"] * REQUESTS,
        "*Connections*, first page": ["/connections"] * REQUESTS,
        "*Connections*, a filter": ["/connections?filter=bad_logins&sort=since"] * REQUESTS,
        "*Connections*, one utility, by name": [f"/connections?filter=all&sort=name&provider={key}" for key in utilities],
        "*Connections*, deep page": [
            f"/connections?filter=all&after=attention.2.{id}.{since}" for id, since, _ in places
        ],
        "*Connections*, deep page, by name": [
            f"/connections?filter=all&sort=name&after=name.0.{id}.{urllib.parse.quote(name)}"
            for id, _, name in places
        ],
        "*Connections*, search for a name": [
            f"/connections?filter=all&q={urllib.parse.quote(name)}" for name in population.searches(REQUESTS)
        ],
        "*Connections*, search for a word in half of all rows": ["/connections?filter=all&q=example"] * REQUESTS,
    }


def _browse(installation, addresses, processes):
    """Asks for every address over one connection; answers the milliseconds of each until its last byte."""
    cookie = _sign_in(installation)
    client = http.client.HTTPConnection("127.0.0.1", installation.port, timeout=30)
    for address in addresses[:WARM_UP]:
        _get(client, address, cookie)
    busy = processor_seconds(*processes)
    times = [_get(client, address, cookie) for address in addresses]
    busy = processor_seconds(*processes) - busy
    client.close()
    return Spread(times, busy * 1000 / len(addresses))


def _get(client, address, cookie):
    begun = time.perf_counter()
    client.request("GET", address, headers={"Cookie": cookie, "Accept": "text/html"})
    answer = client.getresponse()
    body = answer.read().decode()
    took = (time.perf_counter() - begun) * 1000
    assert answer.status == 200, (address, answer.status)
    rows = len(set(re.findall(r"/connections/con_[0-9a-f-]{36}", body)))
    if address.startswith("/connections"):
        assert rows == ROWS_PER_PAGE or ("q=" in address and rows > 0), (address, rows)
    return took


def _sign_in(installation):
    """A member's cookie, by a sign-in link."""
    link = installation.run("user", "link", "--email", OWNER).stdout.strip().splitlines()[-1]
    status, headers, body = request(link, "POST", form={}, headers={"Origin": installation.url})
    assert status == 303, (status, body)
    return headers["Set-Cookie"].split(";")[0]


# Schedule and workers


def _queue(engine):
    """Waits until every due connection has its run; answers how long each took, and each look for 200 more."""
    wait_until(lambda: engine.ask("SELECT COUNT(*) FROM run")[0][0] == DUE, LIMIT, "every due connection to be queued")
    moments = [row[0] / 1000 for row in engine.ask("SELECT queued_at FROM run ORDER BY queued_at")]
    gaps = [later - earlier for earlier, later in zip(moments, moments[1:])]
    looks = [gap for place, gap in enumerate(gaps, 1) if place % BATCH == 0]
    return Spread([gap for place, gap in enumerate(gaps, 1) if place % BATCH != 0]), Spread(looks)


def _claim(engine):
    """Waits until a worker that takes one job at a time has emptied the queue; answers the time from claim to claim."""
    wait_until(lambda: engine.ask("SELECT COUNT(*) FROM job")[0][0] == 0, LIMIT, "every job to be claimed")
    moments = [row[0] for row in engine.ask("SELECT at FROM bench_claim ORDER BY at")]
    assert len(moments) == DUE, len(moments)
    return Spread([later - earlier for earlier, later in zip(moments, moments[1:])])


# The report


def table(results):
    """All engines side by side, as lines of Markdown."""
    lines = [
        "| milliseconds | " + " | ".join(f"{each.engine}, median | 95 of 100 | processor" for each in results) + " |",
        "| --- |" + " --: | --: | --: |" * len(results),
    ]
    kinds = [(name, lambda each, name=name: each.pages[name]) for name in results[0].pages]
    kinds += [
        (f"find the next {BATCH} due connections", lambda each: each.look),
        ("queue a due connection's run", lambda each: each.queue),
        ("claim a job, drop it, be ready for the next", lambda each: each.claim),
    ]
    for name, spread in kinds:
        cells = [_cells(spread(each)) for each in results]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    lines += ["", "| memory, peak, MiB | " + " | ".join(each.engine for each in results) + " |"]
    lines.append("| --- |" + " --: |" * len(results))
    for role in results[0].memory:
        lines.append(f"| {role} | {' | '.join(f'{each.memory[role]:.0f}' for each in results)} |")
    return lines


def _cells(spread):
    processor = "" if spread.processor is None else f"{spread.processor:.1f}"
    return f"{spread.median:.1f} | {spread.p95:.1f} | {processor}"
