"""Wrong solutions: what they are called, and what they answer."""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

from graders.exercise import Comparison
from graders.mutation import Mutation
from graders.transcript import Answer


class Origin(IntEnum):
    """Where a wrong solution comes from; what comes first is believed first."""

    DECLARED = 0  # by the author of the exercise
    DERIVED = 1  # by a small change of the reference
    PATTERN = 2  # by what could have been done to the right answer
    EXCHANGE = 3  # by two right answers in each other's place
    FITTED = 4  # as a pattern, with a number or an order that is taken from the submission


class Cause(NamedTuple):
    """What is wrong with a wrong solution: ``says`` tells it to a student, ``hint`` what to do next.

    ``id`` is unique in an exercise: one that is not declared has an ``@`` and its place behind it, as no author's has.
    ``of`` are the functions and variables that it changes: what is answered about these must not speak against it.
    """

    origin: Origin
    id: str
    says: str
    hint: str = ""
    of: frozenset[str] = frozenset()


class Variant(NamedTuple):
    """A wrong solution as a program: the reference with one thing changed, by a ``mutation`` unless it is declared."""

    cause: Cause
    source: bytes
    mutation: Mutation | None = None

    def handed_in(self) -> bytes:
        """Return it as a submission. It knows ``np`` as other variants do, also where the reference does not."""
        return f"import numpy as np\nexec(compile({self.source!r}, 'variant', 'exec', dont_inherit=True))\n".encode()


class Question(NamedTuple):
    """One value that a check compares, a variable's or a call's, or one item of it.

    ``name`` is that of the variable, the function or the item, and ``of`` the variable or function that has the item.
    ``text`` tells it from others: what several checks ask alike is one piece of evidence. ``expected`` is what the
    reference answers, ``size`` how many items the first array or list among the arguments of a call has, 0 without one,
    and None for a variable. ``follows`` are the functions and variables from which the reference works it out: when one
    of them is wrong, so is this, and a variable then tells nothing new.
    """

    check: str
    name: str
    text: str
    comparison: Comparison
    expected: Answer
    size: int | None
    follows: frozenset[str] = frozenset()
    of: str = ""


class Suspect(NamedTuple):
    """A wrong solution and what it answers to each question; at ``least`` so many must speak for it.

    What it ``refines``, by its id, says the same of more answers: it is wrong where this is, and so no rival.
    """

    cause: Cause
    answers: tuple[Answer, ...]
    least: int = 2
    refines: str = ""
