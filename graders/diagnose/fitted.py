"""Patterns with one unknown, such as a number or a place, that is taken from the answers of a submission."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple, TypeAlias

import numpy as np

from graders.compare.elements import Array
from graders.diagnose.lineup import differs
from graders.diagnose.parts import changed, numbers, part_name, parts, with_part
from graders.diagnose.patterns import patterns, seen
from graders.diagnose.suspect import Origin, Question, Suspect
from graders.transcript import Answer, NotAsked

_Change: TypeAlias = Callable[[Array, Array], Array]
"""What becomes of the right numbers; the second array has those of the submission."""

_TABLE = 2
_LEAST = 3  # numbers of which one can be the odd one out
_LARGEST = 1000  # numbers of an answer that is larger than the right one: a million would be compared one by one


class _Pattern(NamedTuple):
    name: str
    says: str
    change: _Change


def fitted_patterns(
    questions: Sequence[Question], answers: Sequence[Answer], asked: Sequence[int]
) -> Iterator[Suspect]:
    """Yield patterns of which something is taken from the first wrong one of a submission's answers to these questions.

    "All equal" repeats that answer, so it fits that question by construction; this is why it needs three.
    """
    known = {}
    for number in asked:
        right, given = numbers(questions[number].expected), numbers(answers[number])
        if right is not None and given is not None and given.size <= max(right.size, _LARGEST):
            known[number] = right, given
    wrong = next((pair for pair in known.values() if not _are_close(*pair)), None)
    if wrong is None:
        return
    for pattern in _fitted(*wrong):
        found: list[Answer] = [NotAsked()] * len(questions)
        is_constant = pattern.name == "all-equal"
        for number, (_, given) in known.items():
            if questions[number].size is not None or not is_constant:  # a variable has no input
                found[number] = changed(questions[number].expected, _beside(pattern.change, given))
        yield Suspect(seen(Origin.FITTED, pattern.name, pattern.says), tuple(found), least=3 if is_constant else 2)


def part_patterns(questions: Sequence[Question], answers: Sequence[Answer], asked: Sequence[int]) -> Iterator[Suspect]:
    """Yield the patterns of the one part that is wrong in the tuples or dicts that a submission answered."""
    places = set()
    for number in asked:
        question = questions[number]
        right, given = parts(question.expected), parts(answers[number])
        if right.keys() != given.keys():
            return
        places |= {place for place in right if differs(given[place], right[place], question.comparison)}
    if len(places) != 1:
        return
    [place] = places
    own = [one._replace(expected=parts(one.expected).get(place, NotAsked())) for one in questions]
    given_own = [parts(answer).get(place, NotAsked()) for answer in answers]
    name = part_name([questions[number] for number in asked], place)
    for suspect in (*patterns(own), *fitted_patterns(own, given_own, asked)):
        cause = suspect.cause._replace(
            id=f"{suspect.cause.id}{name}", says=f"All is right but the part `{name}`. {suspect.cause.says}"
        )
        whole = [
            with_part(question.expected, place, part) if number in asked else NotAsked()
            for number, (question, part) in enumerate(zip(questions, suspect.answers, strict=True))
        ]
        yield suspect._replace(cause=cause, answers=tuple(whole))


def _fitted(right: Array, given: Array) -> Iterator[_Pattern]:
    yield _Pattern("reshaped", "The numbers are right, but they are in another shape.", _in_shape_of)
    yield _Pattern("all-equal", "The same value comes back for every input.", lambda _, __: given)
    if right.shape != given.shape:
        return
    if right.ndim == _TABLE:
        yield from _of_tables(right, given)
    gaps = np.subtract(given, right, dtype=float).ravel()
    if np.allclose(gaps, gaps[0]):
        yield _Pattern("shifted", "Every result is off by the same number.", lambda each, _: each + gaps[0])
    places = np.argwhere(~np.isclose(given, right, equal_nan=True))
    if len(places) == 1 and right.size >= _LEAST:
        place = tuple(
            axis - length if axis and axis == length - 1 else axis
            for axis, length in zip(places[0].tolist(), right.shape, strict=True)
        )
        yield _Pattern("one-off", f"All numbers are right but {_named(place)}.", lambda *both: _at(place, *both))


def _of_tables(right: Array, given: Array) -> Iterator[_Pattern]:
    columns, rows = _order(right, given), _order(right.T, given.T)
    if columns is not None:
        yield _Pattern("columns-permuted", "The columns are in another order.", lambda each, _: _ordered(each, columns))
    if rows is not None:
        yield _Pattern("rows-permuted", "The rows are in another order.", lambda each, _: _ordered(each.T, rows).T)
    wrong = ~np.isclose(given, right, equal_nan=True)
    for axis, kind in ((0, "column"), (1, "row")):
        lines = np.flatnonzero(wrong.any(axis=axis)).tolist()
        if len(lines) == 1 < min(right.shape) and wrong.sum() > 1:
            [line] = lines
            place = (slice(None), line) if kind == "column" else (line,)
            yield _Pattern(
                f"{kind}-off",
                f"All is right but {kind} {line}, where the first one is {kind} 0.",
                lambda each, own, place=place: _at(place, each, own),  # type: ignore[misc]
            )


def _at(place: tuple[int | slice, ...], right: Array, given: Array) -> Array:
    """Return the right numbers with those of the submission in one place, where there is such a place."""
    if right.shape != given.shape:
        return right
    found = right.astype(np.result_type(right, given))
    try:
        found[place] = given[place]
    except IndexError:
        return right
    return found


def _named(place: tuple[int, ...]) -> str:
    """Return what the number in a place is called; a place before 0 counts from the end."""
    if len(place) == 1 and place[0] in {-1, 0}:
        return "the last one" if place[0] else "the first one"
    counted = ", ".join("last" if axis < 0 else str(axis) for axis in place)
    return f"the one at position `[{counted}]`, where the first one is 0"


def _beside(change: _Change, given: Array) -> Callable[[Array], Array]:
    return lambda right: change(right, given)


def _are_close(right: Array, given: Array) -> bool:
    return right.shape == given.shape and np.allclose(right, given, equal_nan=True)


def _in_shape_of(right: Array, given: Array) -> Array:
    return right.reshape(given.shape) if right.size == given.size else right


def _order(right: Array, given: Array) -> Array | None:
    """Return the order of columns that makes one table of the other; None when there is none.

    Columns that are the same have the same sum, whatever the weights; with these, others have another. So the columns
    of both tables are sorted by it, and those of one rank belong together.
    """
    weights = np.sin(np.arange(1, len(right) + 1))
    order = np.empty(right.shape[1], np.intp)
    order[np.argsort(weights @ given)] = np.argsort(weights @ right)
    return order if np.allclose(right[:, order], given) else None


def _ordered(table: Array, order: Array) -> Array:
    return table[:, order] if table.ndim == _TABLE and table.shape[1] == len(order) else table
