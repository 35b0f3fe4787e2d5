"""Formulas as MathML (MathML Core, W3C), which browsers set as mathematics without script."""

from __future__ import annotations

from markupsafe import Markup, escape

from graders.formula.element import Element
from graders.formula.layout import FormulaError, layout


def mathml(formula: str, *, block: bool = False) -> Markup:
    """Return a formula as it is set, in a line or as a ``block`` of its own; its notation is what is read aloud.

    What is no formula is returned as it was, between dollar signs.
    """
    try:
        element = layout(formula)
    except FormulaError:
        return Markup(f"${escape(formula)}$")  # noqa: S704 - escaped, here and below
    display = ' display="block"' if block else ""
    return Markup(f'<math{display} alttext="{escape(formula)}">{_markup(element)}</math>')  # noqa: S704


def _markup(element: Element) -> str:
    attributes = "".join(f' {name}="{value}"' for name, value in element.attributes)
    inner = "".join(map(_markup, element.parts)) or escape(element.text)
    return f"<{element.tag}{attributes}>{inner}</{element.tag}>"
