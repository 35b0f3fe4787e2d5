"""Time `grade submissions/` on a class of a thousand, and say where the time goes: python benchmarks/classroom.py."""

import argparse
import contextlib
import io
import os
import platform
import random
import shlex
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from one_shot import ASSERTS, clean_environment
from processes import Taken, run
from stages import seconds_by_stage

EXERCISES = Path(__file__).parents[1] / "exercises"
RIGHT = (EXERCISES / "solutions" / "ex2.py").read_text(encoding="utf-8")
LIMITS = "limits: {cpu: 1 s, wall: 1 s}\n"
PYTEST_SAMPLE = 40
STAGE_SAMPLE = 300
SECOND_RUNS = 5
FAULTY_PART = 0.05
BUSY_LOOP = "for _ in range(20_000_000): pass"

OWN = "OWN_NUMBER"
"""Stands in a source for a number that nobody else has, so that this answer is like no other."""

# What students make of it, and how often.
VARIANTS: Mapping[str, float] = {
    RIGHT: 0.5,
    RIGHT.replace(" + b", ""): 0.1,
    RIGHT.replace(" + b", " - b"): 0.1,
    RIGHT.replace("w * np.asarray(x)[()]", f"{OWN} * np.asarray(x)[()]"): 0.1,
    RIGHT.replace("predict", "prediction"): 0.05,
    RIGHT.replace("return ", "print(").replace(" + b", " + b)"): 0.05,
    RIGHT.replace("def predict(x, w=3, b=10):", "def predict(x, w=3, b=10)"): 0.05,
    RIGHT.replace("return w", "return weight"): 0.05,
}
FAULTS = (
    "while True:\n    pass\n",
    "import time\ntime.sleep(60)\n",
    "import os\nos.abort()\n",
    "import ctypes\nctypes.string_at(0)\n",
)


def make_class(folder: Path, size: int, *, faulty: float = 0.0) -> Path:
    """Write a class of which a part is ``faulty``; the same size gives the same class, no two files alike."""
    rng = random.Random(size)  # noqa: S311 - not for secrets
    for number in range(size):
        [source] = rng.choices(list(VARIANTS), list(VARIANTS.values()))
        if rng.random() < faulty:
            source = f"{source}{rng.choice(FAULTS)}"
        source = source.replace(OWN, f"{rng.uniform(2, 4):.6f}")
        home = folder / f"student{number:05}"
        home.mkdir(parents=True)
        (home / "ex2.py").write_text(f"# {rng.getrandbits(64):x}\n{source}", encoding="utf-8")
    return folder


def make_course(folder: Path) -> Path:
    """Copy exercise 2, with a limit of one second."""
    (folder / "solutions").mkdir(parents=True)
    spec = (EXERCISES / "ex2.yaml").read_text(encoding="utf-8")
    (folder / "ex2.yaml").write_text(spec + LIMITS, encoding="utf-8")
    shutil.copy(EXERCISES / "solutions" / "ex2.py", folder / "solutions")
    return folder


