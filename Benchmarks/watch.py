"""What a process costs together with everything it started: memory, and time of the processor."""

import os
import pathlib
import statistics
import threading


class TreeWatch:
    """Sums memory (PSS) and processor time of a process and all its descendants, twice a second, until it is closed.

    PSS, the proportional set size, counts a page that several processes share once in total, so the sum is what the
    tree really holds. Processor time hardly depends on what else the machine does, so it compares well on a busy one.
    """

    def __init__(self, pid):
        self.pid = pid
        self.samples = []
        self.processor = 0.0
        self.ended = threading.Event()
        self.thread = threading.Thread(target=self._watch, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.ended.set()
        self.thread.join(10)

    @property
    def peak(self):
        """MiB."""
        return max(self.samples)

    @property
    def mean(self):
        """MiB."""
        return statistics.mean(self.samples)

    def _watch(self):
        while not self.ended.wait(0.5):
            self.samples.append(sum(map(_pss, _tree(self.pid))) / 1024)
            # It only grows; less means that the tree is being taken down.
            self.processor = max(self.processor, processor_seconds(self.pid))


def processor_seconds(*roots):
    """Seconds that the processes, their descendants, and those of them that have ended, kept a processor busy."""
    ticks = 0
    for pid in (pid for root in roots for pid in _tree(root)):
        try:
            fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue  # it ended while we looked
        ticks += sum(map(int, fields[11:15]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _tree(root):
    """The process and its descendants."""
    children = {}
    for folder in pathlib.Path("/proc").glob("[0-9]*"):
        try:
            # The name in parentheses may hold anything; the parent stands second after it.
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue  # it ended while we looked
        children.setdefault(parent, []).append(int(folder.name))
    found, open_ends = [], [root]
    while open_ends:
        pid = open_ends.pop()
        found.append(pid)
        open_ends += children.get(pid, [])
    return found


def _pss(pid):
    """KiB; 0 for a process that has ended."""
    try:
        lines = pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
