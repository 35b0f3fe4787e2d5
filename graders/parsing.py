"""Code of an exercise as Python reads it, without the warnings that are meant for whoever runs it."""

from __future__ import annotations

import ast
import warnings


def program(source: str | bytes) -> ast.Module:
    """Return the syntax tree of a program; raises ``SyntaxError``, or ``ValueError`` for null bytes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ast.parse(source)  # noqa: TID251 - here it is


def expression(text: str) -> ast.Expression:
    """Return the syntax tree of an expression that Python can compute; raises what :func:`program` raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        tree = ast.parse(text, mode="eval")  # noqa: TID251 - as above
        compile(tree, "expression", "eval", dont_inherit=True)  # which knows more faults than the parser
        return tree
