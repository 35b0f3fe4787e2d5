"""The child: answers what its program is asked, until it is killed.

Nothing here decides anything: what the program computed is described and sent. A program can change every line of
this module once it runs; what it gains is a different answer of its own.
"""

from __future__ import annotations

import os
import sys

from graders.sandbox.alarm import Alarm, TimeUpError
from graders.sandbox.messages import (
    OUT_OF_MEMORY,
    UNREADABLE,
    Source,
    pack_answer,
    pack_load,
    read_request,
)
from graders.sandbox.program import LiveProgram, make_at_home
from graders.sandbox.wire import Frame, Inbox
from graders.transcript import Ask

_CHUNK = 64 * 1024
_UNLIMITED = sys.maxsize  # the budget is the grader's guard against us, not ours against it


def get_ready() -> None:
    """Do what holds for this process and for those that are forked from it, each of which would take a while for it."""
    make_at_home()
    _ALARM.set()


def serve(requests: int, replies: int, output: int, mark: bytes) -> None:
    """Answer the frames read from one descriptor on the other, in their order, until it ends.

    Before each reply, what the program printed is flushed and ``mark`` is written to ``output``, so that the reader of
    the output can tell what belongs to which ask. An answer that defies description is told as one that cannot be read.
    """
    try:
        _serve(requests, replies, output, mark)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except BaseException:  # noqa: BLE001 - whatever it is, the program has brought it about
        _send(replies, UNREADABLE)


def _serve(requests: int, replies: int, output: int, mark: bytes) -> None:
    inbox = Inbox(_UNLIMITED)
    program = LiveProgram()
    while (frame := _receive(requests, inbox)) is not None:
        request = read_request(frame)
        if isinstance(request, Source):
            _ALARM.file = request.name
        try:
            reply = _reply(program, request, frame.turn)
        except TimeUpError:
            reply = b""
        lines = _ALARM.take()
        if lines is not None:  # whatever the program made of it
            reply = _late_reply(program, request, lines, frame.turn)
        _flush()
        _print(output, mark)
        _send(replies, reply)


def _reply(program: LiveProgram, request: Source | Ask, turn: int) -> bytes:
    if isinstance(request, Source):
        return pack_load(program.load(request), program.clues, turn)
    return pack_answer(program.answer(request), turn)


_ALARM = Alarm(_reply)  # signals are a process's, and so is this


def _late_reply(program: LiveProgram, request: Source | Ask, lines: tuple[int, ...], turn: int) -> bytes:
    ended = program.ended_at(lines)
    return pack_load(ended, program.clues, turn) if isinstance(request, Source) else pack_answer(ended, turn)


def _receive(descriptor: int, inbox: Inbox) -> Frame | None:
    while (frame := inbox.take()) is None:
        chunk = os.read(descriptor, _CHUNK)
        if not chunk:
            return None
        inbox.feed(chunk)
    return frame


def _send(descriptor: int, message: bytes) -> None:
    left = memoryview(message)
    while left:
        left = left[os.write(descriptor, left) :]


def _flush() -> None:
    for name in ("stdout", "stderr", "__stdout__", "__stderr__"):
        try:
            getattr(sys, name).flush()
        except BaseException:  # noqa: BLE001, S112 - the program may have put anything in its place, or nothing
            continue


def _print(output: int, mark: bytes) -> None:
    try:
        os.write(output, mark)
    except OSError:  # the program has closed it: what it prints is lost anyway
        return
