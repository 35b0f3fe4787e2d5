"""The HTML page of a class: one file that loads nothing and is complete without its script."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from markupsafe import Markup

from graders.analysis.roll import Roll
from graders.reporting.class_view import class_view
from graders.reporting.environment import environment, policy
from graders.resources import templates


def class_page(roll: Roll, *, anonymous: bool = False) -> Iterator[str]:
    """Yield the page as HTML, in pieces, for it grows with the class; the same roll gives the same text.

    An ``anonymous`` page names no student, file or sentence of theirs, and tells counts as shares of the class.
    """
    style, script = _text("style.css") + _text("class.css"), _text("class.js")
    return (
        environment()
        .get_template("pages/class.html")
        .generate(
            view=class_view(roll, anonymous=anonymous),
            style=Markup(style),  # noqa: S704  our own stylesheet
            script=Markup(script),  # noqa: S704  and our own script
            policy=policy(style, script if not anonymous else ""),
        )
    )


@cache
def _text(name: str) -> str:
    return (templates() / name).read_text(encoding="utf-8")
