"""What every test may use: the option that accepts a change of what is committed, and pytest in a folder of its own.

No test reads or writes what wrong solutions answered at another time.
"""

import os

import pytest

from graders.grading.kept_answers import PLACE

pytest_plugins = ["pytester"]

os.environ[PLACE] = ""  # of processes that a test starts as well


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files in place of comparing with them")
