"""A table of the cases that can be read in the exercise's file must not pass for a function."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graders.authoring.bench import Bench
from graders.authoring.finding import Finding
from graders.authoring.isolation import isolated
from graders.authoring.notation import drawn_case
from graders.diagnose.reach import asked
from graders.exercise import Draw, FunctionCheck, RaisesCheck
from graders.grading.plan import Planned, Probe
from graders.result import Outcome
from graders.transcript import Answer, Call, Returned, Value

# Follows the reference and takes the place of its functions. What is not in the table gets 0.
_TABLE = """

import numpy as np
from numpy import inf, nan


def _alike(one, other):
    if isinstance(one, (list, tuple)) and isinstance(other, (list, tuple)):
        return len(one) == len(other) and all(map(_alike, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_alike(one[key], other[key]) for key in one)
    return np.array_equal(one, other) or repr(one) == repr(other)


def _table(rows):
    def look_up(*args, **kwargs):
        for asked, named, answer in rows:
            if _alike(asked, args) and _alike(named, kwargs):
                if isinstance(answer, type):
                    raise answer
                return answer
        return 0
    return look_up

"""


def lookup(bench: Bench) -> Iterator[Finding]:
    """Find functions that a table of their shown cases can stand in for: no hidden or drawn case tells.

    A function without arguments is left alone, as nothing else could be asked of it.
    """
    tables = {name: _rows(bench, name) for name in _names(bench)}
    lines = [f"{name} = _table([{', '.join(rows)}])" for name, rows in tables.items()]
    source = bench.prepared.reference.source + (_TABLE + "\n".join(lines) + "\n").encode()
    passed = {check.id for check in isolated(bench).graded(source).checks if check.outcome is Outcome.PASSED}
    for name in tables:
        about = [check for check in bench.prepared.exercise.checks if name in asked(check)]
        if all(check.id in passed for check in about):
            text = f"a table of the cases that are shown passes for `{name}`. {_advice(name, bench)}"
            first = next(check for check in about if isinstance(check, FunctionCheck))
            yield Finding(bench.place(first), "G403", text)


def _advice(name: str, bench: Bench) -> str:
    """Return which case to add; one that is drawn where all arguments are numbers or arrays of them."""
    calls = [one.ask for one in bench.prepared.suspects.compared if isinstance(one.ask, Call) and one.ask.name == name]
    if case := drawn_case(calls):
        return f"Add a case that is drawn or hidden, such as {case}"
    return "Add a case with other arguments and hidden: true"


def _names(bench: Bench) -> list[str]:
    """Return the functions that are called with arguments, in order."""
    calls = [
        (one.check.function, probe.ask)
        for one in bench.prepared.planned
        if isinstance(one.check, FunctionCheck)
        for probe in one.probes
    ]
    return list(dict.fromkeys(name for name, ask in calls if isinstance(ask, Call) and (ask.args or ask.kwargs)))


def _rows(bench: Bench, name: str) -> list[str]:
    """Return the rows of the table of a function, as source."""
    rows = []
    for one, expected in zip(bench.prepared.planned, bench.prepared.expected, strict=True):
        if isinstance(one.check, FunctionCheck | RaisesCheck) and name in asked(one.check):
            for probe, answer in _shown(one, expected):
                if isinstance(probe.ask, Call):
                    kwargs = dict(probe.ask.kwargs)
                    rows.append(f"({_literal(probe.ask.args)}, {_literal(kwargs)}, {_outcome(one.check, answer)})")
    return rows


def _shown(planned: Planned, expected: Sequence[Answer]) -> Iterator[tuple[Probe, Answer]]:
    """Yield the probes that can be read in the file, with what the reference answers."""
    if not isinstance(planned.check, FunctionCheck | RaisesCheck):
        return
    pairs = zip(planned.probes, expected, strict=True)
    for case in planned.check.cases:
        is_drawn = any(isinstance(value, Draw) for value in (*case.args, *case.kwargs.values()))
        for _ in range(case.draws):
            pair = next(pairs)
            if not is_drawn and not case.hidden:
                yield pair


def _outcome(check: FunctionCheck | RaisesCheck, answer: Answer) -> str:
    if isinstance(check, RaisesCheck):
        return check.exception
    return _literal(answer.value) if isinstance(answer, Returned) else "None"


def _literal(value: Value) -> str:
    """Return an expression for plain data; ``np``, ``nan`` and ``inf`` have to be known where it stands."""
    match value:
        case np.ndarray():
            return f"np.array({_literal(value.tolist())}, dtype={value.dtype.str!r}).reshape({value.shape})"
        case np.generic():
            return f"np.{value.dtype.type.__name__}({_literal(value.item())})"
        case list():
            return f"[{', '.join(map(_literal, value))}]"
        case tuple():
            return f"({''.join(f'{_literal(item)}, ' for item in value)})"
        case dict():
            return f"{{{', '.join(f'{_literal(key)}: {_literal(item)}' for key, item in value.items())}}}"
        case _:
            return repr(value)
