from __future__ import annotations

import io
import xml.etree.ElementTree as ET
from collections.abc import Callable, Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.reporting.junit import Suites
from graders.result import Graded, Outcome
from tests.reporting.altered import replace
from tests.reporting.classes import results
from tests.reporting.samples import PARTLY, PREDICT, SAMPLES, hostile

# What every reader takes: the elements of the schema of Jenkins' xUnit plug-in, and of each these attributes.
_ATTRIBUTES = {
    "testsuites": {"name", "tests", "failures", "errors"},
    "testsuite": {"name", "tests", "failures", "errors", "skipped"},
    "testcase": {"classname", "name"},
    "failure": {"type", "message"},
    "error": {"type", "message"},
    "skipped": {"message"},
}


def junit(graded: Iterable[Graded]) -> str:
    """Return the document of these submissions."""
    suites = Suites(io.BytesIO())
    for one in graded:
        suites.add(one)
    return b"".join(suites.parts()).decode("utf-8")


def _read(text: str) -> ET.Element:
    return ET.fromstring(text)  # noqa: S314  our own document


def faults(text: str) -> list[str]:
    """Return what a reader of JUnit XML could refuse, or count wrongly."""
    root = _read(text)
    found = [
        f"{element.tag} has the attributes {sorted(element.attrib)}"
        for element in root.iter()
        if set(element.attrib) != _ATTRIBUTES.get(element.tag)
    ]
    for holder in root.iter():
        for attribute, tag in (
            ("tests", "testcase"),
            ("failures", "failure"),
            ("errors", "error"),
            ("skipped", "skipped"),
        ):
            if attribute in holder.attrib and int(holder.attrib[attribute]) != len(list(holder.iter(tag))):
                found.append(f"{holder.tag} counts {attribute} wrongly")
    names = [(case.attrib["classname"], case.attrib["name"]) for case in root.iter("testcase")]
    return found + [f"{name} stands twice" for name in names if names.count(name) > 1]


def test_results_look_as_they_did(agrees: Callable[[str, str], None]) -> None:
    agrees(junit(results()), "junit.xml")


def test_every_reader_can_take_a_class() -> None:
    assert faults(junit(results())) == []


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ('<testcase classname="ada.ex2"', '<testcase file="ex2.py" classname="ada.ex2"', "attributes"),
        ('errors="', 'errors="1', "counts errors wrongly"),
        ('classname="ben.ex2"', 'classname="ada.ex2"', "stands twice"),
    ],
)
def test_each_fault_of_a_document_is_seen(old: str, new: str, fault: str) -> None:
    assert fault in " ".join(faults(junit(results()).replace(old, new)))


@pytest.mark.parametrize(
    ("outcomes", "tag"),
    [
        ((Outcome.PASSED,), None),
        ((Outcome.WRONG, Outcome.MISSING), "failure"),
        ((Outcome.RAISED, Outcome.KILLED, Outcome.TIMED_OUT, Outcome.GRADER_FAILED), "error"),
        ((Outcome.NEEDS_REVIEW, Outcome.NOT_RUN), "skipped"),
    ],
)
def test_an_outcome_becomes_the_element_that_says_the_same(outcomes: Iterable[Outcome], tag: str | None) -> None:
    for outcome in outcomes:
        case = _read(junit([replace(PARTLY, checks=(replace(PREDICT, outcome=outcome),))])).find(".//testcase")
        assert case is not None
        assert [element.tag for element in case] == ([tag] if tag else [])


def test_a_failure_says_what_was_found_and_what_to_try() -> None:
    failure = _read(junit([replace(PARTLY, checks=(PREDICT,))])).find(".//failure")
    assert failure is not None
    assert failure.attrib == {"type": "wrong", "message": PREDICT.message}
    assert failure.text == PREDICT.next_step


def test_exercises_are_suites_and_students_are_classes() -> None:
    root = _read(junit(results()))
    assert [suite.attrib["name"] for suite in root] == ["ex2", "ex4"]
    assert {case.attrib["classname"] for case in root[0]} >= {"ada.ex2", "ben.ex2"}


def test_a_submission_of_nobody_goes_by_its_file() -> None:
    case = _read(junit([replace(PARTLY, student=None)])).find(".//testcase")
    assert case is not None
    assert case.attrib["classname"] == "ex2.py.ex2"


def _with(text: str) -> Graded:
    check = replace(PREDICT, id=text, message=text, next_step=text)
    return replace(PARTLY, exercise=text, student=text, submission=text, checks=(check,))


@given(st.text(st.characters(), max_size=40))
def test_a_document_is_well_formed_whatever_the_text(text: str) -> None:
    failure = _read(junit([_with(text)])).find(".//failure")
    assert failure is not None
    shown = failure.attrib["message"]
    if text.isprintable():
        assert (shown, failure.text or "") == (text, text)


@pytest.mark.parametrize("name", SAMPLES)
def test_every_sample_can_be_read(name: str) -> None:
    assert _read(junit([SAMPLES[name]])).tag == "testsuites"


def test_characters_that_xml_cannot_hold_are_shown_by_their_code() -> None:
    failure = _read(junit([_with("a\x1b\x00\ud800\ufffe\nb")])).find(".//failure")
    assert failure is not None
    assert failure.attrib["message"] == "a#x1B#x00#xD800#xFFFE\nb"


def test_text_that_nobody_made_safe_can_be_written_all_the_same() -> None:
    assert b"<script" not in junit([hostile(str)]).encode()


def test_no_results_are_an_empty_document() -> None:
    assert faults(junit([])) == []
