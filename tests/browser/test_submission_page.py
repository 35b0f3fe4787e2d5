from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from graders.reporting.page import page
from tests.reporting.samples import EXERCISE, PARTLY, SAMPLES, hostile

if TYPE_CHECKING:
    from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

Open = Callable[..., "Visit"]


@pytest.mark.parametrize("name", SAMPLES)
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_no_accessibility_rule_is_broken(visit: Open, axe: str, name: str, dark: bool) -> None:
    assert visit(page(SAMPLES[name], EXERCISE), dark=dark, bypass_policy=True).violations(axe) == []


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_of_320_pixels_needs_no_sideways_scrolling(visit: Open, name: str) -> None:
    opened = visit(page(SAMPLES[name], EXERCISE), width=320)
    assert opened.scroll_width() == 320
    opened.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert opened.scroll_width() == 320


@pytest.mark.parametrize("name", SAMPLES)
def test_a_page_loads_nothing_and_breaks_no_policy_of_its_own(visit: Open, name: str) -> None:
    opened = visit(page(SAMPLES[name], EXERCISE))
    assert opened.requests == []
    assert opened.complaints == []


def test_the_stylesheet_is_allowed_by_the_policy(visit: Open) -> None:
    opened = visit(page(PARTLY, EXERCISE))
    assert opened.page.evaluate("getComputedStyle(document.body).maxWidth") == "736px"


def test_hostile_text_does_nothing(visit: Open) -> None:
    opened = visit(page(hostile(str), EXERCISE))
    harmless = visit(page(hostile(lambda _: "harmless `a`` `b`"), EXERCISE))
    assert opened.dialogs == []
    assert opened.requests == []
    assert opened.page.title().startswith("<script>alert(1)</script>")
    assert [name for name in opened.elements() if name != "code"] == [
        name for name in harmless.elements() if name != "code"
    ]


LONG = " + ".join(f"w_{number} * x_{number}" for number in range(12))
FORMULAS = EXERCISE._replace(
    task="Mean: $x_bar = sum(x_i) / n$, step: $w <- w - alpha * dL/dw$.\n\n$P(A|B) = P(B|A) * P(A) / P(B)$\n\n"
    f"$y_hat = {LONG}$\n\n- $sqrt(x)$\n\n1. $w.T @ x$"
)


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_formulas_are_mathematics_for_everyone(visit: Open, axe: str, dark: bool) -> None:
    text = page(PARTLY, FORMULAS)
    assert visit(text, dark=dark, width=320, bypass_policy=True).violations(axe) == []
    opened = visit(text, width=320)
    opened.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
    assert (opened.complaints, opened.requests, opened.scroll_width()) == ([], [], 320)
    assert opened.elements().count("math") == 6
    heights = "Array.from(document.querySelectorAll('mfrac, msqrt'), e => e.getBoundingClientRect().height)"
    assert min(opened.page.evaluate(heights)) > 15, "a fraction takes more than a line"


def test_the_keyboard_reaches_and_opens_hint_after_hint(visit: Open) -> None:
    opened = visit(page(PARTLY, EXERCISE)).page
    hints = [opened.get_by_text("What should the prediction be"), opened.get_by_text("Compare the formula")]
    assert not any(hint.is_visible() for hint in hints)
    opened.locator(".hint > summary").first.focus()
    opened.keyboard.press("Enter")
    assert [hint.is_visible() for hint in hints] == [True, False]
    opened.keyboard.press("Tab")
    opened.keyboard.press("Space")
    assert [hint.is_visible() for hint in hints] == [True, True]


def test_the_first_tab_stop_leads_past_the_header(visit: Open) -> None:
    opened = visit(page(PARTLY, EXERCISE)).page
    opened.keyboard.press("Tab")
    assert opened.evaluate("document.activeElement.textContent") == "Skip to the content"
    opened.keyboard.press("Enter")
    assert opened.url.endswith("#content")


def test_the_focus_can_be_seen(visit: Open) -> None:
    opened = visit(page(PARTLY, EXERCISE)).page
    opened.keyboard.press("Tab")
    opened.keyboard.press("Tab")
    outline = opened.evaluate(
        "(style => [style.outlineStyle, style.outlineWidth])(getComputedStyle(document.activeElement))"
    )
    assert outline == ["solid", "3px"]


def test_paper_shows_what_is_folded_but_no_hint(visit: Open) -> None:
    opened = visit(page(SAMPLES["partly"], EXERCISE)).page
    task, hint = opened.get_by_text("A model predicts a quiz score"), opened.get_by_text("Hint 1 of 3")
    assert (task.is_visible(), hint.is_visible()) == (False, True)
    opened.emulate_media(media="print")
    assert (task.is_visible(), hint.is_visible()) == (True, False)


def test_paper_is_white_for_a_reader_of_dark_pages(visit: Open) -> None:
    opened = visit(page(PARTLY, EXERCISE), dark=True).page
    colour = "getComputedStyle(document.body).backgroundColor"
    assert opened.evaluate(colour) == "rgb(13, 17, 23)"
    opened.emulate_media(media="print")
    assert opened.evaluate(colour) == "rgb(255, 255, 255)"


def test_a_page_prints_on_two_sheets_at_most(visit: Open) -> None:
    printed = visit(page(PARTLY, EXERCISE)).page.pdf(format="A4")
    assert printed.startswith(b"%PDF")
    assert printed.count(b"/Type /Page\n") <= 2
