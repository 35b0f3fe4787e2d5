"""Checks that let everything pass: crude submissions, the starter and all known wrong solutions."""

from __future__ import annotations

import ast
import builtins
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.authoring.isolation import isolated
from graders.exercise import (
    Check,
    Exercise,
    FunctionCheck,
    PropertyCheck,
    RaisesCheck,
    RatingCheck,
    StdoutCheck,
    TextCheck,
    UnchangedCheck,
    VariableCheck,
)
from graders.parsing import expression
from graders.result import Outcome

_VALUES = ("0", "1", "-1.5", "None", '""', '"abc"', "[]", "np.zeros((2, 3))", "np.array([-1.5, 7.0])")
_SAYS_NOTHING = ("I do not know what to write here.", "Lorem ipsum dolor sit amet, consectetur adipiscing elit.")

# A function that writes into what it is given.
_SPOIL = b"""

def spoil(*args):
    for one in args:
        if isinstance(one, np.ndarray):
            one[...] = 0
        elif isinstance(one, (list, dict)):
            one.clear()
"""


class _Names(NamedTuple):
    """What an exercise asks a submission to define."""

    variables: frozenset[str]
    functions: frozenset[str]


def blunt(bench: Bench) -> Iterator[Finding]:
    """Find checks that pass for some wrong submission and fail for none in which there is something to look at.

    A name that is missing, and an exception, say nothing about a check. A text check is blunt that passes for a
    sentence that says nothing.
    """
    alone = isolated(bench)
    exercise = alone.prepared.exercise
    left = {check.id: check for check in exercise.checks if not isinstance(check, TextCheck | RatingCheck)}
    passing: set[str] = set()
    for source in _wrong(bench):
        if not left:
            break
        for result in alone.graded(source).checks:
            if result.outcome is Outcome.WRONG:
                left.pop(result.id, None)
            elif result.outcome is Outcome.PASSED:
                passing.add(result.id)
    for check in left.values():
        if check.id in passing:
            text = f"'{check.id}' passes whatever is handed in: 0, nothing, and every known wrong solution"
            yield Finding(bench.place(check), "G404", ". ".join(filter(None, (text, _untouched(check)))))
    yield from _moved_by_nothing(alone)


def _untouched(check: Check) -> str:
    """Return what to write in place of a property that looks at an argument after a call; empty for any other."""
    if not isinstance(check, PropertyCheck):
        return ""
    given = next((f"`{name}: {code}`" for name, code in check.let.items() if code.strip() in check.given), "")
    called = sorted(_asked(check).functions)
    if not given or not called:
        return ""
    why = f"In `let` each expression gets its own copy of what is given, so that no call changes {given}"
    return f"{why}. To ask that an argument stays as it is, write unchanged: {called[0]}, with cases"


def _wrong(bench: Bench) -> Iterator[bytes]:
    """Yield wrong submissions, the crudest first."""
    starter = bench.course.starter(bench.prepared.exercise.name)
    yield from (b"", *([starter.read_bytes()] if starter.is_file() else []))
    names = _names(bench.prepared.exercise)
    for value in _VALUES:
        yield _crude(names, value, value)
    yield _crude(names, "0", "[*args, *kwargs.values(), None][0]")
    yield _crude(names, "0", "spoil(*args, *kwargs.values())") + _SPOIL
    for variant in bench.prepared.suspects.variants(every=True):
        yield variant.handed_in()


def _crude(names: _Names, value: str, returned: str) -> bytes:
    lines = ["import numpy as np"]
    lines += [f"{name} = {value}" for name in sorted(names.variables - names.functions)]
    lines += [f"def {name}(*args, **kwargs): return {returned}" for name in sorted(names.functions)]
    return "\n".join(lines).encode()


def _names(exercise: Exercise) -> _Names:
    found = [*map(_asked, exercise.checks)]
    variables, functions = (frozenset(chain.from_iterable(one)) for one in zip(*found, strict=True))
    return _Names(variables - functions, functions)


def _asked(check: Check) -> _Names:
    match check:
        case VariableCheck(variable=name) | TextCheck(text=name):
            return _Names(frozenset([name]), frozenset())
        case FunctionCheck(function=name) | RaisesCheck(raises=name):
            return _Names(frozenset(), frozenset([name]))
        case UnchangedCheck(unchanged=functions):
            return _Names(frozenset(), frozenset(functions))
        case PropertyCheck():
            nodes = [node for code in check.let.values() for node in ast.walk(expression(code))]
            names = {node.id for node in nodes if isinstance(node, ast.Name)} - {"np", *check.given, *dir(builtins)}
            called = {node.func.id for node in nodes if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
            return _Names(frozenset(names - called), frozenset(names & called))
        case StdoutCheck() | RatingCheck():
            return _Names(frozenset(), frozenset())


def _moved_by_nothing(bench: Bench) -> Iterator[Finding]:
    texts = [check for check in bench.prepared.exercise.checks if isinstance(check, TextCheck)]
    named: set[str] = set()
    for sentence in _SAYS_NOTHING if texts else ():
        written = {check.text: f"{sentence} " * check.min_words for check in texts}
        source = "\n".join(f"{name} = {value!r}" for name, value in written.items())
        passed = {result.id for result in bench.graded(source.encode()).checks if result.outcome is Outcome.PASSED}
        for check in texts:
            if check.id in passed - named:
                named.add(check.id)
                text = f"'{check.id}' passes for a sentence that says nothing: \"{sentence}\" Leave such words out"
                yield Finding(bench.place(check), "G404", text)
