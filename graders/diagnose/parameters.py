"""A parameter that does not matter: a number of the task stands in its place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graders.diagnose.edit import Edit, Source, called, shown
from graders.diagnose.names import read

FIXED = "parameter-fixed"
"""The kind of these mutations."""


def fixed(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Give a parameter always the number with which the reference calls the function at the left margin.

    ``body`` is that of the function.
    """
    for function in source.tree.body:
        if isinstance(function, ast.FunctionDef) and function.body is body:
            start, indentation = _beginning(body[0], source)
            end = "; " if indentation.strip() else f"\n{indentation}"
            used = set[str]().union(*map(read, body))
            for name, number in dict.fromkeys(_numbers(function, source)):
                if name in used:
                    text = f"{name} = {number}{end}".encode()
                    yield Edit(FIXED, start, start, text, f"{shown(name)} were always {shown(number)}")


def _beginning(statement: ast.stmt, source: Source) -> tuple[int, str]:
    """Return where a statement begins, the decorators of a function or class with it, and what precedes on the line."""
    decorators: list[ast.expr] = getattr(statement, "decorator_list", [])
    top = decorators[0] if decorators else statement
    line = source.span(top)[0] - top.col_offset
    start = line + statement.col_offset
    return start, source.bytes[line:start].decode()


def _numbers(function: ast.FunctionDef, source: Source) -> Iterator[tuple[str, str]]:
    """Yield parameters and the numbers that they get, as they are written."""
    parameters = [one.arg for one in function.args.args]
    given: list[tuple[str, ast.expr]] = []
    for statement in source.tree.body:
        if not isinstance(statement, ast.FunctionDef):
            for node in ast.walk(statement):
                if isinstance(node, ast.Call) and called(node) == function.name:
                    given += zip(parameters, node.args, strict=False)
                    given += [(one.arg, one.value) for one in node.keywords if one.arg]
    for name, value in given:
        if isinstance(value, ast.Constant) and type(value.value) in {int, float}:
            yield name, source.code(value)
