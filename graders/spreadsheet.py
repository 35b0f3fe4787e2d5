"""Text on its way into a table that a spreadsheet may open: it would compute what looks like a formula."""

from __future__ import annotations

import re

# OWASP's list for CSV injection, with the full-width forms that some spreadsheets read alike.
_SIGN = r"[=+\-@\uff1d\uff0b\uff0d\uff20]"
# A cell begins where a text does, and behind what some spreadsheet takes for the end of a cell or line; quotation marks
# there may be taken off, and an apostrophe of the text's own must not be mistaken for ours.
_PLACE = r"(?:\A|(?<=[;\t\r\n]))"
_FORMULA = rf"(?=['\"]*{_SIGN})"
_BLANK = r"(?=['\"]*[\t\r\n])"

_UNGUARDED = re.compile(rf"{_PLACE}{_FORMULA}|\A{_BLANK}")
_GUARDED = re.compile(rf"{_PLACE}'{_FORMULA}|\A'{_BLANK}")


def harmless(text: str) -> str:
    """Return a text with an apostrophe before every sign that begins a formula, wherever some program begins a cell.

    That is at the start, and behind ``;``, a tab or a line end. Quotation marks before the sign belong to it, and a tab
    or a line end at the start has an apostrophe as well. Commas are the CSV writer's to quote.
    """
    return _UNGUARDED.sub("'", text)


def plain(text: str) -> str:
    """Return the text that :func:`harmless` was given."""
    return _GUARDED.sub("", text)
