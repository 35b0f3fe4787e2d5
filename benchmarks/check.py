"""Time `grade check` over a course, and each exercise of it: python benchmarks/check.py."""

import argparse
import os
import platform
import subprocess
import sys
import time
from pathlib import Path

from graders.authoring.bench import Bench
from graders.authoring.examination import examine
from graders.authoring.reference import set_up
from graders.grading.course import Course
from graders.sandbox.runner import Sandbox, open_sandbox

SHIPPED = Path(__file__).parents[1] / "exercises"


def command_s(course: Path) -> float:
    """Return how long a person waits for the command, in seconds."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "graders", "check", "--course", str(course)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1}:
        sys.exit(done.stderr)
    return time.perf_counter() - start


def print_exercise(course: Course, name: str, sandbox: Sandbox) -> None:
    """Print how long one exercise takes, how many wrong solutions it has and what is found."""
    start, cpu = time.perf_counter(), time.process_time()
    found = examine(course, name, sandbox)
    wall_s, cpu_s = time.perf_counter() - start, time.process_time() - cpu
    bench = set_up(course, course.exercise(name), sandbox)
    variants = len(bench.prepared.suspects.variants()) if isinstance(bench, Bench) else 0
    explained = sum(len(one.mutants) for one in bench.prepared.exercise.equivalent) if isinstance(bench, Bench) else 0
    print(f"{name:16}{1e3 * wall_s:10.0f}{1e3 * cpu_s:12.0f}{variants:18}{explained:12}{len(found):10}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--course", type=Path, default=SHIPPED, metavar="DIR", help="default: the shipped course")
    course = Course(parser.parse_args().course)
    with open_sandbox() as sandbox:
        level = sandbox.level  # known once it has started, which no exercise shall pay for
        print(f"Python {platform.python_version()}, {os.cpu_count()} CPUs, level {level}\n")
        print(
            f"{'exercise':16}{'wall ms':>10}{'of it ours':>12}{'wrong solutions':>18}{'explained':>12}{'findings':>10}"
        )
        for name in course.names():
            print_exercise(course, name, sandbox)
    print(f"\ngrade check, all {len(course.names())}: {command_s(course.folder):.1f} s")


if __name__ == "__main__":
    main()
