"""What grading found: outcomes, mismatches and check results.

Most are named tuples, made in a tenth of the time that a dataclass takes when the grader starts.

Every text here is safe to show: what came from a submission has been through :func:`graders.printable.printable`.
In sentences for people, code stands between backticks.
"""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple

from graders.sketch import PictureKind

FILE_CHECK = "file"


class Outcome(StrEnum):
    """What became of a check or a submission; the order is from the best news to the worst."""

    PASSED = "passed"
    NEEDS_REVIEW = "needs_review"  # only a person can tell
    NOT_RUN = "not_run"  # a check it needs did not pass, or the run had ended
    WRONG = "wrong"
    MISSING = "missing"  # the submission does not define what was asked for
    RAISED = "raised"
    KILLED = "killed"  # the run crashed, ended itself, used too much memory or sent what cannot be read
    TIMED_OUT = "timed_out"
    GRADER_FAILED = "grader_failed"  # a fault of ours; never the student's zero

    @staticmethod
    def worst(outcomes: Iterable[Outcome]) -> Outcome:
        """Return the worst of the outcomes, ``PASSED`` when there are none."""
        return max(outcomes, key=_ORDER.__getitem__, default=Outcome.PASSED)


_ORDER = {outcome: position for position, outcome in enumerate(Outcome)}


class MismatchKind(StrEnum):
    """The first thing in which an answer differs; later things are not looked at."""

    TYPE = "type"
    LENGTH = "length"
    KEYS = "keys"
    SHAPE = "shape"
    DTYPE = "dtype"
    NONFINITE = "nonfinite"
    VALUES = "values"
    TEXT = "text"


class Cells(NamedTuple):
    """The corner of an array that is drawn: texts by row, and which of them differ from the other array's.

    A vector has one row. ``shape`` is that of the whole array, which may be larger than what is drawn; ``origin`` is
    the index in it of the first cell drawn.
    """

    shape: tuple[int, ...]
    rows: tuple[tuple[str, ...], ...]
    differs: tuple[tuple[bool, ...], ...]
    origin: tuple[int, ...] = ()


class Mismatch(NamedTuple):
    """Where and by how much an answer differs from the expected value.

    ``path`` leads into containers (``["w"][1]``), ``index`` to the element of an array that exceeds its own tolerance
    most. ``answer`` and ``expected`` show the two values there, with as many digits as tell them apart; so are the
    ``difference`` of the two, the same ``relative`` to the expected value and the difference that is ``allowed`` those
    of this element, None where there is none to tell. ``rtol`` and ``atol`` are the tolerance that was applied, 0 where
    values are compared exactly. ``differing`` of ``size`` elements differ.

    What ``answer`` and ``expected`` show depends on the kind: nouns for two types ("a list of 3 items"), lengths,
    shapes, names of dtypes, and for keys those not asked for and those missing. With a shape or a dtype, ``differing``
    counts the numbers taken in order, and ``size`` is 0 where they cannot be paired; with a type, where not all of them
    are right. ``note`` is a sentence on what these fields cannot tell.
    """

    kind: MismatchKind
    answer: str
    expected: str
    path: str = ""
    index: tuple[int, ...] | None = None  # type: ignore[assignment]  # the method of a tuple is of no use here
    differing: int = 0
    size: int = 0
    difference: float | None = None
    relative: float | None = None
    allowed: float | None = None
    rtol: float = 0.0
    atol: float = 0.0
    answer_cells: Cells | None = None
    expected_cells: Cells | None = None
    note: str = ""


class Fault(NamedTuple):
    """An exception of the submission: Python's own words, and the innermost line of the student's file."""

    exception: str
    message: str
    line: int | None = None
    source_line: str = ""

    def __str__(self) -> str:
        return f"{self.exception}: {self.message}" if self.message else self.exception