class Bench:
    """A folder with a course and classes, and the commands that are run there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._course = make_course(folder / "course")

    def make_class(self, size: int, faulty: float = 0.0) -> Path:
        """Return a class of this size, written when it is first asked for."""
        folder = self._folder / f"class{size}-{faulty}"
        return folder if folder.exists() else make_class(folder, size, faulty=faulty)

    def grade(self, submissions: Path, reports: str, jobs: int = 1) -> Taken:
        """Grade a class as a command of its own."""
        return run([sys.executable, "-m", "graders", *self._arguments(submissions, reports, jobs)], clean_environment())

    def grade_on_one_core(self, submissions: Path) -> Taken:
        """Grade a class with one worker, all processes on one core."""
        cores = os.sched_getaffinity(0)
        os.sched_setaffinity(0, {min(cores)})  # what is started from here on inherits it
        try:
            return self.grade(submissions, "core")
        finally:
            os.sched_setaffinity(0, cores)

    def stages(self, submissions: Path) -> Mapping[str, float]:
        """Grade a class in this process, and return the seconds of each stage."""
        with contextlib.redirect_stdout(io.StringIO()):
            return seconds_by_stage(self._arguments(submissions, "stages", 1))

    def pytest_loop_s(self, submissions: Path) -> float:
        """Run pytest on six equivalent asserts for each submission, two at a time; return seconds on the clock."""
        for home in submissions.iterdir():
            (home / "test_ex2.py").write_text(ASSERTS, encoding="utf-8")
        each = f"cd {{}} && {shlex.quote(sys.executable)} -m pytest -q test_ex2.py"
        loop = f"ls -d {shlex.quote(str(submissions))}/* | xargs -P2 -I{{}} sh -c {shlex.quote(each)}"
        start = time.perf_counter()
        subprocess.run(["/bin/sh", "-c", loop], env=clean_environment(), capture_output=True, check=False)
        return time.perf_counter() - start

    def _arguments(self, submissions: Path, reports: str, jobs: int) -> list[str]:
        places = ["--course", str(self._course), "--reports", str(self._folder / reports)]
        return [str(submissions), *places, "--jobs", str(jobs)]


def two_loops_against_one() -> float:
    """Return how many times as much two busy loops do here as one: what more jobs can bring at most."""

    def taken_s(loops: int) -> float:
        start = time.perf_counter()
        running = [subprocess.Popen([sys.executable, "-c", BUSY_LOOP]) for _ in range(loops)]
        for process in running:
            process.wait()
        return time.perf_counter() - start

    return 2 * taken_s(1) / taken_s(2)


def line(name: str, size: int, taken: Taken) -> None:
    """Print what it took to grade a class."""
    cpu_s = sum(taken.cpu_s.values())
    print(
        f"{name:34}{size / taken.wall_s:10.1f}{size / cpu_s:14.1f}{taken.wall_s:10.2f}"
        f"{taken.peak_mib['grader']:14.0f}{taken.trusted_mib:14.0f}"
    )


def print_speed(bench: Bench, size: int) -> Taken:
    """Print speed and memory of a class; return those of one worker."""
    submissions = bench.make_class(size)
    print(f"{'':34}{'a second':>10}{'a CPU second':>14}{'wall s':>10}{'grader MiB':>14}{'trusted MiB':>14}")
    one, two = (bench.grade(submissions, f"jobs{jobs}", jobs) for jobs in (1, 2))
    core = bench.grade_on_one_core(submissions)
    line("--jobs 1, all on one core", size, core)
    line("--jobs 1", size, one)
    line("--jobs 2", size, two)
    runs = [bench.grade(submissions, "jobs2", 2) for _ in range(SECOND_RUNS)]  # too short to be measured once
    again = sorted(runs, key=lambda taken: taken.wall_s)[SECOND_RUNS // 2]
    line("--jobs 2, second run", size, again)
    some_fail = bench.make_class(size, FAULTY_PART)
    faulty_one, faulty_two = (bench.grade(some_fail, f"faulty{jobs}", jobs) for jobs in (1, 2))
    line(f"--jobs 1, {FAULTY_PART:.0%} crash or time out", size, faulty_one)
    line(f"--jobs 2, {FAULTY_PART:.0%} crash or time out", size, faulty_two)
    sample = bench.make_class(PYTEST_SAMPLE)
    pytest_s = bench.pytest_loop_s(sample) / PYTEST_SAMPLE
    print(f"{'pytest for each, xargs -P2':34}{1 / pytest_s:10.1f}")
    print(f"\n--jobs 2 against one core{core.wall_s / two.wall_s:9.2f} x")
    print(f"--jobs 2 against --jobs 1{one.wall_s / two.wall_s:9.2f} x")
    print(f"  where {FAULTY_PART:.0%} crash or time out{faulty_one.wall_s / faulty_two.wall_s:6.2f} x")
    print(f"two busy loops against one{two_loops_against_one():8.2f} x")
    print(f"second run against first{two.wall_s / again.wall_s:10.1f} x")
    print(f"--jobs 2 against pytest{size / two.wall_s * pytest_s:11.1f} x")
    print("\nprocessor time at --jobs 1, ms a submission")
    for kind, cpu_s in one.cpu_s.most_common():
        print(f"{kind:34}{1e3 * cpu_s / size:10.2f}")
    return one


def print_stages(bench: Bench) -> None:
    """Print where the time goes when one process does everything in turn."""
    print("\nwhere the time goes in one process, ms a submission")
    seconds = bench.stages(bench.make_class(STAGE_SAMPLE))
    for stage, taken_s in sorted(seconds.items(), key=lambda item: -item[1]):
        print(f"{stage:34}{1e3 * taken_s / STAGE_SAMPLE:10.2f}")


def print_growth(bench: Bench, small: Taken, size: int) -> None:
    """Print what becomes of time and memory when the class is ten times as large."""
    large = bench.grade(bench.make_class(10 * size), "large")
    print()
    line(f"--jobs 1, {10 * size} submissions", 10 * size, large)
    print(f"time for each against {size}{large.wall_s / small.wall_s / 10:10.2f} x")
    print(f"trusted memory against {size}{large.trusted_mib / small.trusted_mib:9.2f} x")
    grown_kib = 1024 * (large.trusted_mib - small.trusted_mib) / (9 * size)
    print(f"trusted memory a submission more{grown_kib:5.2f} KiB")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", type=int, default=1000, metavar="N", help="submissions (default: 1000)")
    parser.add_argument("--large", action="store_true", help="also grade ten times as many, which takes minutes")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} CPUs, {options.size} submissions of one exercise\n")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        one = print_speed(bench, options.size)
        if options.large:
            print_growth(bench, one, options.size)
        print_stages(bench)


if __name__ == "__main__":
    main()
