"""Text from a submission, made safe to show: the one border it crosses on its way into any message or report."""

from __future__ import annotations

import re
import unicodedata

_CUT = " … ({} more characters)"
# Cc controls, Cf invisible format characters (bidi overrides, zero-width), Cs lone surrogates, Zl/Zp line separators.
_UNSAFE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})

# A command to the runner of a CI service, wherever it stands in a line: ``##[…]`` of GitHub, ``##vso[…]`` of Azure.
_COMMAND = re.compile(r"#(?=#\w*\[)")


def printable(text: str, limit: int = 400) -> str:
    r"""Return ``text`` with every character that could act on a terminal, a CI log or a reader's eye spelt out.

    Controls, bidi overrides, zero-width characters and lone surrogates become escapes such as ``\x1b`` or
    ``\u202e``, and the first sign of ``##[`` becomes ``\x23``; newline and tab stay. At most ``limit`` characters of
    the original are kept, and a note tells how many are left out. Markup (``<``, ``&``, a leading ``=``) is each sink's
    own to escape.
    """
    kept = text[:limit].replace("\r\n", "\n")
    shown = kept if kept.isascii() and kept.isprintable() else "".join(map(_spelt, kept))
    if "##" in shown:
        shown = _COMMAND.sub(r"\\x23", shown)
    return shown + (_CUT.format(len(text) - limit) if len(text) > limit else "")


def one_line(text: str, limit: int = 200) -> str:
    """Return :func:`printable` text with newlines and tabs spelt out as well."""
    return printable(text, limit).replace("\n", "\\n").replace("\t", "\\t")


def _spelt(character: str) -> str:
    if character in "\n\t" or unicodedata.category(character) not in _UNSAFE:
        return character
    return character.encode("unicode_escape", "backslashreplace").decode("ascii")
