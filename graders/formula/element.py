"""The elements of mathematics, by the names that MathML Core has for them."""

from __future__ import annotations

from typing import NamedTuple


class Element(NamedTuple):
    """One element: its ``tag``, and either its ``text`` or its ``parts``. Texts are not escaped."""

    tag: str
    text: str = ""
    parts: tuple[Element, ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()


def operator(text: str) -> Element:
    """Return a sign; the space round it is its own."""
    return Element("mo", text)


def word(text: str) -> Element:
    """Return a name: one letter is slanted, several stand upright."""
    return Element("mi", text)


def upright(letter: str) -> Element:
    """Return one letter that stands upright."""
    return Element("mi", letter, attributes=(("mathvariant", "normal"),))


def row(*parts: Element) -> Element:
    """Return elements side by side; one alone is itself."""
    return parts[0] if len(parts) == 1 else Element("mrow", parts=parts)


def fenced(left: str, parts: tuple[Element, ...], right: str) -> Element:
    """Return elements between two signs that grow with them."""
    return row(operator(left), *parts, operator(right))


def listed(parts: tuple[Element, ...]) -> tuple[Element, ...]:
    """Return elements with a comma between each two."""
    return tuple(element for part in parts for element in (operator(","), part))[1:]


def below(base: Element, subscript: Element) -> Element:
    """Return a base with a subscript."""
    return Element("msub", parts=(base, subscript))


def above(base: Element, superscript: Element) -> Element:
    """Return a base with a superscript; one that has a subscript keeps it, and both stand in line."""
    if base.tag == "msub":
        return Element("msubsup", parts=(*base.parts, superscript))
    return Element("msup", parts=(base, superscript))


def topped(base: Element, accent: str) -> Element:
    """Return a base with an accent over it."""
    return Element("mover", parts=(base, Element("mo", accent, attributes=(("stretchy", "false"),))))
