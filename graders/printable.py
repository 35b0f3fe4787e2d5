"""Text from a submission, made safe to show: the one border it crosses on its way into any message or report."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_CUT = " … ({} more characters)"
_MAX_FAULT = 2000  # characters of the message of a fault
# Cc controls, Cf invisible format characters (bidi overrides, zero-width), Cs lone surrogates, Zl/Zp line separators.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
# What else is not drawn: Default_Ignorable_Code_Point (DerivedCoreProperties.txt, Unicode 16), and symbols without ink.
_FILLERS = (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x3164, 0xFFA0)
_SELECTORS = (*range(0x180B, 0x1810), *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))
_BLANKS = (0x2800, 0x1D159)
_UNSEEN = frozenset(map(chr, (*_FILLERS, *_SELECTORS, *_BLANKS)))
_MARKS = frozenset({"Mn", "Me"})
_MOST_MARKS = 4  # on one character: Unicode Technical Standard 39, 5.4

# What belongs to a picture that is drawn: the selector of its colours, and the joiner of two pictures to one (Unicode
# Technical Standard 51). Behind digits, letters and operators they would be a difference that nobody sees.
_PICTURE = r"[\u2190-\u21ff\u2300-\u23ff\u25a0-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff]"
_JOINT = rf"\ufe0f(?<={_PICTURE}\ufe0f)|\u200d(?={_PICTURE})(?:(?<={_PICTURE}\u200d)|(?<={_PICTURE}\ufe0f\u200d))"

# A command to the runner of a CI service, wherever it stands in a line: ``##[…]`` of GitHub, ``##vso[…]`` of Azure.
_COMMAND = re.compile(r"#(?=#\w*\[)")


def printable(text: str, limit: int = 400) -> str:
    r"""Return ``text`` with every character that could act on a terminal, a CI log or a reader's eye spelt out.

    Controls, bidi overrides, lone surrogates and what cannot be seen, such as zero-width characters, fillers and
    variation selectors, become escapes such as ``\x1b`` or ``\u202e``, and the first sign of ``##[`` becomes ``\x23``;
    newline and tab stay, and so does what is a part of an emoji. Of the marks that combine with the character before
    them the first four stay. At most ``limit`` characters of the original are kept, and a note tells how many are left
    out. Markup (``<``, ``&``, a leading ``=``) is each sink's own to escape.
    """
    kept = text[:limit].replace("\r\n", "\n")
    shown = kept if kept.isascii() and kept.isprintable() else "".join(_spelt(kept))
    if "##" in shown:
        shown = _COMMAND.sub(r"\\x23", shown)
    return shown + (_CUT.format(len(text) - limit) if len(text) > limit else "")


def one_line(text: str, limit: int = 200) -> str:
    """Return :func:`printable` text with newlines and tabs spelt out as well."""
    return printable(text, limit).replace("\n", "\\n").replace("\t", "\\t")


def trace(error: BaseException) -> str:
    """Return the traceback of a fault of ours, the innermost call last; its message may quote a submission."""
    import traceback  # noqa: PLC0415 - only needed for a bug

    frames = "".join(traceback.format_tb(error.__traceback__))
    return f"{frames}{type(error).__name__}: {one_line(str(error), _MAX_FAULT)}\n"


def _spelt(text: str) -> Iterator[str]:
    marks = _MOST_MARKS  # that the character before has; its fill where there is none that a mark could stand on
    joints = {joint.start() for joint in re.finditer(_JOINT, text)}  # compiled by the first text that is not ASCII
    for place, character in enumerate(text):
        category = unicodedata.category(character)
        is_mark = category in _MARKS
        if place in joints:
            yield character
        elif character in "\n\t":
            marks = _MOST_MARKS
            yield character
        elif category in _UNSAFE or character in _UNSEEN or (is_mark and marks >= _MOST_MARKS):
            marks = _MOST_MARKS
            yield character.encode("unicode_escape", "backslashreplace").decode("ascii")
        else:
            marks = marks + 1 if is_mark else 0
            yield character
