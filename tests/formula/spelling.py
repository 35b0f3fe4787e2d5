"""Laid out mathematics on one line, so that a test can say what it expects: ``frac(a;b)``, ``x_[i]``, ``x^[2]``."""

from __future__ import annotations

from graders.formula.element import Element

_ACCENTS = {"^": "hat", "¯": "bar"}


def spelt(element: Element) -> str:
    """Return an element and its parts on one line."""
    parts = [spelt(part) for part in element.parts]
    match element.tag:
        case "mfrac":
            return f"frac({';'.join(parts)})"
        case "msub":
            return "{}_[{}]".format(*parts)
        case "msup":
            return "{}^[{}]".format(*parts)
        case "msubsup":
            return "{}_[{}]^[{}]".format(*parts)
        case "mover":
            return f"{_ACCENTS[parts[1]]}({parts[0]})"
        case "msqrt":
            return f"root({parts[0]})"
        case "mspace":
            return "~"
        case _:
            return element.text.replace("\N{NO-BREAK SPACE}", " ") + "".join(parts)
