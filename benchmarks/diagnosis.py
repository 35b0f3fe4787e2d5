"""Time what it costs to say why: python benchmarks/diagnosis.py."""

import argparse
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median

from causes import WITHOUT
from one_shot import EXERCISES, children_cpu_s, clean_environment
from processes import Taken, run

from graders.diagnose.suspect import Origin, Variant
from graders.grading.course import Course
from graders.grading.grade import prepare
from graders.grading.kept_answers import PLACE
from graders.sandbox.runner import open_sandbox

GRADE = [sys.executable, str(Path(__file__).with_name("causes.py"))]
CLASS_EXERCISE = "ex2"
RIGHT = (EXERCISES / "solutions" / f"{CLASS_EXERCISE}.py").read_text(encoding="utf-8")

# Wrong functions: some that the exercise declares, some that are derived, some that nobody has thought of.
WRONG: Sequence[str] = (
    RIGHT.replace(" + b", ""),
    RIGHT.replace(" + b", " - b"),
    RIGHT.replace("w * np", "3 * np"),
    RIGHT.replace(" + b", " + 2 * b"),
    RIGHT.replace(" + b", " + b + {part} * x"),
    RIGHT.replace(" + b", " + b * {part} - x * x"),
)


def wrong_variants(course: Course) -> Mapping[str, Sequence[Variant]]:
    """Return the wrong solutions of each exercise that has any."""
    found = {}
    with open_sandbox() as sandbox:
        for name in course.names():
            prepared = prepare(course.exercise(name), course.solution(name), spec=name, seed=0, sandbox=sandbox)
            found[name] = prepared.suspects.variants()
    return {name: variants for name, variants in found.items() if variants}


class Bench:
    """A folder for submissions and reports, and one in which answers of wrong solutions are kept."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._kept = folder / "kept"
        self._runs = 0

    def forget(self) -> None:
        """Let the next run be the first."""
        shutil.rmtree(self._kept, ignore_errors=True)

    def seconds(self, submission: Path, *, causes: bool) -> tuple[float, float]:
        """Grade one file; return seconds on the clock and of processor time."""
        cpu_before, start = children_cpu_s(), time.perf_counter()
        done = subprocess.run(
            self._command(submission), env=self._environment(causes), capture_output=True, check=False
        )
        taken = time.perf_counter() - start
        if done.returncode != 1:
            sys.exit(f"{submission.name}: status {done.returncode}\n{(done.stdout + done.stderr).decode()}")
        return taken, children_cpu_s() - cpu_before

    def grade(self, submissions: Path, *, causes: bool) -> Taken:
        """Grade a class with one worker, as if it had never been graded."""
        return run([*self._command(submissions), "--jobs", "1"], self._environment(causes))

    def write(self, name: str, source: str | bytes) -> Path:
        """Write a submission and return where it is."""
        path = self._folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(source.encode() if isinstance(source, str) else source)
        return path

    def _command(self, graded: Path) -> list[str]:
        self._runs += 1
        reports = self._folder / f"reports{self._runs}"
        return [*GRADE, "--course", str(EXERCISES), "--reports", str(reports), str(graded)]

    def _environment(self, causes: bool) -> dict[str, str]:
        return clean_environment() | {PLACE: str(self._kept)} | ({} if causes else {WITHOUT: "1"})


def print_single(bench: Bench, variants: Mapping[str, Sequence[Variant]], rounds: int) -> None:
    """Print what one wrong submission of each exercise costs more with its cause: for the first time, and again."""
    print("ms of one wrong submission, and what more its cause takes: at first, and once answers are kept")
    more = f"{'at first':>10}{'again':>8}"
    print(f"{'':10}{'declared':>9}{'derived':>9}{'wall':>10}{more}{'CPU':>10}{more}")
    for name, found in variants.items():
        submission = bench.write(f"{name}.py", b"import numpy as np\n" + found[0].source)
        taken = []
        for _ in range(rounds):
            without = bench.seconds(submission, causes=False)
            bench.forget()
            taken.append((without, *(bench.seconds(submission, causes=True) for _ in range(2))))
        declared = sum(one.cause.origin is Origin.DECLARED for one in found)
        print(f"{name:10}{declared:9}{len(found) - declared:9}", end="")
        for clock in (0, 1):
            base = median(without[clock] for without, _, _ in taken)
            grown = (median(one[turn][clock] - one[0][clock] for one in taken) for turn in (1, 2))
            print("{:10.0f}{:+10.0f}{:+8.0f}".format(*(1e3 * one for one in (base, *grown))), end="")
        print()


def print_class(bench: Bench, size: int, rounds: int) -> None:
    """Print what a class, half of it wrong, costs more with its causes."""
    rng = random.Random(size)  # noqa: S311 - not for secrets
    for number in range(size):
        part = f"{rng.uniform(0.1, 0.9):.3f}"
        source = RIGHT if number % 2 else rng.choice(WRONG).replace("{part}", part)
        bench.write(f"class/student{number:04}/{CLASS_EXERCISE}.py", f"# {rng.getrandbits(64):x}\n{source}")
    walls, cpus = [], []
    for number in range(rounds):
        bench.forget()
        taken = {causes: bench.grade(bench.write("class/.keep", "").parent, causes=causes) for causes in order(number)}
        walls.append(taken[True].wall_s / taken[False].wall_s)
        cpus.append(sum(taken[True].cpu_s.values()) / sum(taken[False].cpu_s.values()))
    print(f"\na class of {size}, {size // 2} of them right, with causes against without, nothing kept before")
    print(f"on the clock    {median(walls):6.2f} x")
    print(f"processor time  {median(cpus):6.2f} x")


def order(number: int) -> tuple[bool, bool]:
    """Return with and without in turn, so that a slow spell of the machine meets both."""
    return (True, False) if number % 2 else (False, True)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5, metavar="N", help="rounds, of which the median (default: 5)")
    parser.add_argument("--size", type=int, default=300, metavar="N", help="submissions of the class (default: 300)")
    options = parser.parse_args()
    print(f"Python {platform.python_version()}, {os.cpu_count()} CPUs, medians of {options.rounds} rounds\n")
    with tempfile.TemporaryDirectory() as name:
        bench = Bench(Path(name))
        print_single(bench, wrong_variants(Course(EXERCISES)), options.rounds)
        print_class(bench, options.size, options.rounds)


if __name__ == "__main__":
    main()
