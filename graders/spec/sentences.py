"""Texts that people read, whose formulas must be such that a page can set them."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

from typing import NamedTuple

from graders.prose import SpanKind, has_lone_dollar, spans
from graders.spec.faults import Faults, quoted
from graders.spec.kinds import Schema, Text
from graders.spec.nodes import Node

_CODE_INDENT = " " * 4


class Sentence(NamedTuple):
    """Words, with code between backticks and formulas between dollar signs."""

    expects: str = "a sentence"

    def read(self, node: Node) -> str:
        text = self._text.read(node)
        if "$" in text:
            _refuse_what_is_no_formula(text, node)
        return text

    def schema(self) -> Schema:
        return self._text.schema()

    @property
    def _text(self) -> Text:
        return Text(self.expects)


def _refuse_what_is_no_formula(text: str, node: Node) -> None:
    from graders.formula.layout import LONGEST, FormulaError, layout  # noqa: PLC0415 - few texts have a formula

    faults = Faults()
    words = "\n".join(line for line in text.splitlines() if not line.startswith(_CODE_INDENT))
    for span in spans(words):
        if span.kind is SpanKind.FORMULA:
            try:
                layout(span.text)
            except FormulaError:
                faults.note(
                    node.place,
                    f"{quoted(node.key)}: expected a formula of at most {LONGEST} characters as Python writes it, such "
                    f"as $y_hat = w * x + b$, found {quoted(f'${span.text}$')}; a dollar sign alone is written \\$",
                )
    if has_lone_dollar(words):
        faults.note(
            node.place,
            f"{quoted(node.key)}: expected a second '$' behind a formula, found one without a partner; "
            "a dollar sign alone is written \\$",
        )
    faults.settle()
