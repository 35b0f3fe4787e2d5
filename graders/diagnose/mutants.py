"""Wrong solutions derived from the reference: each has one small change of its syntax tree (a mutant)."""

from __future__ import annotations

import ast
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator
from itertools import chain, zip_longest
from typing import TypeAlias

from graders.diagnose import arithmetic, arrays, columns, loops, parameters, reductions, steps
from graders.diagnose.edit import Edit, Source, are_alike, is_data
from graders.diagnose.suspect import Cause, Origin, Variant
from graders.mutation import Mutation
from graders.parsing import program

MOST = 120
"""Mutants of one exercise that submissions are held against."""

_Operator: TypeAlias = Callable[[ast.expr, Source], Iterator[Edit]]
_BlockOperator: TypeAlias = Callable[[list[ast.stmt], Source], Iterator[Edit]]

# The most usual slips first: when two mutants have the same values, the first one is told.
_USUAL_OPERATORS: tuple[_Operator, ...] = (
    arrays.shifts,  # which says more of a term left out than the next one does
    arithmetic.terms,
    arithmetic.operators,
    arithmetic.powers,
    reductions.reductions,
)
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
    parameters.fixed,
)
_OPERATORS: tuple[_Operator, ...] = (
    columns.columns,
    reductions.keywords,
    arithmetic.swaps,
    arithmetic.brackets,
    reductions.places,
    arithmetic.complements,
    arithmetic.divisors,
    arithmetic.comparisons,
    arithmetic.logic,
    arrays.calls,
    arrays.transposes,
    loops.ranges,
    loops.positions,
)
_INSIDE_OPERATORS: tuple[_Operator, ...] = (arrays.arguments, arithmetic.constants)
_KEPT = {"axis", "keepdims", "ddof", "dtype"}
_BRACKETS_AND_BLANKS = b"() \t\r\n"


def mutants(source: Source, most: int | None = MOST, unseen: Collection[str] = ()) -> tuple[Variant, ...]:
    """Return at most so many variants of a reference, or all; each has the same name however many there are.

    Changed are its functions, but for the ``unseen`` ones to which no check leads, and then what stands at the left
    margin. Data that is typed in is left alone, and so are the numbers and the arguments at the left margin: what is
    worked out there is worked out from data.

    Where there are too many, those that are kept are shared out over functions and kinds. A change in several places
    comes after those in one place, and has a quarter of the room when that is short.
    """
    functions = (statement for statement in source.tree.body if isinstance(statement, ast.FunctionDef))
    seen = [function for function in functions if function.name not in unseen]
    parts = [*(_edits(function, source) for function in seen), _edits(source.tree, source)]
    kinds = [*chain.from_iterable(zip(*parts, strict=True))]
    # The first of each kind in each function, then the second of each.
    single = [edit for turn in zip_longest(*kinds) for edit in turn if edit]
    repeated = _repeated(single, source)
    known = _Programs(source)
    in_one_place, in_several = ([edit for edit in edits if known.add(edit)] for edits in (single, repeated))
    variants = [*_variants(source, [*in_one_place, *in_several])]
    if most is None or len(variants) <= most:
        return tuple(variants)
    room = max(most - len(in_one_place), min(len(in_several), most // 4))
    return (*variants[: most - room], *variants[len(in_one_place) :][:room])


def _edits(part: ast.FunctionDef | ast.Module, source: Source) -> list[list[Edit]]:
    """Return the changes of a function, or of what stands at the left margin, by kind."""
    blocks = [*_blocks(part)]
    nodes = [node for block in blocks for statement in block for node in _expressions(statement)]
    inside = nodes if isinstance(part, ast.FunctionDef) else []
    return [
        *([edit for node in nodes for edit in operator(node, source)] for operator in _USUAL_OPERATORS),
        *([edit for block in blocks for edit in operator(block, source)] for operator in _BLOCK_OPERATORS),
        *([edit for node in nodes for edit in operator(node, source)] for operator in _OPERATORS),
        *([edit for node in inside for edit in operator(node, source)] for operator in _INSIDE_OPERATORS),
    ]


def _repeated(single: Iterable[Edit], source: Source) -> Iterator[Edit]:
    """Yield the changes that can be made in several places, made in all of them: a slip is often repeated."""
    alike: dict[tuple[str, str], list[Edit]] = {}
    for edit in single:
        alike.setdefault((edit.operator, edit.as_if), []).append(edit)
    for edits in alike.values():
        if len(edits) > 1 and (everywhere := source.together(edits)):
            yield everywhere


class _Programs:
    """The reference and the mutants so far: no two are one program, whatever the brackets."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._alike: dict[bytes, list[bytes]] = {}
        self._trees = {source.bytes: source.tree}
        self._is_new(source.bytes)

    def add(self, edit: Edit) -> bool:
        """Say whether a change makes a program that is not known yet, and keep it."""
        return self._is_new(self._source.edited(edit))

    def _is_new(self, text: bytes) -> bool:
        # To read each mutant would take longer than all else: only brackets and blanks can hide that two are alike.
        alike = self._alike.setdefault(text.translate(None, _BRACKETS_AND_BLANKS), [])
        if text in alike or any(are_alike(self._tree(text), self._tree(other)) for other in alike):
            return False
        alike.append(text)
        return True

    def _tree(self, text: bytes) -> ast.Module:
        if text not in self._trees:
            self._trees[text] = program(text)
        return self._trees[text]


def _variants(source: Source, edits: Iterable[Edit]) -> Iterator[Variant]:
    counts = Counter[Mutation]()
    for edit in edits:
        first = Mutation(edit.operator, *source.place(edit))
        counts[first] += 1
        mutation = first._replace(number=counts[first])
        cause = Cause(Origin.DERIVED, mutation.id, f"It looks as if {edit.as_if}.", of=source.names(edit))
        yield Variant(cause, source.edited(edit), mutation)


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
