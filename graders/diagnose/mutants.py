"""Wrong solutions derived from the reference: each has one small change of its syntax tree (a mutant)."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import chain, zip_longest
from typing import TypeAlias

from graders.diagnose import arithmetic, arrays, loops, reductions, steps
from graders.diagnose.edit import Edit, Source, is_data
from graders.diagnose.suspect import Cause, Origin, Variant
from graders.mutation import Mutation

MOST = 60
"""Mutants of one exercise."""

_Operator: TypeAlias = Callable[[ast.expr, Source], Iterator[Edit]]
_BlockOperator: TypeAlias = Callable[[list[ast.stmt], Source], Iterator[Edit]]

# The most usual slips first: when two mutants have the same values, the first one is told.
_OPERATORS: tuple[_Operator, ...] = (
    arithmetic.terms,
    arithmetic.powers,
    reductions.reductions,
    reductions.keywords,
    arithmetic.swaps,
    arithmetic.brackets,
    reductions.places,
    arrays.shifts,
    arithmetic.complements,
    arithmetic.divisors,
    arithmetic.operators,
    arithmetic.comparisons,
    arithmetic.logic,
    arrays.calls,
    arrays.transposes,
    loops.ranges,
    loops.positions,
)
_INSIDE_OPERATORS: tuple[_Operator, ...] = (arrays.arguments, arithmetic.constants)
_BLOCK_OPERATORS: tuple[_BlockOperator, ...] = (
    loops.early_returns,
    loops.lost_returns,
    loops.updates,
    loops.bounds,
    steps.sequences,
    steps.early_updates,
    steps.stale_values,
    steps.restarts,
    steps.orders,
    steps.omissions,
)
_KEPT = {"axis", "keepdims", "ddof", "dtype"}


def mutants(source: Source) -> tuple[Variant, ...]:
    """Return at most :data:`MOST` variants of a reference, in an order that depends on nothing else.

    Changed are its functions, and then what stands at the left margin. Data that is typed in is left alone, and so are
    the numbers and the arguments at the left margin: what is worked out there is worked out from data.
    """
    functions = [statement for statement in source.tree.body if isinstance(statement, ast.FunctionDef)]
    inside = [block for function in functions for block in _blocks(function)]
    outside = _blocks(source.tree)
    blocks = [*inside, *outside]
    expressions = [node for block in blocks for statement in block for node in _expressions(statement)]
    of_functions = [node for block in inside for statement in block for node in _expressions(statement)]
    kinds = [[edit for block in blocks for edit in operator(block, source)] for operator in _BLOCK_OPERATORS]
    kinds += [[edit for node in expressions for edit in operator(node, source)] for operator in _OPERATORS]
    kinds += [[edit for node in of_functions for edit in operator(node, source)] for operator in _INSIDE_OPERATORS]
    kinds.insert(0, list(_everywhere(kinds, source)))
    # The first of each kind, then the second of each: where there are too many, some of every kind are left.
    turns = zip_longest(*kinds)
    return tuple(_variants(source, (edit for turn in turns for edit in turn if edit)))


def _everywhere(kinds: Iterable[Iterable[Edit]], source: Source) -> Iterator[Edit]:
    """Yield the changes that can be made in several places, made in all of them: a slip is often repeated."""
    alike: dict[tuple[str, str], list[Edit]] = {}
    for edit in chain.from_iterable(kinds):
        alike.setdefault((edit.operator, edit.as_if), []).append(edit)
    for edits in alike.values():
        if len(edits) > 1 and (everywhere := source.together(edits)):
            yield everywhere


def _variants(source: Source, edits: Iterable[Edit]) -> Iterator[Variant]:
    sources: set[bytes] = set()
    counts = Counter[Mutation]()
    for edit in edits:
        text = source.edited(edit)
        if text in sources:
            continue
        sources.add(text)
        first = Mutation(edit.operator, *source.place(edit))
        counts[first] += 1
        mutation = first._replace(number=counts[first])
        cause = Cause(Origin.DERIVED, mutation.id, f"It looks as if {edit.as_if}.", of=source.names(edit))
        yield Variant(cause, text, mutation)
        if len(sources) == MOST:
            return


def _blocks(node: ast.AST) -> Iterator[list[ast.stmt]]:
    """Yield the lists of statements in a node: its body, and those of loops and branches.

    What a module defines is left out, what a function defines is not.
    """
    for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
        if isinstance(block, list) and block:
            yield block
            for statement in block:
                if not isinstance(node, ast.Module) or not isinstance(statement, ast.FunctionDef | ast.ClassDef):
                    yield from _blocks(statement)


def _expressions(statement: ast.stmt) -> Iterator[ast.expr]:
    """Yield the expressions of one statement, but not of the statements in it; outer ones come first."""
    if isinstance(statement, ast.Assert | ast.Raise):
        return
    if isinstance(statement, ast.Expr) and _is_print(statement.value):
        return
    for field, value in ast.iter_fields(statement):
        if field not in {"targets", "target"}:
            for item in value if isinstance(value, list) else [value]:
                if isinstance(item, ast.expr):
                    yield from _inside(item)


def _inside(node: ast.expr) -> Iterator[ast.expr]:
    if isinstance(node, ast.Constant) or not is_data(node):
        yield node
    for child in _parts(node):
        yield from _inside(child)


def _parts(node: ast.expr) -> Iterator[ast.expr]:
    """Yield the expressions right below one; data, indices and what chooses an axis or a dtype are left out."""
    if isinstance(node, ast.Lambda):
        yield node.body
        return
    if is_data(node) or isinstance(node, ast.JoinedStr):  # inside an f-string Python 3.11 gives no true places
        return
    if isinstance(node, ast.Subscript):
        yield node.value
        return
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.keyword):
            if child.arg not in _KEPT:
                yield child.value
        elif isinstance(child, ast.expr):
            yield child
        elif isinstance(child, ast.comprehension):
            yield from (child.iter, *child.ifs)


def _is_print(node: ast.expr) -> bool:
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
