"""Time `grade ex2.py` beside what a user would run instead, all in one run: python benchmarks/one_shot.py."""

import argparse
import json
import os
import platform
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

EXERCISES = Path(__file__).parents[1] / "exercises"
CLASS_SIZE = 20
PACKAGES_SHOWN = 8
OWN_TIME_AND_PACKAGE = re.compile(r"^import time: +(\d+) \| +\d+ \| +(\w+)", re.MULTILINE)
BASELINE = "pytest, plug-ins off"

# What exercise 2 checks, as someone would assert it who has pytest alone.
ASSERTS = """\
import numpy as np
from pytest import approx
from ex2 import explain_3, explain_10, predict, y_hat

def test_y_hat(): assert y_hat == approx(34)
def test_predict(): assert predict(8) == approx(34) and predict(0) == approx(10)
def test_any_numbers(): assert predict(2, w=-1, b=4) == approx(2)
def test_arrays(): assert np.allclose(predict(np.array([0, 1, 8])), [10, 13, 34])
def test_explain_3(): assert "weight" in explain_3.lower()
def test_explain_10(): assert "bias" in explain_10.lower()
"""


@dataclass(frozen=True)
class Contender:
    """A command to time, and what it took each round: seconds on the clock, seconds of processor time."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    wall_s: list[float] = field(default_factory=list)
    cpu_s: list[float] = field(default_factory=list)

    def run(self, folder: Path) -> None:
        """Run the command once and note its times; exits with its output when it does not succeed."""
        cpu_before, before = children_cpu_s(), time.perf_counter()
        done = subprocess.run(
            self.command, cwd=folder, env={**clean_environment(), **self.environment}, capture_output=True, check=False
        )
        self.wall_s.append(time.perf_counter() - before)
        self.cpu_s.append(children_cpu_s() - cpu_before)
        if done.returncode:
            sys.exit(f"{self.name}: status {done.returncode}\n{(done.stdout + done.stderr).decode()}")


def clean_environment() -> dict[str, str]:
    """Return the environment for every contender: BLAS threads, spinning at start, would cost whoever runs beside."""
    return {name: value for name, value in os.environ.items() if not name.startswith(("PYTEST_", "PYTHON"))} | {
        "OPENBLAS_NUM_THREADS": "1"
    }


def children_cpu_s() -> float:
    """Return the processor time of all ended children and of theirs, in seconds."""
    usage = resource.getrusage(resource.RUSAGE_CHILDREN)
    return usage.ru_utime + usage.ru_stime


def contenders(folder: Path) -> list[Contender]:
    """Lay out right submissions in a folder and return the commands to time there."""
    bin_folder = Path(sys.executable).parent
    reference = EXERCISES / "solutions/ex2.py"
    shutil.copy(reference, folder)
    (folder / "test_ex2.py").write_text(ASSERTS, encoding="utf-8")
    names = [f"student{number:02}/ex2.py" for number in range(CLASS_SIZE)]
    for name in names:
        (folder / name).parent.mkdir()
        shutil.copy(reference, folder / name)
    grade = [str(bin_folder / "grade"), "--course", str(EXERCISES), "--reports", "reports", "--json", "results.json"]
    pytest = [str(bin_folder / "pytest"), "-q", "test_ex2.py"]
    return [
        Contender("grade: card, JSON and page", [*grade, "ex2.py"]),
        Contender(BASELINE, pytest, {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}),
        Contender("pytest, as installed here", pytest),
        Contender('python -c "import numpy"', [sys.executable, "-c", "import numpy"]),
        Contender(f"grade: {CLASS_SIZE} files", [*grade, *names]),
    ]


def measure(runners: Sequence[Contender], folder: Path, rounds: int) -> None:
    """Run all contenders in turn, round after round; a first round that fills caches is forgotten."""
    for number in range(rounds + 1):
        turn = number % len(runners)
        for runner in (*runners[turn:], *runners[:turn]):
            runner.run(folder)
    for runner in runners:
        del runner.wall_s[0], runner.cpu_s[0]


def print_times(runners: Sequence[Contender]) -> None:
    """Print medians, and the median of each round's ratio to the baseline of the same round."""
    baseline = next(runner for runner in runners if runner.name == BASELINE)
    print(f"{'':32}{'wall ms':>10}{'CPU ms':>10}{'wall / pytest':>16}")
    for runner in runners:
        ratio = median(own / its for own, its in zip(runner.wall_s, baseline.wall_s, strict=True))
        print(f"{runner.name:32}{1e3 * median(runner.wall_s):10.1f}{1e3 * median(runner.cpu_s):10.1f}{ratio:16.2f}")
    one, many = runners[0], runners[-1]
    extra_s = median(most - least for most, least in zip(many.wall_s, one.wall_s, strict=True)) / (CLASS_SIZE - 1)
    print(f"{'each further file':32}{1e3 * extra_s:10.1f}")


def print_imports(command: Sequence[str], folder: Path) -> None:
    """Print the packages whose modules take the grader's own process longest to import."""
    traced = subprocess.run(
        [sys.executable, "-X", "importtime", *command],
        cwd=folder,
        env=clean_environment(),
        capture_output=True,
        text=True,
        check=True,
    )
    own_us: Counter[str] = Counter()
    for time_us, package in OWN_TIME_AND_PACKAGE.findall(traced.stderr):
        own_us[package] += int(time_us)
    print("\nimports of the grader's own process, ms by package (tracing makes them slower)")
    for package, total_us in own_us.most_common(PACKAGES_SHOWN):
        print(f"{package:32}{total_us / 1e3:10.1f}")


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=21, metavar="N", help="rounds that count (default: 21)")
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runners = contenders(folder)
        measure(runners, folder, rounds)
        level = json.loads((folder / "results.json").read_text(encoding="utf-8").splitlines()[0])["level"]
        print(f"Python {platform.python_version()}, {os.cpu_count()} CPUs, level {level}, medians of {rounds} rounds\n")
        print_times(runners)
        print_imports(runners[0].command, folder)


if __name__ == "__main__":
    main()
