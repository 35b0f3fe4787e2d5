"""What the wrong solutions of an exercise answer: all run in one process, or kept from an earlier time."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any, TypeAlias

from graders.diagnose.lineup import differs
from graders.exercise import Limits
from graders.gradebook.digest import variants_key
from graders.grading.compared import Compared
from graders.grading.kept_answers import keep, kept
from graders.sandbox import variant_program
from graders.sandbox.messages import pack_request
from graders.sandbox.runner import Sandbox
from graders.sandbox.wire import WireError
from graders.transcript import Answer, Call, Ended, Get, NotAsked, Program, Questions, Raised, Returned, Stop

_PROGRAM = Path(variant_program.__file__)
_CPU_S = 10
_WALL_S = 20.0  # the number of lines ends a run much earlier, and always at the same place
_CHANCE = {Stop.CPU, Stop.WALL, Stop.MEMORY, Stop.GARBLED}

Row: TypeAlias = list[list[Any]]
"""What one source answered to each ask, as :func:`graders.sandbox.variant_program.answer` returns it."""


class VariantRun:
    """The sources of wrong solutions beside their reference, and what all of them are asked."""

    def __init__(self, reference: Program, sources: Sequence[bytes], asked: Sequence[Compared], limits: Limits) -> None:
        self._program = all_in_one(reference, sources)
        self._asked = asked
        self._asks, self._places = _once([one.ask for one in asked])
        self._sources = len(sources)
        self._limits = limits._replace(cpu_s=max(limits.cpu_s, _CPU_S), wall_s=max(limits.wall_s, _WALL_S))

    def answers(self, sandbox: Sandbox) -> list[tuple[Answer, ...]]:
        """Return what each source answers, in the order of the asks: of a value, what is compared.

        :class:`NotAsked` stands where nothing is known, :class:`Raised` where there is no value.
        """
        key = self._key()
        rows = kept(key) if key else None
        if rows is None or not self._is_whole(rows):
            rows, is_certain = self._rows(sandbox)
            if key and is_certain:
                keep(key, rows)
        return [tuple(one.part(answer_in(entry)) for entry, one in zip(row, self._asked, strict=True)) for row in rows]

    def _rows(self, sandbox: Sandbox) -> tuple[list[Row], bool]:
        """Run all sources; return their rows, and whether they would be the same at another time."""
        batches = [[self._ask_all(number)] for number in range(self._sources + 1)]
        transcript = sandbox.run(self._program, Questions(batches), self._limits)
        given = (row_of(answer, len(self._asks)) for [answer] in transcript.answers)
        control, *rows = ([row[place] for place in self._places] for row in given)
        # Where the reference does not answer here what it answered alone, nothing can be learnt from a variant.
        steady = [
            not differs(one.part(answer_in(entry)), one.expected, one.comparison)
            for entry, one in zip(control, self._asked, strict=True)
        ]
        rows = [[entry if one else ["skipped"] for entry, one in zip(row, steady, strict=True)] for row in rows]
        ended = [answer for [answer] in transcript.answers if isinstance(answer, Ended)]
        return rows, all(steady) and not any(answer.stop in _CHANCE for answer in ended)

    def _is_whole(self, rows: Sequence[object]) -> bool:
        return len(rows) == self._sources and all(
            isinstance(row, list) and len(row) == len(self._asked) for row in rows
        )

    def _ask_all(self, number: int) -> Call:
        return ask_all(number, self._asks, is_brief=True)

    def _key(self) -> str:
        """Return the digest of all that the answers depend on; empty when the asks are more than a message holds."""
        try:
            asks = pack_request(self._ask_all(0), 0)
        except WireError:
            return ""
        return variants_key(self._program.source, self._program.files, asks, self._limits)


def _once(asks: Sequence[Get | Call]) -> tuple[list[Get | Call], list[int]]:
    """Return each different ask once, and for every ask its place among these: items are parts of one answer.

    Variables come first, as a submission is asked for them.
    """
    keys = [pack_request(ask, 0) for ask in asks]
    different = dict(sorted(zip(keys, asks, strict=True), key=lambda one: isinstance(one[1], Call)))
    places = {key: place for place, key in enumerate(different)}
    return list(different.values()), [places[key] for key in keys]


def all_in_one(reference: Program, sources: Sequence[bytes]) -> Program:
    """Return the program that runs a reference, its number 0, and then sources; :func:`ask_all` is what it is asked."""
    listed = [reference.source, *sources]
    return reference._replace(source=_PROGRAM.read_bytes() + f"\nSOURCES += {listed!r}\n".encode())


def ask_all(number: int, asks: Sequence[Get | Call], *, is_brief: bool = False) -> Call:
    """Return the call that has one source answer to all asks; what comes back is for :func:`row_of`."""
    return Call("answer", (number, [[ask.name] if isinstance(ask, Get) else [*ask] for ask in asks], is_brief))


def row_of(answer: Answer, count: int) -> Row:
    """Return what one source answers to so many asks; nothing when it ended, or has more than a message holds."""
    value = answer.value if isinstance(answer, Returned) else None
    return value if isinstance(value, list) and len(value) == count else [["skipped"] for _ in range(count)]


def answer_in(entry: Sequence[Any]) -> Answer:
    """Return the answer that an entry of a row stands for; :class:`NotAsked` where it was skipped."""
    match entry:
        case ["returned", value]:
            return Returned(value)
        case ["raised", str(name), str(message)]:
            return Raised(name, (name,), message)
    return NotAsked()
