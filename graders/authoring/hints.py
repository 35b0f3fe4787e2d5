"""The ladder of hints: three steps, none of which is the answer."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.exercise import Check, FunctionCheck, RatingCheck, VariableCheck
from graders.parsing import program
from graders.prose import SpanKind, spans

STEPS = 3
"""The idea, the place, and the line with blanks."""

_OPERATIONS = (ast.BinOp, ast.BoolOp, ast.Compare)
_PLAIN = (ast.Constant, ast.Name, ast.UnaryOp)


def hints(bench: Bench) -> Iterator[Finding]:
    """Find checks with too few hints, hints that are the answer, and first hints with code of the reference.

    The answer is everything that the reference assigns and returns for what a check compares. Code in a hint stands
    between backticks; blanks are underscores, which no name of the reference is.
    """
    tree = program(bench.prepared.reference.source)
    for check in bench.prepared.exercise.checks:
        if not isinstance(check, RatingCheck):
            for code, text in _faults(check, [*_rights(tree, _name(check))]):
                yield Finding(bench.place(check), code, text)


def _faults(check: Check, rights: list[ast.AST]) -> Iterator[tuple[str, str]]:
    """Yield code and text of what is wrong with the hints of a check; ``rights`` are what its reference computes."""
    if len(check.hints) < STEPS:
        yield (
            "G501",
            f"'{check.id}' has {len(check.hints)} of {STEPS} hints: the idea, the place, and the line with blanks",
        )
    answer = {ast.dump(right) for right in rights if not isinstance(right, _PLAIN)}
    pieces = {ast.dump(node) for right in rights for node in ast.walk(right) if isinstance(node, _OPERATIONS)}
    for number, hint in enumerate(check.hints, 1):
        said = {ast.dump(node) for tree in _code(hint) for node in ast.walk(tree)}
        if answer and answer <= said:
            yield "G502", f"hint {number} of '{check.id}' is the answer of the reference. Put ____ in its place"
        elif number == 1 and not said.isdisjoint(answer | pieces):
            yield "G503", f"the first hint of '{check.id}' has code of the reference. Ask for the idea"


def _name(check: Check) -> str:
    match check:
        case VariableCheck(variable=name) | FunctionCheck(function=name):
            return name
        case _:
            return ""


def _rights(tree: ast.Module, name: str) -> Iterator[ast.AST]:
    """Yield what is assigned to a variable, or assigned and returned in a function.

    Of a variable that is a number or another name, the whole line is the answer.
    """
    for statement in tree.body:
        match statement:
            case ast.FunctionDef() if statement.name == name:
                yield from _computed(ast.walk(statement))
            case ast.Assign() if name in map(ast.unparse, statement.targets):
                yield statement if isinstance(statement.value, _PLAIN) else statement.value


def _computed(nodes: Iterable[ast.AST]) -> Iterator[ast.expr]:
    for node in nodes:
        if isinstance(node, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Return) and node.value is not None:
            yield node.value


def _code(hint: str) -> Iterator[ast.Module]:
    """Yield the code and formulas of a hint that Python can read, the first line of a block among them."""
    for span in spans(hint):
        for text in (span.text, f"{span.text} pass") if span.kind is not SpanKind.WORDS else ():
            try:
                yield program(text.strip())
            except (SyntaxError, ValueError):
                continue
            break
