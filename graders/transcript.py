"""What a run was asked and what it did: the values that came back, what was raised, what was printed, why it stopped.

These are named tuples: frozen as a dataclass is, and made in a tenth of the time when the grader starts. Only
:class:`Opaque` must not be mistaken for a tuple, as it is a value among values.

Texts in a transcript are as the submission wrote them: hostile until :func:`graders.printable.printable` has seen them.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from graders.level import Level

Value: TypeAlias = object
"""Plain data: None, bool, int, float, complex, str, a NumPy scalar or array, or a list, tuple or dict of these.

In the answers of a program :class:`Opaque` stands for anything else.
"""


class Program(NamedTuple):
    """Source to run: its bytes, the file name its tracebacks show, and the files that it may read, by plain name."""

    name: str
    source: bytes
    files: Mapping[str, bytes] = {}


class Get(NamedTuple):
    """Ask for the value of a module-level name."""

    name: str


class Call(NamedTuple):
    """Ask for what a function of the program returns."""

    name: str
    args: tuple[Value, ...] = ()
    kwargs: Mapping[str, Value] = {}


class Evaluate(NamedTuple):
    """Ask for the value of an expression in the program's namespace; ``bindings`` come before its own names."""

    expression: str
    bindings: Mapping[str, Value] = {}


Ask: TypeAlias = Get | Call | Evaluate


class Questions(NamedTuple):
    """What a program is asked in one run: batches, each of which is one check.

    ``needs`` may have, for each batch, the numbers of others: a batch is not asked when the run ended in one of these
    before, or that was not asked itself.

    All asks are sent at once, which takes far less time than one by one. Those of the batches from number
    ``hidden_from`` on are sent once all before them have been answered.
    """

    batches: Sequence[Sequence[Ask]]
    needs: Sequence[Collection[int]] = ()
    hidden_from: int | None = None


@dataclass(frozen=True, slots=True)
class Opaque:
    """A value that cannot leave its process: a function, an open file, an object of the program's own class.

    ``type_name`` is the name of its type; ``reason`` says why it cannot be read ("too large", "nested too deeply"),
    or is empty when the type itself is the reason.
    """

    type_name: str
    reason: str = ""


class Returned(NamedTuple):
    """A value came back. ``printed`` and ``warnings`` are what appeared while it was computed."""

    value: Value
    printed: str = ""
    warnings: tuple[str, ...] = ()


class Raised(NamedTuple):
    """An exception came out.

    ``bases`` names its built-in classes, nearest first. ``line`` and ``source_line`` are the innermost place in the
    program's own file, counting from 1; ``column`` is known for syntax errors only, and counts from 1.
    """

    exception: str
    bases: tuple[str, ...]
    message: str
    line: int | None = None
    column: int | None = None
    source_line: str = ""
    printed: str = ""


class Missing(NamedTuple):
    """The program has no such name, or (``is_callable`` false) has it for something that cannot be called."""

    name: str
    found: str = ""  # the name of the type that stands there instead of a function


class Stop(StrEnum):
    """Why a run ended before it was told to."""

    WALL = "wall"  # the time on the clock ran out
    CPU = "cpu"  # the processor time ran out
    MEMORY = "memory"  # it had none left to answer with, or the kernel ended it for its memory
    EXITED = "exited"  # it ended itself
    CRASHED = "crashed"  # a signal, such as a segmentation fault
    GARBLED = "garbled"  # what it sent could not be read
    OVERSIZED = "oversized"  # what it was to be sent is more than one message carries


class Ended(NamedTuple):
    """The run ended during this ask. ``detail`` names the signal, the exit status or the fault in the message.

    Where the processor time ran out, ``line`` and ``source_line`` may tell the place in the program's own file,
    counting from 1: where the loop begins that was being run (``is_loop``), or the innermost line where there was
    none. A program that ran out of time while it was loaded has what it had defined by then, and goes on to answer.
    """

    stop: Stop
    detail: str = ""
    printed: str = ""
    line: int | None = None
    source_line: str = ""
    is_loop: bool = False


class NotAsked(NamedTuple):
    """The run had ended before this was asked."""


Answer: TypeAlias = Returned | Raised | Missing | Ended | NotAsked


class Loaded(NamedTuple):
    """The program ran to its end. ``names`` are its public module-level names in order of definition."""

    names: tuple[str, ...]
    printed: str = ""
    warnings: tuple[str, ...] = ()


class LoadFailed(NamedTuple):
    """The program stopped with an exception; ``names`` are those it had defined by then."""

    raised: Raised
    names: tuple[str, ...] = ()


Load: TypeAlias = Loaded | LoadFailed | Ended


class Shadowed(NamedTuple):
    """A function of Python's own whose ``name`` gets another value at the left margin, in this ``line``."""

    line: int
    name: str


class Discarded(NamedTuple):
    """A call, such as ``text.replace(...)`` alone in a line, that does nothing but return a value which nobody takes.

    ``function`` is the one that it stands in, empty at the left margin; ``name`` is what should get the value, empty
    where a loop gives that the next value anyway; ``called`` is what stands before the brackets.
    """

    line: int
    function: str
    name: str
    called: str


class Carried(NamedTuple):
    """Something that is made once, in this ``line``, and that a ``function`` changes: a call finds what others left.

    ``name`` is that of a variable at the left margin, or of a parameter with such a default value.
    """

    line: int
    function: str
    name: str


class Clues(NamedTuple):
    """What the source looks like, read beside the submission; a help for wording, never for a verdict."""

    guarded: tuple[str, ...] = ()  # names assigned only under ``if __name__ == "__main__"``, or by what is called there
    unfinished: tuple[str, ...] = ()  # functions whose body is ``...``, ``pass`` or NotImplementedError
    prints: tuple[str, ...] = ()  # functions that call print and return nothing
    prints_guarded: bool = False  # something is printed under ``if __name__ == "__main__"``, or by what is called there
    shadowed: tuple[Shadowed, ...] = ()
    discarded: tuple[Discarded, ...] = ()
    carried: tuple[Carried, ...] = ()
    notebook: bool = False  # the bytes are a Jupyter notebook


class Transcript(NamedTuple):
    """One program's run: how it loaded, and an answer for each ask of each batch, in the order they were asked."""

    level: Level
    load: Load
    answers: tuple[tuple[Answer, ...], ...]
    clues: Clues = Clues()

    @property
    def printed(self) -> str:
        """What the program printed while it was loaded, as far as it came."""
        return self.load.raised.printed if isinstance(self.load, LoadFailed) else self.load.printed
