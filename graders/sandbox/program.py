"""A program that lives in this process: loaded as a module, and asked."""

from __future__ import annotations

import builtins
import linecache
import os
import re
import sys
import types
import warnings
from typing import Any

import numpy as np

from graders.sandbox.clues import find_clues, find_loop
from graders.sandbox.fields import LIST_LIMIT, TEXT_LIMIT
from graders.sandbox.messages import Source
from graders.sandbox.raised import describe, source_line
from graders.sandbox.values import type_name
from graders.transcript import (
    Ask,
    Call,
    Clues,
    Ended,
    Evaluate,
    Get,
    Loaded,
    LoadFailed,
    Missing,
    Raised,
    Returned,
    Stop,
)

_SEED = 20_240_229
MODULE = "submission"

# PEP 263: in a comment in the first line, or in the second one when there is no code in the first.
_ENCODING = re.compile(rb"(?:[ \t\f]*(?:#[^\n]*)?\n)?[ \t\f]*#[^\n]*?coding[:=][ \t]*([-\w.]+)")
_WARNINGS = 20  # they share a message with the value
# As Python itself does for a module: these tell the author of a library something, not the student.
_SILENT = (DeprecationWarning, PendingDeprecationWarning, ImportWarning, ResourceWarning)


class LiveProgram:
    """One program and the module that it becomes; ``clues`` are those of its source."""

    def __init__(self) -> None:
        self._module = types.ModuleType(MODULE)
        self._names = vars(self._module)  # taken here: the program may give its module another class
        self._file = ""
        self._source = b""
        self._warnings: list[str] = []
        self.clues = Clues()

    def load(self, source: Source) -> Loaded | LoadFailed:
        """Run the program as a module that is not the main one; what it defined stays, even when it raises."""
        self._file = self._module.__file__ = source.name
        self._source = source.source
        sys.modules[MODULE] = self._module
        if source.may_draw:
            _seed_generators()
        if source.folder is not None:
            os.chdir(source.folder)
            sys.path.append(source.folder)
        text = source.source.decode("utf-8-sig", "replace")
        linecache.cache[self._file] = (len(text), None, text.splitlines(keepends=True), self._file)
        _send_warnings_to(self._warnings)  # also those of the syntax, which whoever reads the source first is told
        self.clues = find_clues(source.source, self._file)
        try:
            if b"\0" in source.source:  # a ValueError in some versions of Python, a SyntaxError in others
                raise SyntaxError("source code string cannot contain null bytes")  # noqa: TRY301 - as a program's own
            _check_characters(source.source)
            code = compile(source.source, self._file, "exec", dont_inherit=True)
            exec(code, self._names)  # noqa: S102 - this is what the jail is for
        except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt are a program's own as well
            return LoadFailed(raised=describe(error, self._file), names=self._public())
        return Loaded(names=self._public(), warnings=tuple(self._warnings))

    def answer(self, ask: Ask) -> Returned | Raised | Missing:
        """Compute what is asked for, in the program's namespace."""
        names = self._names
        if not isinstance(ask, Evaluate):
            if ask.name not in names:
                return Missing(ask.name)
            if isinstance(ask, Call) and not callable(names[ask.name]):
                return Missing(ask.name, type_name(names[ask.name]))
        self._warnings.clear()
        try:
            return Returned(value=self._compute(ask, names), warnings=tuple(self._warnings))
        except BaseException as error:  # noqa: BLE001 - SystemExit and KeyboardInterrupt are a program's own as well
            return describe(error, self._file)

    def ended_at(self, lines: tuple[int, ...]) -> Ended:
        """Return what is told of the program when its time ran out at these lines, the innermost first."""
        loop = find_loop(self._source, self._file, lines)
        line = loop or next(iter(lines), None)
        return Ended(Stop.CPU, line=line, source_line=source_line(self._file, line), is_loop=loop is not None)

    @staticmethod
    def _compute(ask: Ask, names: dict[str, Any]) -> object:
        match ask:
            case Get():
                return names[ask.name]
            case Call():
                return names[ask.name](*ask.args, **ask.kwargs)
            case Evaluate():
                # One dict, not globals and locals: a comprehension in the expression sees globals only.
                return eval(ask.expression, {"np": np, **names, **ask.bindings})  # noqa: S307 - this is what the jail is for

    def _public(self) -> tuple[str, ...]:
        """Return the public names that the program defined, those of imported modules left out."""
        return tuple(
            name
            for name, value in self._names.items()
            # isinstance would ask the value for its class.
            if type(name) is str and not name.startswith("_") and not issubclass(type(value), types.ModuleType)
        )[:LIST_LIMIT]


def _check_characters(source: bytes) -> None:
    """Raise the ``SyntaxError`` of a file that is not in its encoding; ``compile`` passes over that in comments."""
    try:
        source.decode()
    except UnicodeDecodeError as error:
        named = _ENCODING.match(source)
        if named is None or named[1].lower().replace(b"_", b"-").startswith(b"utf-8"):
            raise SyntaxError(f"(unicode error) {error}") from None


def _seed_generators() -> None:
    """Seed what is not seeded by who makes it: the same program draws the same numbers each time that it runs."""
    import random  # noqa: PLC0415 - see Source.may_draw

    random.seed(_SEED)
    np.random.seed(_SEED)  # noqa: NPY002 - the legacy generator is the one meant
    # Where NumPy looks for a seed for default_rng() and the like.
    np.random.bit_generator.randbits = random.Random(_SEED).getrandbits  # type: ignore[attr-defined]  # noqa: S311


def make_at_home() -> None:
    """Let programs in this process find what they find elsewhere, and every warning be told each time."""
    linecache.clearcache()  # where Python 3.13 keeps the text of `-c`
    vars(builtins).update(exit=sys.exit, quit=sys.exit)  # by `site` elsewhere, which is not imported here
    warnings.simplefilter("always")
    for category in _SILENT:
        warnings.simplefilter("ignore", category)


def _send_warnings_to(seen: list[str]) -> None:
    """Append each different warning from now on, as long as the program does not see to its warnings itself."""

    def show(message: Warning | str, category: type[Warning], *_: object, **__: object) -> None:
        text = f"{category.__name__}: {message}"[:TEXT_LIMIT]
        if text not in seen and len(seen) < _WARNINGS:
            seen.append(text)

    warnings.showwarning = show
