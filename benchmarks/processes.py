"""A command with all that it starts: what it takes in time and memory, apart for each kind of process."""

import os
import select
import subprocess
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

SAMPLE_S = 0.05
TICKS_A_SECOND = os.sysconf("SC_CLK_TCK")
MARKS = {"graders.sandbox": "zygotes and submissions", "grade-worker": "workers"}


@dataclass
class Taken:
    """Seconds on the clock; seconds of processor time and the sum of peaks in MiB, by kind of process."""

    wall_s: float = 0.0
    cpu_s: Counter[str] = field(default_factory=Counter)
    peak_mib: Counter[str] = field(default_factory=Counter)

    @property
    def trusted_mib(self) -> float:
        """The memory of all processes in which no submission runs."""
        return self.peak_mib["grader"] + self.peak_mib["workers"]


def run(command: Sequence[str], environment: Mapping[str, str]) -> Taken:
    """Run a command to its end, looking at its processes 20 times a second; a failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    seen: dict[int, tuple[str, float, float]] = {}
    end = os.pidfd_open(process.pid)  # to be told at once, and not when it is looked at next
    while not select.select([end], [], [], SAMPLE_S)[0]:
        for pid in [process.pid, *_descendants(process.pid)]:
            with suppress(OSError, StopIteration):  # it ended meanwhile
                kind = "grader" if pid == process.pid else _kind(pid)
                seen[pid] = kind, _cpu_s(pid, with_children=kind == "zygotes and submissions"), _peak_mib(pid)
    taken = Taken(wall_s=time.perf_counter() - start)
    os.close(end)
    _, words = process.communicate()
    if process.returncode:
        raise SystemExit(f"{' '.join(command)}: status {process.returncode}\n{words.decode()}")
    for kind, cpu_s, peak_mib in seen.values():
        taken.cpu_s[kind] += cpu_s  # type: ignore[assignment]  # seconds are no whole numbers
        taken.peak_mib[kind] += peak_mib  # type: ignore[assignment]
    return taken


def _descendants(pid: int) -> list[int]:
    """Return what a process has started and what these have; children of a zygote are counted with it."""
    found, waiting = [], [pid]
    while waiting:
        with suppress(OSError):
            parent = waiting.pop()
            children = [int(child) for child in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
            if parent == pid or _kind(parent) != "zygotes and submissions":
                found += children
                waiting += children
    return found


def _kind(pid: int) -> str:
    names = Path(f"/proc/{pid}/cmdline").read_text() + Path(f"/proc/{pid}/comm").read_text()
    return next((kind for mark, kind in MARKS.items() if mark in names), "grader")


def _cpu_s(pid: int, *, with_children: bool) -> float:
    """Return user and system time, proc(5); that of children counts from their end."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return sum(map(int, fields[11 : 15 if with_children else 13])) / TICKS_A_SECOND


def _peak_mib(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM:")).split()[1]) / 1024
