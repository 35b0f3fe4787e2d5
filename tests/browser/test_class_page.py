from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from tests.analysis.classes import crowd
from tests.reporting.classes import SMALL, class_html, hostile_class
from tests.reporting.samples import UNSAFE

if TYPE_CHECKING:
    from playwright.sync_api import Page

    from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

Open = Callable[..., "Visit"]

PAGES = {
    "small": class_html(SMALL),
    "anonymous": class_html(crowd(60, 3), anonymous=True),
    "crowd": class_html(crowd(24, 16)),
    "hostile": class_html(hostile_class(UNSAFE)),
}
IDS = [student.id for student in SMALL.students]


def _order(page: Page) -> list[str]:
    """Return the students that are shown, by the first word of their label, from top to bottom."""
    labels = page.locator("#students-table tbody tr:visible > th").all_inner_texts()
    return [label.split()[0].lower() for label in labels]


def _sorts(page: Page) -> list[str | None]:
    headers = page.locator("#students-table thead th").all()
    return [header.get_attribute("aria-sort") for header in headers]


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_accessibility_rule_is_broken(visit: Open, axe: str, name: str, dark: bool) -> None:
    assert visit(PAGES[name], dark=dark, bypass_policy=True).violations(axe) == []


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ('<label for="filter">', "<label>", "label"),
        ('<ul>\n<li><a href="#exercises">', '<ul><p></p>\n<li><a href="#exercises">', "list"),
        ("--muted: #57606a", "--muted: #c0c0c0", "color-contrast"),
    ],
)
def test_axe_sees_a_broken_rule(visit: Open, axe: str, old: str, new: str, rule: str) -> None:
    sound = PAGES["small"]
    assert old in sound
    violations = visit(sound.replace(old, new), bypass_policy=True).violations(axe)
    assert any(violation.startswith(f"{rule}:") for violation in violations)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_of_320_pixels_needs_no_sideways_scrolling(visit: Open, name: str) -> None:
    opened = visit(PAGES[name], width=320)
    opened.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert opened.scroll_width() == 320


def test_a_table_outside_its_scroll_box_is_seen(visit: Open) -> None:
    assert visit(PAGES["crowd"].replace('class="scroll"', ""), width=320).scroll_width() > 320


@pytest.mark.parametrize("name", PAGES)
def test_a_page_loads_nothing_and_breaks_no_policy_of_its_own(visit: Open, name: str) -> None:
    opened = visit(PAGES[name])
    assert opened.requests == []
    assert opened.complaints == []
    assert opened.dialogs == []


def test_a_script_of_another_text_is_refused(visit: Open) -> None:
    opened = visit(PAGES["small"].replace('"use strict";', '"use strict"; alert(1);'))
    assert opened.dialogs == []
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_without_its_script_the_table_is_whole_and_offers_nothing_that_does_not_work(visit: Open) -> None:
    opened = visit(PAGES["small"].replace("<script>", '<script type="text/plain">')).page
    assert _order(opened) == IDS
    assert opened.locator("#students-table button").count() == 0
    assert not opened.get_by_role("searchbox").is_visible()


def test_a_click_sorts_by_points_with_missing_work_last_both_ways(visit: Open) -> None:
    opened = visit(PAGES["small"]).page
    assert _order(opened) == IDS
    assert _sorts(opened) == [None] * 4
    button = opened.get_by_role("button", name="ex2")
    button.click()
    assert _order(opened)[:2] == ["dmitri", "lee"]
    assert _order(opened)[-2:] == ["fay", "kim"]
    assert _sorts(opened) == [None, "ascending", None, None]
    button.click()
    assert _order(opened)[:2] == ["ada", "hana"]
    assert _order(opened)[-2:] == ["fay", "kim"]
    assert _sorts(opened) == [None, "descending", None, None]


def test_a_fault_of_the_grader_is_no_number_to_sort_by(visit: Open) -> None:
    opened = visit(PAGES["small"]).page
    opened.get_by_role("button", name="ex4").click()
    assert _order(opened)[-3:] == ["dmitri", "gil", "kim"]


def test_the_keyboard_sorts_and_keeps_the_focus(visit: Open) -> None:
    opened = visit(PAGES["small"]).page
    opened.get_by_role("searchbox").focus()
    for _ in range(2):
        opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Student"
    for _ in range(3):
        opened.keyboard.press("Tab")
    opened.keyboard.press("Enter")
    assert _order(opened)[0] in {"dmitri", "kim"}
    opened.keyboard.press("Space")
    assert _order(opened)[:2] == ["ada", "hana"]
    assert opened.evaluate("document.activeElement.textContent").startswith("Total")


def test_names_sort_as_people_sort_them(visit: Open) -> None:
    opened = visit(PAGES["crowd"]).page
    button = opened.get_by_role("button", name="Student")
    button.click()
    assert _order(opened) == [f"given{number}" for number in range(1, 25)]
    button.click()
    assert _order(opened)[0] == "given24"


def test_a_filter_shows_the_rows_that_contain_a_text_and_announces_how_many(visit: Open) -> None:
    opened = visit(PAGES["small"]).page
    status = opened.get_by_role("status")
    assert status.inner_text() == ""
    search = opened.get_by_role("searchbox", name="Show rows that contain")
    search.fill("  WÓJCIK ")
    assert _order(opened) == ["dmitri"]
    assert status.inner_text() == "1 of 12 students shown"
    search.fill("grader fault")
    assert _order(opened) == ["gil"]
    search.fill("nobody is called that")
    assert _order(opened) == []
    assert status.inner_text() == "0 of 12 students shown"
    search.fill("")
    assert _order(opened) == IDS


def test_sorting_leaves_a_filter_in_force(visit: Open) -> None:
    opened = visit(PAGES["small"]).page
    opened.get_by_role("searchbox").fill("not handed in")
    opened.get_by_role("button", name="Total").click()
    assert _order(opened) == ["dmitri", "kim", "fay"]


def test_controls_are_large_enough_to_hit(visit: Open) -> None:
    opened = visit(PAGES["crowd"]).page
    opened.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    boxes = [one.bounding_box() for one in opened.locator("#students-table button").all()]
    assert len(boxes) == 18
    assert all(box and box["width"] >= 24 and box["height"] >= 24 for box in boxes)


def test_hostile_text_does_nothing(visit: Open) -> None:
    opened = visit(PAGES["hostile"])
    harmless = visit(class_html(hostile_class("harmless `a`` `b`")))
    assert opened.page.title().startswith("<script>alert(1)</script>")
    assert [name for name in opened.elements() if name != "code"] == [
        name for name in harmless.elements() if name != "code"
    ]


def test_paper_shows_the_tables_and_no_controls(visit: Open) -> None:
    opened = visit(PAGES["small"], dark=True).page
    numbers, search = opened.get_by_text("talk to first").first, opened.get_by_role("searchbox")
    assert (numbers.is_visible(), search.is_visible()) == (False, True)
    opened.emulate_media(media="print")
    assert (numbers.is_visible(), search.is_visible()) == (True, False)
    assert opened.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"


def test_a_table_of_sixteen_exercises_fits_on_the_long_side_of_a_sheet(visit: Open) -> None:
    opened = visit(PAGES["crowd"], width=1030).page  # A4 without its margins, in CSS pixels
    opened.emulate_media(media="print")
    assert opened.locator("#students-table").evaluate("table => table.offsetWidth") <= 1030
    printed = opened.pdf(prefer_css_page_size=True)
    assert b"/MediaBox [0 0 792 612]" in printed
