"""Measures Tieline and prints the tables of docs/performance.md. Run it by `make bench`."""

import argparse
import contextlib
import os
import pathlib
import signal
import sys

# The tests' way of starting the binary is the benchmarks' way too.
sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "Tests/EndToEnd"))

import checks  # noqa: E402
import codes  # noqa: E402
import engines  # noqa: E402
import scale  # noqa: E402

# The program itself: Debian's wrapper script adds flags of its own, which would differ between the two sides.
CHROMIUM = ["/usr/lib/chromium/chromium", "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--tieline", type=pathlib.Path, required=True, help="the binary, an optimised build")
    parser.add_argument("--only", choices=["checks", "codes", "scale"], help="one part")
    parser.add_argument("--checks", type=int, default=60, help="sign-ins of one round, at most 100")
    parser.add_argument("--width", type=int, default=4, help="sign-ins at the same time")
    parser.add_argument("--rounds", type=int, default=2, help="rounds of each side")
    parser.add_argument("--waiting", type=int, default=40, help="runs that wait for a code at the same time, at most 60")
    parser.add_argument("--rows", type=int, default=1_000_000, help="connections of the last part")
    options = parser.parse_args()
    if not 1 <= options.checks <= 100:
        parser.error("--checks must be 1 to 100: the API takes no more at once")
    if not 1 <= options.waiting <= 60:
        parser.error("--waiting must be 1 to 60: the portal keeps its mails back for no longer than a code may take")
    if options.rows < 10_000:
        parser.error("--rows must be 10000 or more")
    tieline = options.tieline.resolve()
    # Stopped from outside, it still stops what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    say(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f} at the start")
    if options.only in (None, "checks"):
        measure_checks(tieline, options)
    if options.only in (None, "codes"):
        measure_codes(tieline, options)
    if options.only in (None, "scale"):
        measure_scale(tieline, options.rows)


def measure_checks(tieline, options):
    chromium = next((path for path in CHROMIUM if os.access(path, os.X_OK)), None)
    assert chromium, "Chromium is not installed; run make setup"
    ours, theirs = checks.measure(tieline, chromium, options.checks, options.width, options.rounds, say)
    say(f"\n{options.checks} sign-ins, {options.width} at the same time, medians of {options.rounds} rounds:\n")
    say("\n".join(checks.table(ours, theirs)) + "\n")


def measure_codes(tieline, options):
    results = codes.measure(tieline, options.waiting, options.width, options.rounds, say)
    say(f"\n{options.waiting} runs that wait at once, {options.width} workers, {options.rounds} rounds together:\n")
    say("\n".join(codes.table(results)) + "\n")


def measure_scale(tieline, rows):
    results = []
    for make in (engines.SQLite, engines.Postgres):
        with contextlib.closing(make()) as engine:
            results.append(scale.measure(tieline, engine, rows, say))
    say(f"\n{rows} connections, {scale.DUE} of them due:\n")
    say("\n".join(scale.table(results)))


def say(line):
    print(line, flush=True)


if __name__ == "__main__":
    main()
