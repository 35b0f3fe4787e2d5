"""The codes of the rules: what the rules give, what the table has and what the documentation explains are the same."""

import re
from pathlib import Path

import pytest

from graders.authoring.codes import CODES

ROOT = Path(__file__).parents[2]
PAGE = ROOT / "docs" / "checking.md"
GIVEN = re.compile(r'"(G\d{3})"')
HEADING = re.compile(r"^### (G\d{3}) (.+)$", re.MULTILINE)


def given(room: Path) -> set[str]:
    """Return the codes that the rules of a room write."""
    modules = (path for path in room.glob("*.py") if path.name != "codes.py")
    return {code for path in modules for code in GIVEN.findall(path.read_text(encoding="utf-8"))}


def test_every_code_that_a_rule_gives_is_in_the_table_and_the_reverse() -> None:
    assert given(ROOT / "graders" / "authoring") == set(CODES)


def test_the_documentation_has_a_heading_for_each_code_in_their_order() -> None:
    assert HEADING.findall(PAGE.read_text(encoding="utf-8")) == sorted(CODES.items())


def test_no_two_rules_have_one_name() -> None:
    assert len(set(CODES.values())) == len(CODES)


@pytest.mark.parametrize("text", ['"G999"', 'yield Finding(place, "G998", "text")'])
def test_a_code_without_a_line_in_the_table_is_seen(text: str, tmp_path: Path) -> None:
    (tmp_path / "rule.py").write_text(text)
    assert given(tmp_path) - set(CODES)


def test_a_heading_that_is_missing_is_seen() -> None:
    page = PAGE.read_text(encoding="utf-8").replace("### G201", "## G201")
    assert HEADING.findall(page) != sorted(CODES.items())
