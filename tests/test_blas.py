"""The grader and its workers start no threads for linear algebra: they would spin on cores that submissions need."""

import os
import subprocess
import sys

from graders.blas import ONE_THREAD

COUNT = "import os, numpy; print(len(os.listdir('/proc/self/task')), flush=True)"
IN_A_COMMAND = f"""
import subprocess, sys
from graders.cli import main

def count(arguments):
    {COUNT}
    return subprocess.run([sys.executable, "-c", {COUNT!r}]).returncode

main.main = count
main.script()
"""


def threads(code: str) -> list[int]:
    """Return the numbers that the code prints, run without a word on threads from whoever runs the tests."""
    environ = {name: value for name, value in os.environ.items() if name not in ONE_THREAD}
    done = subprocess.run([sys.executable, "-c", code], env=environ, capture_output=True, text=True, check=True)
    return [int(number) for number in done.stdout.split()]


def test_a_command_and_what_it_starts_have_one_thread_each() -> None:
    assert threads(IN_A_COMMAND) == [1, 1]


def test_numpy_alone_starts_one_for_each_core() -> None:
    assert threads(COUNT) == [len(os.sched_getaffinity(0))]
