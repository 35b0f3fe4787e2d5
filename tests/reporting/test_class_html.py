from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from itertools import pairwise

import pytest

from graders import resources
from graders.analysis.roll import Roll
from tests.analysis.classes import crowd, exercise, roll, student
from tests.reporting.altered import replace
from tests.reporting.classes import SMALL, class_html, hostile_class
from tests.reporting.markup import faults, parsed
from tests.reporting.samples import UNSAFE

Agrees = Callable[[str, str], None]

MAX_BYTES = 2_000_000
EMPTY = roll([exercise()], [])


def _faults(page: str) -> list[str]:
    """Return the faults of a page, but for what is meant: its script, and links to the pages of submissions."""
    meant = {"<script> can load or run something"}
    for href in re.findall(r'href="([^"#]*)"', page):
        if re.fullmatch(r"[\w%.~-]+(/[\w%.~-]+)*", href):
            meant.add("<a href> leads out of the page")
        else:
            return [f"{href} is no plain relative path"]
    return [fault for fault in faults(page) if fault not in meant]


@pytest.mark.parametrize("anonymous", [False, True], ids=["class", "class-anonymous"])
def test_a_class_looks_as_it_did(
    agrees: Agrees, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, anonymous: bool
) -> None:
    monkeypatch.setattr("graders.reporting.class_view.__version__", "1.2.3")
    agrees(class_html(SMALL, anonymous=anonymous), f"{request.node.callspec.id}.html")


@pytest.mark.parametrize("anonymous", [False, True])
@pytest.mark.parametrize(
    "klass", [SMALL, EMPTY, crowd(30, 2), hostile_class()], ids=["small", "empty", "crowd", "hostile"]
)
def test_a_page_is_well_formed_and_loads_nothing(klass: Roll, anonymous: bool) -> None:
    assert _faults(class_html(klass, anonymous=anonymous)) == []


@pytest.mark.parametrize("href", ["https://example.org", "//example.org/x", "javascript:alert(1)", "/etc/passwd"])
def test_a_link_that_leads_elsewhere_is_seen(href: str) -> None:
    assert _faults(class_html(SMALL).replace('href="ada/ex2.html"', f'href="{href}"')) != []


def test_a_page_names_no_address() -> None:
    text = class_html(SMALL)
    for token in ("http:", "https:", "src=", "url(", "@import", "javascript:"):
        assert token not in text


def test_the_policy_allows_the_script_of_this_page_and_an_anonymous_page_has_none() -> None:
    assert re.search(r"script-src &#39;sha256-[\w+/]{43}=&#39;; base-uri", class_html(SMALL))
    anonymous = class_html(SMALL, anonymous=True)
    assert "script" not in anonymous


def test_hostile_text_is_shown_as_it_is_and_adds_no_element() -> None:
    harmless = parsed(class_html(hostile_class("harmless `a`` `b`")))
    reader = parsed(class_html(hostile_class()))
    assert [tag for tag in reader.tags if tag != "code"] == [tag for tag in harmless.tags if tag != "code"]
    assert "<script>alert(1)</script>" in "".join(reader.text)


def test_text_that_nobody_made_safe_is_escaped_all_the_same() -> None:
    text = class_html(hostile_class(UNSAFE))
    assert _faults(text) == []
    assert text.count("<script") == 1
    assert "<img" not in text
    assert "{{ 7 * 7 }}" in text


def test_no_control_or_bidi_character_is_in_a_page() -> None:
    kinds = {unicodedata.category(character) for character in class_html(hostile_class()).replace("\n", "")}
    assert not kinds & {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def test_three_hundred_students_and_sixteen_exercises_fit_into_two_megabytes() -> None:
    assert len(class_html(crowd(300, 16)).encode()) < MAX_BYTES


def test_style_and_script_stay_small() -> None:
    sizes = {name: (resources.templates() / name).stat().st_size for name in ("style.css", "class.css", "class.js")}
    assert sizes["style.css"] + sizes["class.css"] <= 12_000
    assert sizes["class.js"] <= 4_000


@pytest.mark.parametrize("klass", [SMALL, EMPTY], ids=["small", "empty"])
def test_headings_begin_at_one_and_skip_no_step(klass: Roll) -> None:
    levels = [int(tag[1]) for tag in parsed(class_html(klass)).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("anonymous", [False, True])
def test_every_link_within_the_page_has_its_place(anonymous: bool) -> None:
    text = class_html(SMALL, anonymous=anonymous)
    anchors = set(re.findall(r'href="#([^"]+)"', text))
    assert len(anchors) > 4
    assert anchors <= set(parsed(text).ids)


def test_every_chart_has_a_title_and_a_description() -> None:
    text = class_html(SMALL)
    labelled = re.findall(r'role="img" aria-labelledby="(\S+) (\S+)"', text)
    assert len(labelled) == text.count('<svg class="chart"') == 4
    assert {id_ for pair in labelled for id_ in pair} <= set(parsed(text).ids)


def test_an_anonymous_page_names_nobody() -> None:
    text = class_html(SMALL, anonymous=True)
    for person in SMALL.students:
        assert not re.search(rf"\b{re.escape(person.label)}\b", text)
    assert "a href" in text
    assert ".html" not in text


def test_the_same_class_gives_the_same_page() -> None:
    assert class_html(SMALL) == class_html(replace(SMALL))


def test_students_stay_in_the_order_of_the_roll() -> None:
    klass = roll([exercise()], [student(id_, None) for id_ in ("zoe-1", "abe-1")])
    text = class_html(klass)
    assert text.index("zoe-1") < text.index("abe-1")
