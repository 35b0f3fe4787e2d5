from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest

from graders.reporting.page import page
from graders.result import Outcome
from tests.reporting.altered import replace
from tests.reporting.markup import faults, parsed
from tests.reporting.samples import EXERCISE, EXPLAIN_3, MISSING, PARTLY, PREDICT, SAMPLES, UNSAFE, Y_HAT, hostile

Agrees = Callable[[str, str], None]

MAX_BYTES = 150_000


NAMES = ["partly", "followed", "outcomes", "arrays", "unreadable", "ratings", "pictures", "hostile"]


@pytest.mark.parametrize("name", NAMES)
def test_a_page_looks_as_it_did(agrees: Agrees, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setattr("graders.reporting.view.__version__", "1.2.3")
    agrees(page(SAMPLES[name], EXERCISE), f"{name}.html")


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_is_well_formed_and_loads_nothing(name: str) -> None:
    assert faults(page(SAMPLES[name], EXERCISE)) == []


@pytest.mark.parametrize("name", [name for name in SAMPLES if name != "hostile"])
def test_a_page_names_no_address(name: str) -> None:
    text = page(SAMPLES[name], EXERCISE)
    for token in ("http:", "https:", "//", "src=", "url(", "@import", "javascript:", "<script"):
        assert token not in text


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_stays_small(name: str) -> None:
    assert len(page(SAMPLES[name], EXERCISE).encode()) < MAX_BYTES


def test_hostile_text_is_shown_as_it_is_and_adds_no_element() -> None:
    harmless = parsed(page(hostile(lambda _: "harmless `a`` `b`"), EXERCISE))
    reader = parsed(page(hostile(), EXERCISE))
    assert [tag for tag in reader.tags if tag != "code"] == [tag for tag in harmless.tags if tag != "code"]
    assert "<script>alert(1)</script>" in "".join(reader.text)


def test_text_that_nobody_made_safe_is_escaped_all_the_same() -> None:
    text = page(hostile(str), EXERCISE._replace(task=UNSAFE))
    assert faults(text) == []
    assert "<script" not in text
    assert "<img" not in text
    assert "{{ 7 * 7 }}" in text


def test_no_control_or_bidi_character_is_in_a_page() -> None:
    kinds = {unicodedata.category(character) for character in page(hostile(), EXERCISE).replace("\n", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_headings_begin_at_one_and_skip_no_step() -> None:
    levels = [int(tag[1]) for tag in parsed(page(PARTLY, EXERCISE)).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_title_says_what_whose_and_how_much() -> None:
    text = page(replace(PARTLY, checks=(Y_HAT, PREDICT)), EXERCISE)
    assert "<title>ex2 – Ada – 2 of 4</title>" in text  # noqa: RUF001  the dashes are meant
    nobody = page(replace(PARTLY, student=None, checks=(Y_HAT, PREDICT)), EXERCISE)
    assert "<title>ex2 – ex2.py – 2 of 4</title>" in nobody  # noqa: RUF001


def test_every_outcome_can_be_told_from_the_markup() -> None:
    found = re.findall(r'data-outcome="(\w+)"', page(SAMPLES["outcomes"], EXERCISE))
    assert found == [check.outcome.value for check in SAMPLES["outcomes"].checks]


def test_the_hints_lie_one_inside_the_other_and_closed() -> None:
    text = page(replace(PARTLY, checks=(PREDICT,)), EXERCISE)
    first, second, third = (text.index(f"Hint {number} of 3") for number in (1, 2, 3))
    assert first < second < third < text.index("</details>", third)
    assert "</details>" not in text[first:third]
    assert "<details open" not in text


def test_the_task_comes_first_while_nothing_is_begun_and_is_folded_afterwards() -> None:
    untouched = page(replace(PARTLY, checks=(MISSING,)), EXERCISE)
    assert untouched.index("<h2>The task</h2>") < untouched.index("<h2>Checks</h2>")
    assert "<summary>The task</summary>" not in untouched
    begun = page(replace(PARTLY, checks=(MISSING, Y_HAT)), EXERCISE)
    assert begun.index("<h2>Checks</h2>") < begun.index("<summary>The task</summary>")
    assert "<h2>The task</h2>" not in begun


def test_a_picture_takes_four_kilobytes_at_most() -> None:
    figures = re.findall(r"<figure class=.picture.*?</figure>", page(SAMPLES["pictures"], EXERCISE), re.DOTALL)
    assert len(figures) == len(SAMPLES["pictures"].pictures)
    assert max(map(len, figures)) < 4096


@pytest.mark.parametrize("outcome", Outcome)
def test_a_sentence_stands_as_it_was_written_whatever_became_of_it(outcome: Outcome) -> None:
    text = page(replace(PARTLY, checks=(replace(EXPLAIN_3, outcome=outcome),)), EXERCISE)
    assert text.count("<p>In your words: <q>Each hour of study adds `3` points.</q></p>") == 1
    assert text.count("provisional") == (outcome not in (Outcome.NEEDS_REVIEW, Outcome.GRADER_FAILED))


def test_the_same_result_gives_the_same_page() -> None:
    assert page(PARTLY, EXERCISE) == page(replace(PARTLY), EXERCISE)
