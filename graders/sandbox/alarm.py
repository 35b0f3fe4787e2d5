"""The alarm that the kernel gives when the processor time of a child is used up, and where it found the program."""

from __future__ import annotations

import signal
from collections.abc import Callable
from types import FrameType

from graders.sandbox.fields import position


class TimeUpError(BaseException):
    """Unwinds what a child is working at; what a program makes of it changes nothing, as the alarm has been noted."""


class Alarm:
    """The signal that comes a second of processor time before the kernel ends the child; on Windows there is none.

    It breaks off one function, ``work``, and nothing else that the child does: half a reply would be none.
    """

    def __init__(self, work: Callable[..., object]) -> None:
        self.file = ""  # the name of the program's file
        self._work = work.__code__
        self._lines: tuple[int, ...] | None = None

    def set(self) -> None:
        """Have the alarm ring in this process."""
        if hasattr(signal, "SIGXCPU"):
            signal.signal(signal.SIGXCPU, self._ring)

    def take(self) -> tuple[int, ...] | None:
        """Return where the program was when the alarm rang; None if it has not rung since this was called last.

        These are the lines of the program's own file that were being run, the innermost first, up to where a function
        has called itself.
        """
        lines, self._lines = self._lines, None
        return lines

    def _ring(self, _signal: int, frame: FrameType | None) -> None:
        lines: list[int] = []
        seen: set[int] = set()
        calls_itself = False
        while frame is not None and frame.f_code is not self._work:
            if frame.f_code.co_filename == self.file:
                calls_itself = calls_itself or id(frame.f_code) in seen
                seen.add(id(frame.f_code))
                line = position(frame.f_lineno)
                if line and not calls_itself:
                    lines.append(line)
            frame = frame.f_back
        self._lines = tuple(lines)
        if frame is not None:
            raise TimeUpError
