"""Checks per minute and memory through Chromium: Tieline beside the same sign-in written with Playwright for Python.

Both sides drive the same Chromium, work on as many logins at once, read the same pages and download the same PDFs from
one sandbox utility. Each starts from nothing, its browser included; the rounds alternate.
"""

import contextlib
import json
import pathlib
import shutil
import sqlite3
import statistics
import sys
import tempfile

from installation import Installation
from processes import Process, SandboxUtility, wait_until
from watch import TreeWatch

HERE = pathlib.Path(__file__).parent
RECIPE = HERE.parent / "Sources/Providers/Catalogue/sandbox-harbor"
PROVIDER = "bench-harbor"
BILLS_PER_LOGIN = 24
LIMIT = 600


class Measured:
    """One round of one side."""

    def __init__(self, checks, width, seconds, watch):
        self.per_minute = checks * 60 / seconds
        self.processor = watch.processor * 1000 / checks
        self.peak = watch.peak
        self.mean = watch.mean
        self.per_check = watch.mean / width


def measure(tieline, chromium, checks, width, rounds, say):
    """Answers the rounds of Tieline and those of Playwright."""
    ours, theirs = [], []
    with contextlib.closing(_Sandbox(tieline)) as sandbox:
        for number in range(1, rounds + 1):
            ours.append(_tieline(tieline, sandbox.url, chromium, checks, width))
            say(f"round {number}: Tieline {ours[-1].per_minute:.0f} checks a minute")
            theirs.append(_playwright(sandbox.url, chromium, checks, width))
            say(f"round {number}: Playwright {theirs[-1].per_minute:.0f} checks a minute")
    return ours, theirs


def table(ours, theirs):
    """The medians side by side, as lines of Markdown."""
    lines = ["| | Tieline | Playwright | ratio |", "| --- | --: | --: | --: |"]
    for name, field in [
        ("checks per minute", "per_minute"),
        ("processor time per check, milliseconds", "processor"),
        ("memory while checking, mean, MiB", "mean"),
        ("memory while checking, peak, MiB", "peak"),
        ("memory per concurrent check, MiB", "per_check"),
    ]:
        left, right = (statistics.median(getattr(each, field) for each in side) for side in (ours, theirs))
        lines.append(f"| {name} | {left:.0f} | {right:.0f} | {left / right:.2f} |")
    return lines


class _Sandbox(SandboxUtility):
    def close(self):
        self.stop()


def _tieline(tieline, sandbox_url, chromium, checks, width):
    providers = pathlib.Path(tempfile.mkdtemp(prefix="tieline-bench-"))
    installation = None
    try:
        _write_recipe(providers / PROVIDER)
        installation = Installation(
            tieline,
            _At(sandbox_url),
            speed=1,
            workers=width,
            environment={
                "TIELINE_PROVIDERS": str(providers),
                "TIELINE_CHROMIUM": chromium,
                "TIELINE_LOG_LEVEL": "warning",
                "TIELINE_ROLES": "web",
            },
        )
        _queue(installation, checks)
        del installation.environment["TIELINE_ROLES"]
        installation.start()
        with TreeWatch(installation.process.child.pid) as watch:
            seconds = _wait(installation.folder / "tieline.db", checks)
        return Measured(checks, width, seconds, watch)
    finally:
        if installation:
            installation.stop()
        shutil.rmtree(providers)


class _At:
    """A sandbox utility that runs already."""

    def __init__(self, url):
        self.url = url


def _write_recipe(folder):
    """The product's recipe under another key, without the pause that it keeps between two sign-ins."""
    shutil.copytree(RECIPE, folder)
    recipe = (folder / "recipe.yaml").read_text()
    unhurried = "pace: { concurrency: 4, spacing_ms: 100 }"
    assert unhurried in recipe, "the recipe's pace is written differently now"
    (folder / "recipe.yaml").write_text(recipe.replace(unhurried, "pace: { concurrency: 64, spacing_ms: 0 }"))


def _queue(installation, checks):
    """Creates the connections while nobody works, so that all wait when the worker starts."""
    token = installation.found()
    installation.start()
    for number in range(1, checks + 1):
        installation.post(
            "/v1/connections",
            token,
            {
                "provider": PROVIDER,
                "customer_name": f"Customer {number}",
                "credentials": {"username": f"user{number:03}", "password": "sunny-day-42"},
            },
        )
    installation.process.stop()


def _wait(database, checks):
    """Waits for the end of every run; answers the seconds from the first start to the last end."""

    def ask(statement):
        with contextlib.closing(sqlite3.connect(f"file:{database}?mode=ro", uri=True)) as connection:
            return connection.execute(statement).fetchone()

    wait_until(lambda: ask("SELECT COUNT(*) FROM run WHERE ended_at IS NULL")[0] == 0, LIMIT, "every run to end", 0.5)
    succeeded, begun, ended = ask(
        "SELECT SUM(status_after = 'CONNECTED'), MIN(started_at), MAX(ended_at) FROM run"
    )
    documents = ask("SELECT COUNT(document_digest) FROM bill")[0]
    assert (succeeded, documents) == (checks, checks * BILLS_PER_LOGIN), (succeeded, documents)
    return (ended - begun) / 1e6


def _playwright(sandbox_url, chromium, checks, width):
    process = Process(
        [
            sys.executable, HERE / "playwright_checks.py", "--sandbox", sandbox_url, "--checks", checks,
            "--width", width, "--chromium", chromium,
        ]
    )  # fmt: skip
    try:
        with TreeWatch(process.child.pid) as watch:
            result = json.loads(process.wait_for_line('"seconds"', LIMIT))
        process.child.wait(30)
    finally:
        process.stop()
    assert result["documents"] == checks * BILLS_PER_LOGIN, result
    return Measured(checks, width, result["seconds"], watch)
