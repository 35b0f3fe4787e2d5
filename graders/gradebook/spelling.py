"""Names of students as plain text: file systems allow names that no database, table or terminal can take."""

from __future__ import annotations

from graders.printable import one_line


def spelt(name: str) -> str:
    r"""Return a name with its controls, invisible characters and lone surrogates spelt out, and ``\`` doubled.

    No two names are spelt alike, and the text is safe to show.
    """
    doubled = name.replace("\\", "\\\\").replace("\r", "\\r")
    return one_line(doubled, limit=len(doubled))


def unspelt(text: str) -> str:
    """Return the name that :func:`spelt` has spelt."""
    return text.encode("ascii", "backslashreplace").decode("unicode_escape") if "\\" in text else text
