"""What the checks of an exercise compare: each value once, with what the reference answers."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from graders.compare.category import Known, has_item
from graders.exercise import Comparison, FunctionCheck, VariableCheck
from graders.grading.plan import Planned
from graders.transcript import Answer, Call, Get, NotAsked, Returned


class Compared(NamedTuple):
    """A value that a check compares, or an item of one: ``expected`` is that item alone, and so is each :meth:`part`.

    ``text`` is what a student could type to see the value. ``place`` is the number of the check and its own in it.
    """

    check: VariableCheck | FunctionCheck
    ask: Get | Call
    text: str
    expected: Answer
    place: tuple[int, int]

    @property
    def name(self) -> str:
        """What evidence is about: items are names of their own, as a slip in one says nothing about another."""
        item = self.check.comparison.item
        return self.ask.name if item is None else f"{self.ask.name}[{item!r}]"

    @property
    def comparison(self) -> Comparison:
        """How a part is compared with what is expected."""
        return self.check.comparison._replace(item=None)

    def part(self, answer: Answer) -> Answer:
        """Return what is compared of an answer; one that lacks the item tells nothing."""
        return _part(answer, self.check)


def compared(planned: Sequence[Planned], expected: Sequence[Sequence[Answer]]) -> tuple[Compared, ...]:
    """Return what is compared, in the order of checks and probes; ``expected`` are the reference's answers by check."""
    return tuple(
        Compared(one.check, probe.ask, probe.text, _part(answer, one.check), (number, position))
        for number, (one, answers) in enumerate(zip(planned, expected, strict=True))
        if isinstance(one.check, VariableCheck | FunctionCheck)
        for position, (probe, answer) in enumerate(zip(one.probes, answers, strict=True))
        if isinstance(probe.ask, Get | Call)
    )


def _part(answer: Answer, check: VariableCheck | FunctionCheck) -> Answer:
    item = check.comparison.item
    if item is None or not isinstance(answer, Returned):
        return answer
    value: Known = answer.value
    return Returned(value[item]) if has_item(value, item) else NotAsked()
