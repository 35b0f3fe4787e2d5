"""Two variables that have each other's values: training and validation, `w` and `b`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np

from graders.diagnose.lineup import weight
from graders.diagnose.parts import numbers
from graders.diagnose.suspect import Cause, Origin, Question, Suspect
from graders.transcript import Answer

_MOST = 10
"""Variables of which every pair is looked at."""

_HINT = "Look where the two get their values, and let them change places."


def swapped(questions: Sequence[Question]) -> Iterator[Suspect]:
    """Yield what a submission would answer, were all right but two variables, each with the value of the other.

    Both must be numbers, one of them beyond 0 and 1: of two answers to choose from, a wrong one is always the other's
    right one.
    """
    expected = {one.name: one.expected for one in questions if one.size is None and numbers(one.expected) is not None}
    for one, other in combinations(list(expected)[:_MOST], 2):
        if not (_is_one_of_many(expected[one]) or _is_one_of_many(expected[other])):
            continue
        places = {one: expected[other], other: expected[one]}
        alone = max(weight(expected[one], [expected[other]]), weight(expected[other], [expected[one]]))
        says = f"`{one}` and `{other}` have changed places: each has the value of the other."
        yield Suspect(
            Cause(Origin.EXCHANGE, f"swapped@{one},{other}", says, _HINT),
            tuple(places.get(question.name, question.expected) for question in questions),
            least=alone + 1,  # more than one of them says without the other
        )


def _is_one_of_many(answer: Answer) -> bool:
    array = numbers(answer)
    return array is not None and not np.isin(array, (0, 1)).all()
