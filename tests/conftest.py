"""What every test may use: the option that accepts a change of what is committed."""

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write golden files in place of comparing with them")
