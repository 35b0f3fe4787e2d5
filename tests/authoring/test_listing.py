"""Findings as they are printed: golden files, which pytest tests/authoring --accept writes anew."""

import json
from collections.abc import Callable

import pytest

from graders.authoring.finding import Finding
from graders.authoring.listing import FORMATS, as_github, as_json, as_text
from graders.problem import Place

FINDINGS = [
    Finding(Place("exercises/ex1.yaml", 9, 15), "G311", "'build' cannot tell `X.T` from `X`. Every matrix is square."),
    Finding(Place("exercises/notes, old: 100 %.txt"), "G111", "nothing names this file"),
    Finding(Place("exercises/ex2.yaml", 3, 1), "G101", "100 % of it, and: more\r\nin a second line"),
    Finding(Place("exercises/\x1b[31mred\u202e.yaml", 1, 1), "G103", "\x1b]0;title\x07 \u202e and \udcff"),
]

NOTE = Finding(Place("exercises/ex2.yaml"), "G314", "a submission is held against 120 of the 130 mutants")


@pytest.mark.parametrize("name", FORMATS)
def test_findings_look_as_they_did(name: str, agrees: Callable[[str, str], None]) -> None:
    suffix = {"text": "txt", "json": "json", "github": "github.txt"}[name]
    agrees(FORMATS[name](FINDINGS, 16), f"findings.{suffix}")


@pytest.mark.parametrize(
    ("findings", "examined", "last"),
    [
        ([], 16, "All 16 exercises pass\n"),
        ([], 1, "The exercise passes\n"),
        (FINDINGS[:1], 1, "1 exercise, 1 finding\n"),
        ([NOTE], 16, "All 16 exercises pass\n"),
        ([NOTE, *FINDINGS[:1]], 1, "1 exercise, 1 finding\n"),
        (FINDINGS[:3], 16, "16 exercises, 3 findings\n"),
    ],
)
def test_the_last_line_sums_up(findings: list[Finding], examined: int, last: str) -> None:
    assert as_text(findings, examined).endswith(last)
    assert as_github(findings, examined).endswith(last)


def test_a_note_is_no_error_in_github() -> None:
    [command, _] = as_github([NOTE], 1).splitlines()
    assert command == "::notice file=exercises/ex2.yaml,title=G314::a submission is held against 120 of the 130 mutants"


def test_a_note_is_told_from_what_is_to_be_mended() -> None:
    told = "a submission is held against 120 of the 130 mutants"
    first, _ = as_text([NOTE], 1).splitlines()
    assert first == f"exercises/ex2.yaml: G314 note: {told}"
    found = json.loads(as_json([NOTE, *FINDINGS[:1]], 1))
    assert [one["note"] for one in found] == [True, False]
    assert found[0]["message"] == told


def test_nothing_found_is_an_empty_array_for_a_tool() -> None:
    assert json.loads(as_json([], 16)) == []


@pytest.mark.parametrize("form", FORMATS.values())
def test_what_an_author_writes_acts_on_no_terminal(form: Callable[[list[Finding], int], str]) -> None:
    shown = form(FINDINGS, 16)
    assert not set(shown) & {"\x1b", "\x07", "\r", "\u202e", "\udcff"}


def test_a_command_cannot_be_broken_out_of() -> None:
    evil = Finding(Place("a,line=1::b\n::error::c", 2, 3), "G101", "text\n::error::more")
    [command, _] = as_github([evil], 1).splitlines()
    assert (
        command == "::error file=a%2Cline=1%3A%3Ab%0A%3A%3Aerror%3A%3Ac,line=2,col=3,title=G101::text%0A::error::more"
    )
