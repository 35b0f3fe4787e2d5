"""Two variables that have each other's values: training and validation, `w` and `b`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations

from graders.diagnose.lineup import weight
from graders.diagnose.suspect import Cause, Origin, Question, Suspect

_MOST = 24
"""Variables of which every pair is looked at."""

_HINT = "Look where the two get their values, and let them change places."


def swapped(questions: Sequence[Question]) -> Iterator[Suspect]:
    """Yield what a submission would answer, were all right but two variables, each with the value of the other."""
    expected = {one.name: one.expected for one in questions if one.size is None}
    for one, other in combinations(list(expected)[:_MOST], 2):
        places = {one: expected[other], other: expected[one]}
        alone = max(weight(expected[one], [expected[other]]), weight(expected[other], [expected[one]]))
        says = f"`{one}` and `{other}` have changed places: each has the value of the other."
        yield Suspect(
            Cause(Origin.PATTERN, f"swapped@{one},{other}", says, _HINT),
            tuple(places.get(question.name, question.expected) for question in questions),
            least=alone + 1,  # more than one of them says without the other
        )
