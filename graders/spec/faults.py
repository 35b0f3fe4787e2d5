"""Problems on the way from YAML to an exercise: gathered, so that an author sees all of them at once."""

from __future__ import annotations

from collections.abc import Iterable
from types import TracebackType

from graders.errors import SpecError
from graders.printable import one_line
from graders.problem import Place, Problem

MOST_PROBLEMS = 100
"""Reading stops when so many are known: nobody mends more in one go, and a hostile file must not cost minutes."""


def fault(place: Place, text: str) -> SpecError:
    """Return the error that tells of one problem."""
    return SpecError([Problem(place, text)])


class Faults:
    """Gathers what is wrong with the parts of one thing: ``with faults:`` keeps a :class:`SpecError` and goes on."""

    def __init__(self) -> None:
        self._problems: list[Problem] = []

    def __enter__(self) -> None:
        pass

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> bool:
        if not isinstance(error, SpecError):
            return False
        self._problems += error.problems
        if len(self._problems) >= MOST_PROBLEMS:
            self.settle()
        return True

    def note(self, place: Place, text: str) -> None:
        """Add one problem; raises :class:`SpecError` when there are :data:`MOST_PROBLEMS`."""
        with self:
            raise fault(place, text)

    def settle(self) -> None:
        """Raise :class:`SpecError` with everything gathered, if there is anything, and forget it."""
        problems, self._problems = self._problems, []
        if problems:
            raise SpecError(problems) from None


class Once:
    """Notes every name of one kind that is given more than once; ``what`` says what it is the name of."""

    def __init__(self, what: str, faults: Faults) -> None:
        self._what = what
        self._faults = faults
        self._places: dict[str, Place] = {}

    def note(self, name: str, place: Place) -> bool:
        """Say whether a name is given for the first time; otherwise it is noted as a problem."""
        is_new = name not in self._places
        first = self._places.setdefault(name, place)
        if not is_new:
            self._faults.note(place, f"the {self._what} {quoted(name)} is given twice, first at {first}")
        return is_new


def closest(word: str, known: Iterable[str]) -> str:
    """Return the known word that ``word`` is most likely a slip of the pen for, or an empty text."""
    import difflib  # noqa: PLC0415 - costs 3 ms and is needed only when something is wrong

    return next(iter(difflib.get_close_matches(word[:80], list(known), n=1, cutoff=0.75)), "")


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return ``; did you mean '…'?``, or an empty text when nothing known resembles ``word``."""
    match = closest(word, known)
    return f"; did you mean {quoted(match)}?" if match else ""


def quoted(text: str) -> str:
    """Return text of the author's in quotes, on one line, cut to what a message can carry."""
    return f"'{one_line(text, 60)}'"
