"""What an exercise asks of a program and in which order: made once, put to any number of programs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from graders.exercise import Exercise
from graders.grading.pictures import by_name, names_to_ask
from graders.grading.plan import Planned, Probe
from graders.sandbox.runner import Sandbox
from graders.transcript import Answer, Ask, Get, Program, Questions, Transcript


class Answered(NamedTuple):
    """How a program answered: its run, the answers by check, and by name those about variables that pictures show.

    The ``program`` is None unless, by its looks, an answer may depend on what was asked before it.
    """

    transcript: Transcript
    answers: tuple[tuple[Answer, ...], ...]
    drawn: Mapping[str, Answer]
    program: Program | None


class Interview:
    """The probes of all checks, in three parts: variables, all else that is shown, and hidden ones.

    Variables are read as the file left them, before any call may change them. Hidden probes are asked after all others,
    so that nothing that may be shown was computed after one was seen. A check is not asked when the run ended in one
    that it needs: it could not pass, and would only take its time.
    """

    def __init__(self, exercise: Exercise, planned: Sequence[Planned]) -> None:
        self._limits = exercise.limits
        self._planned = planned
        self._names = names_to_ask(exercise, planned)
        in_turn = sorted(range(len(planned)), key=lambda number: not _reads_variables(planned[number]))
        self._shown = {number: place for place, number in enumerate(in_turn, start=1)}
        self._hidden = {number: 1 + len(planned) + number for number in range(len(planned))}
        for_pictures: list[Ask] = [Get(name) for name in self._names]
        batches = [
            for_pictures,
            *(_asks(planned[number].probes, hidden=False) for number in in_turn),
            *(_asks(one.probes, hidden=True) for one in planned),
        ]
        numbers = {one.check.id: number for number, one in enumerate(planned)}
        behind: list[set[int]] = []  # all that a check needs, also by way of variables, which are asked for earlier
        for one in planned:
            direct = {numbers[need] for need in one.check.needs}
            behind.append(direct.union(*(behind[need] for need in direct)))
        needs = [[self._shown[need] for need in sorted(one)] for one in behind]
        of_shown = (needs[number] for number in in_turn)
        of_hidden = ([self._shown[number], *needed] for number, needed in enumerate(needs))
        self._questions = Questions(batches, [[], *of_shown, *of_hidden], hidden_from=1 + len(planned))

    def hold(self, program: Program, sandbox: Sandbox) -> Answered:
        """Run a program and sort its answers; raises ``SandboxError`` as the sandbox does."""
        transcript = sandbox.run(program, self._questions, self._limits)
        by_check = []
        for number, one in enumerate(self._planned):
            shown = iter(transcript.answers[self._shown[number]])
            hidden = iter(transcript.answers[self._hidden[number]])
            by_check.append(tuple(next(hidden if probe.hidden else shown) for probe in one.probes))
        drawn = by_name(self._planned, by_check, self._names, transcript.answers[0])
        return Answered(transcript, tuple(by_check), drawn, program if transcript.clues.carried else None)


def _reads_variables(planned: Planned) -> bool:
    return all(isinstance(probe.ask, Get) for probe in planned.probes)


def _asks(probes: Sequence[Probe], *, hidden: bool) -> list[Ask]:
    return [probe.ask for probe in probes if probe.hidden is hidden]
