"""What an exercise asks: frozen values, read from YAML by :mod:`graders.spec`.

What can be is a named tuple, made in a tenth of the time that a dataclass takes when the grader starts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from graders.sketch import Sketch
from graders.transcript import Value


class Tolerance(NamedTuple):
    """How far an answer may lie from the expected value: ``atol + rtol * |expected|``; neither may be negative.

    ``own`` is true where the check states a tolerance itself. Without it, an expected integer allows less than one
    half, whatever the numbers here.
    """

    rtol: float = 1e-6
    atol: float = 1e-9
    own: bool = False


class Limits(NamedTuple):
    """What one run of a submission may use; ``memory_mib`` counts beyond the memory of Python and NumPy themselves.

    ``wall_s`` is for what waits: a program that computes on a busy machine should not meet it.
    """

    cpu_s: int = 2
    wall_s: float = 10.0
    memory_mib: int = 256
    output_kib: int = 64


class DtypeRule(StrEnum):
    """How the element type of an answer must agree with that of the expected value."""

    ANY = "any"  # whole numbers stand for floats, and floats for whole numbers
    KIND = "kind"  # float for float, int for int, of any width
    EXACT = "exact"  # float64 for float64


class Compares(StrEnum):
    """How much of a value is compared: each one looks at less than the one before it."""

    VALUE = "value"
    DTYPE = "dtype"
    SHAPE = "shape"
    TYPE = "type"


class Comparison(NamedTuple):
    """The rules by which an answer is held against the expected value.

    With ``item``, a key of a dict or a position in a list or tuple, nothing else of the two values is looked at.
    """

    compares: Compares = Compares.VALUE
    dtype: DtypeRule = DtypeRule.ANY
    tolerance: Tolerance = Tolerance()
    item: str | int | None = None


class Distribution(StrEnum):
    """Where a drawn argument comes from; the names and parameters are those of ``numpy.random.Generator``."""

    NORMAL = "normal"
    UNIFORM = "uniform"
    INTEGERS = "integers"


@dataclass(frozen=True, slots=True)
class Draw:
    """An argument drawn anew for each call.

    ``low`` and ``high`` bound uniform draws and integers, ``high`` excluded; a normal draw ignores them and has mean 0
    and standard deviation 1. An empty ``shape`` draws one number. Floats are rounded to three decimals, so that a
    beginner can type a failing input again.
    """

    distribution: Distribution
    low: float = 0.0
    high: float = 1.0
    shape: tuple[int, ...] = ()


class Case(NamedTuple):
    """Arguments for one call, or with a :class:`Draw` for ``draws``; feedback shows no value of a ``hidden`` one."""

    args: tuple[Value | Draw, ...] = ()
    kwargs: Mapping[str, Value | Draw] = {}
    draws: int = 1
    hidden: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class _Check:
    """What every kind of check has. ``line`` and ``column`` count from 1 and say where the YAML declares it."""

    id: str
    asks: str
    points: float
    needs: tuple[str, ...] = ()
    hints: tuple[str, ...] = ()
    line: int = 1
    column: int = 1


class Follows(NamedTuple):
    """What a variable is computed from: an expression in the namespace of the reference, and the names in it."""

    expression: str
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VariableCheck(_Check):
    """A variable equals the reference's, or what ``follows`` comes to where an earlier one that it names is wrong."""

    variable: str
    comparison: Comparison = field(default_factory=Comparison)
    follows: Follows | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class FunctionCheck(_Check):
    """A function returns what the reference's returns, for every case."""

    function: str
    cases: tuple[Case, ...]
    comparison: Comparison = field(default_factory=Comparison)


@dataclass(frozen=True, slots=True, kw_only=True)
class RaisesCheck(_Check):
    """A function raises ``exception`` (a built-in name), or a subclass of it, for every case."""

    raises: str
    exception: str
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UnchangedCheck(_Check):
    """Functions leave their arguments as they were, for every case."""

    unchanged: tuple[str, ...]
    cases: tuple[Case, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PropertyCheck(_Check):
    """An expression that must be true of what the submission computed.

    The expressions of ``let`` are evaluated beside the submission and only their values leave it; ``property`` is
    evaluated beside the reference, with those values and the drawn ones of ``given`` as names. Both see ``np``.
    """

    property: str
    let: Mapping[str, str]
    given: Mapping[str, Value | Draw] = field(default_factory=dict)
    draws: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class StdoutCheck(_Check):
    """Importing the submission prints every one of these texts, runs of white space counting as one blank."""

    stdout: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TextCheck(_Check):
    """A variable holds a sentence in the student's own words; what the words cannot settle needs a person.

    One word of each group of ``mentions`` is wanted. A word of ``avoids`` speaks for a mix-up.
    """

    text: str
    mentions: tuple[tuple[str, ...], ...]
    avoids: tuple[str, ...] = ()
    min_words: int = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RatingCheck(_Check):
    """A dict in which the student rates each of ``items`` from 1 to 5; reported, never scored."""

    rating: str
    items: Mapping[str, str]


_Computed: TypeAlias = VariableCheck | FunctionCheck | RaisesCheck | UnchangedCheck | PropertyCheck
Check: TypeAlias = _Computed | StdoutCheck | TextCheck | RatingCheck


class Misconception(NamedTuple):
    """A wrong solution that is known by name: the reference, with the function or variable ``of`` replaced.

    ``instead`` is an expression over the parameters of the function, in the namespace of the reference. ``says`` tells
    a student what happened; ``hint``, where there is one, what to do next. ``line`` and ``column`` are as in a check.
    """

    id: str
    of: str
    instead: str
    says: str
    hint: str = ""
    line: int = 1
    column: int = 1


class Equivalent(NamedTuple):
    """Mutants of the reference that are right as well, by their ids, and why; its place is as in a check."""

    mutants: tuple[str, ...]
    because: str
    line: int = 1
    column: int = 1


class Exercise(NamedTuple):
    """One exercise. ``name`` is the stem of its file, and of the submissions that answer it.

    ``minutes`` is how long it takes, about, None where nobody says; ``builds_on`` names exercises of the same course.
    """

    name: str
    title: str
    task: str
    checks: tuple[Check, ...]
    limits: Limits = Limits()
    misconceptions: tuple[Misconception, ...] = ()
    minutes: int | None = None
    builds_on: tuple[str, ...] = ()
    pictures: tuple[Sketch, ...] = ()
    equivalent: tuple[Equivalent, ...] = ()

    @property
    def max_score(self) -> float:
        """The points of all checks together."""
        return sum(check.points for check in self.checks)
