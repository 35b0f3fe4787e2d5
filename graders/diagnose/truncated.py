"""Fractions that were cut off without a word, as an array of whole numbers does with all that is put into it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from graders.diagnose.lineup import differs, in_full
from graders.diagnose.parts import changed, numbers
from graders.diagnose.patterns import seen
from graders.diagnose.suspect import Origin, Question, Suspect
from graders.transcript import Answer, NotAsked, Returned

_SAYS = "The fractions are cut off, as in an array of whole numbers."
_HINT = "Put the results into an array that was made with `dtype=float`."
_CAUSE = seen(Origin.FITTED, "fractions-cut", _SAYS)._replace(hint=_HINT)


def truncated(questions: Sequence[Question], answers: Sequence[Answer], asked: Sequence[int]) -> Iterator[Suspect]:
    """Yield what a submission answers to these questions, if it is what comes of arrays with the dtype of their input.

    Each array of integers is then the right one without its fractions, and at least one other array is right and has
    fractions: whoever rounds, or divides with ``//``, has none. One answer is enough in which two different fractions
    were cut off.
    """
    found: list[Answer] = [NotAsked()] * len(questions)
    most_cut, keeps_fractions = 0, False
    for number in asked:
        answer, question = answers[number], questions[number]
        if not isinstance(answer, Returned):
            continue
        fractions, is_cut = _fractions(question.expected), _is_of_integers(answer)
        found[number] = changed(question.expected, np.trunc) if is_cut else question.expected
        if differs(answer, found[number], in_full(question.comparison)):
            return
        most_cut = max(most_cut, fractions if is_cut else 0)
        keeps_fractions = keeps_fractions or (fractions > 0 and not is_cut)
    if most_cut and keeps_fractions:
        yield Suspect(_CAUSE, tuple(found), least=1 if most_cut > 1 else 2, refines="integer@answer")


def _fractions(answer: Answer) -> int:
    """Return how many different numbers of an array are no whole ones."""
    array = numbers(answer)
    if array is None or not array.ndim:
        return 0
    return np.unique(array[np.isfinite(array) & (array != np.trunc(array))]).size


def _is_of_integers(answer: Returned) -> bool:
    return isinstance(answer.value, np.ndarray) and answer.value.dtype.kind in "iu"