class Diagnosis(NamedTuple):
    """The likely cause of a wrong answer: a wrong solution that gives the same.

    ``id`` names it, ``text`` tells it to a student. On ``probes`` calls and variables it differs from what is right;
    the submission gives its very value on ``equal`` of them, and no other value on any: where some are missing, no
    value came back. Both are 0 where no values are compared, but a run of its own showed the cause.
    """

    id: str
    text: str
    equal: int
    probes: int


class CheckResult(NamedTuple):
    """The verdict on one check, in the parts a report shows one after the other.

    ``message`` tells the gap between what came and what was expected, ``right`` what is right already, ``next_step``
    one thing to try. ``call`` is the call that went wrong, as the student could type it; ``sentence`` what the student
    wrote where words are asked for. ``follow_through`` names the variables with other values than the right ones, from
    which the value of a check that passed was worked out rightly. When the submission does not run to its end, a
    first check with the id ``FILE_CHECK`` and no points says so, and what it had not defined by then is ``NOT_RUN``.
    """

    id: str
    title: str
    outcome: Outcome
    score: float
    max_score: float
    message: str
    right: str = ""
    next_step: str = ""
    call: str = ""
    mismatch: Mismatch | None = None
    fault: Fault | None = None
    printed: str = ""
    sentence: str = ""
    hints: tuple[str, ...] = ()
    provisional: bool = False  # the verdict may be changed by a person
    diagnosis: Diagnosis | None = None
    follow_through: tuple[str, ...] = ()


class Rating(NamedTuple):
    """How a student rates one item of a self-check: 1 to 5, or None where no such number was given."""

    item: str
    stars: int | None


class Series(NamedTuple):
    """Numbers of one or two variables that a picture draws, six digits of each; NaN in ``y`` where none can be drawn.

    curve: ``y`` by index ``x``, at most a hundred of them with the first, the last, the least and the greatest.
    line: slope ``x`` and intercept ``y``, one of each; its points: ``x`` and ``y``.
    bars: the first numbers ``y``.
    calibration: for each bin that holds any, the mean of what was predicted and how often it came true.
    distributions: the bounds ``x`` of the bins, one more than counts ``y``; ``mean`` is that of all numbers.
    boxes: the shape ``y``.

    ``size`` numbers there were, and ``left_out`` of them cannot be drawn: infinite, not a number, or beyond 1e100.
    """

    names: tuple[str, ...]
    x: tuple[float, ...]
    y: tuple[float, ...]
    size: int
    left_out: int = 0
    mean: float | None = None


class Picture(NamedTuple):
    """What a submission computed, as it is to be drawn, and beside it what was expected.

    ``points`` holds one series, which a line is drawn over; other kinds have none. Where nothing can be drawn, ``note``
    is a sentence that says why, and there are no series.
    """

    kind: PictureKind
    title: str
    answer: tuple[Series, ...] = ()
    expected: tuple[Series, ...] = ()
    points: tuple[Series, ...] = ()
    labels: tuple[str, ...] = ()
    note: str = ""


class LeftOver(NamedTuple):
    """An entry of a folder that is not graded, and why; a folder that is passed over stands for all that it holds."""

    label: str
    why: str


class Graded(NamedTuple):
    """One submission graded against one exercise.

    ``level`` is how far the run was kept apart, as attested for this very run; ``notes`` are remarks on the file as a
    whole; ``printed`` is what it printed when imported.
    """

    exercise: str
    title: str
    submission: str
    student: str | None
    level: str
    seed: int
    checks: tuple[CheckResult, ...]
    notes: tuple[str, ...] = ()
    ratings: tuple[Rating, ...] = ()
    printed: str = ""
    pictures: tuple[Picture, ...] = ()

    @property
    def score(self) -> float:
        """The points reached."""
        return round(sum(check.score for check in self.checks), 6)

    @property
    def max_score(self) -> float:
        """The points that can be reached."""
        return round(sum(check.max_score for check in self.checks), 6)

    @property
    def outcome(self) -> Outcome:
        """The worst outcome of any check."""
        return Outcome.worst(check.outcome for check in self.checks)
