"""The looks at a page can see what they look for: each is shown a page that is spoilt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from graders.reporting.page import page
from tests.reporting.samples import EXERCISE, PARTLY, hostile

if TYPE_CHECKING:
    from tests.browser.visit import Visit

pytestmark = pytest.mark.browser

Open = Callable[..., "Visit"]
SOUND = page(PARTLY, EXERCISE)


def _spoilt(old: str, new: str) -> str:
    assert old in SOUND
    return SOUND.replace(old, new, 1)


@pytest.mark.parametrize(
    ("old", "new", "rule"),
    [
        ("--muted: #57606a", "--muted: #c0c0c0", "color-contrast"),
        ('<html lang="en">', "<html>", "html-has-lang"),
        ("<h1>", "<h4>", "page-has-heading-one"),
        ("<dl class", "<dl><p></p></dl><dl class", "definition-list"),
    ],
)
def test_axe_sees_a_broken_rule(visit: Open, axe: str, old: str, new: str, rule: str) -> None:
    opened = visit(_spoilt(old, new), bypass_policy=True)
    assert any(violation.startswith(f"{rule}:") for violation in opened.violations(axe))


def test_a_page_that_is_too_wide_is_seen(visit: Open) -> None:
    opened = visit(_spoilt("<main ", '<p><svg width="500"></svg></p><main '), width=320)
    assert opened.scroll_width() > 320


def test_a_request_is_seen(visit: Open) -> None:
    unguarded = _spoilt("default-src &#39;none&#39;", "default-src *")
    opened = visit(unguarded.replace("<main ", '<img alt="" src="other.png"><main '))
    assert any(url.endswith("other.png") for url in opened.requests)


def test_a_breach_of_the_policy_is_seen(visit: Open) -> None:
    opened = visit(_spoilt("<main ", '<p style="color: red">x</p><main '))
    assert any("Content Security Policy" in complaint for complaint in opened.complaints)


def test_a_dialog_is_seen(visit: Open) -> None:
    opened = visit("<!doctype html><title>x</title><script>alert('seen')</script>")
    assert opened.dialogs == ["seen"]


def test_text_that_is_not_escaped_is_seen(visit: Open) -> None:
    sound = page(hostile(str), EXERCISE)
    opened = visit(sound.replace("&lt;", "<").replace("&gt;", ">"))
    assert opened.elements() != visit(sound).elements()
