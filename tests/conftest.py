"""What every test may use: the option that accepts a change of what is committed, and pytest in a folder of its own."""

import pytest

pytest_plugins = ["pytester"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files in place of comparing with them")
