"""Messages: requests to a child and its replies, as frames.

=========  ====================================================  ===================================
kind       tree                                                  data
=========  ====================================================  ===================================
load       name, folder                                          the source
get        name
call       name, args, kwargs                                    the arrays among the arguments
evaluate   expression, bindings                                  the arrays among the bindings
loaded     names, warnings, clues
failed     names, clues, and the fields of ``raised``
returned   value, warnings                                       the arrays in the value
raised     exception, bases, message, line, column, source_line
missing    found
ended      line, source_line, is_loop; clues in reply to load
=========  ====================================================  ===================================

A reply holds what a program claims, and nothing that only the grader can know: no time, no verdict, no output.
Everything in it is checked by exact type; a field that is not asked for is not read. What ``ended`` claims is that the
processor time ran out, which is no better for a program than to be ended at its limit.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from graders.sandbox.clue_fields import clue_fields, read_clues
from graders.sandbox.exceptions import known
from graders.sandbox.fields import LIST_LIMIT, MESSAGE_LIMIT, TEXT_LIMIT, Fields
from graders.sandbox.reader import Reader
from graders.sandbox.values import type_name
from graders.sandbox.wire import Body, Frame, WireError, addressed, body, pack
from graders.sandbox.writer import Writer
from graders.transcript import (
    Answer,
    Ask,
    Call,
    Clues,
    Ended,
    Evaluate,
    Get,
    Load,
    Loaded,
    LoadFailed,
    Missing,
    Opaque,
    Raised,
    Returned,
    Stop,
    Value,
)

UNREADABLE = b"\xff" * 16
"""What a child says last when it cannot describe an answer: no frame begins like this."""

OUT_OF_MEMORY = 137
"""The exit status of a child that has no memory left to answer; a shell shows it where the kernel ends a process."""


@dataclass(frozen=True, slots=True)
class Source:
    """What a child is to load: the bytes, the file name for tracebacks, and the folder of the files beside it."""

    name: str
    source: bytes
    folder: str | None

    @property
    def may_draw(self) -> bool:
        """Whether it may use ``random`` or ``numpy.random``; to import them takes longer than to run most programs."""
        return b"random" in self.source or self.folder is not None


def pack_request(request: Source | Ask, turn: int) -> bytes:
    """Return a request as a frame; :class:`WireError` when it is larger than one message carries."""
    return addressed(request_body(request), turn)


def request_body(request: Source | Ask) -> Body:
    """Return a request as a message without a turn, as :func:`pack_request` does one with it."""
    writer = Writer()
    match request:
        case Source():
            return body("load", {"name": request.name, "folder": request.folder}, request.source)
        case Get():
            return body("get", {"name": request.name})
        case Call():
            args = [writer.node(argument) for argument in request.args]
            tree = {"name": request.name, "args": args, "kwargs": _nodes(writer, request.kwargs)}
            return body("call", tree, writer.data)
        case Evaluate():
            tree = {"expression": request.expression, "bindings": _nodes(writer, request.bindings)}
            return body("evaluate", tree, writer.data)


def read_request(frame: Frame) -> Source | Ask:
    """Return the request that a frame from the grader carries."""
    fields = frame.tree
    reader = Reader(frame.data)
    match frame.kind:
        case "load":
            return Source(fields["name"], frame.data, fields["folder"])
        case "get":
            return Get(fields["name"])
        case "call":
            args = tuple(reader.value(node) for node in fields["args"])
            return Call(fields["name"], args, _values(reader, fields["kwargs"]))
        case "evaluate":
            return Evaluate(fields["expression"], _values(reader, fields["bindings"]))
    raise WireError("a request of an unknown kind")


def pack_load(load: Load, clues: Clues, turn: int) -> bytes:
    """Return how loading went as a frame; names that fill more than one are left out."""
    try:
        return _pack_load(load, clues, turn)
    except WireError:
        least = load if isinstance(load, Ended) else load._replace(names=())
        return _pack_load(least, Clues(notebook=clues.notebook), turn)


def _pack_load(load: Load, clues: Clues, turn: int) -> bytes:
    tree: dict[str, object] = {"clues": clue_fields(clues)}
    if isinstance(load, Ended):
        return pack("ended", turn, tree | _ended_tree(load))
    tree["names"] = load.names[:LIST_LIMIT]
    if isinstance(load, LoadFailed):
        return pack("failed", turn, tree | _raised_tree(load.raised))
    return pack("loaded", turn, tree | {"warnings": load.warnings})


def pack_answer(answer: Returned | Raised | Missing | Ended, turn: int) -> bytes:
    """Return an answer as a frame; a value that is too large for one is named instead."""
    match answer:
        case Raised():
            return pack("raised", turn, _raised_tree(answer))
        case Missing():
            return pack("missing", turn, {"found": answer.found})
        case Ended():
            return pack("ended", turn, _ended_tree(answer))
    try:
        return _pack_returned(answer.value, answer.warnings, turn)
    except WireError:
        return _pack_returned(Opaque(type_name(answer.value), "too large"), answer.warnings, turn)


def read_load(frame: Frame) -> tuple[Load, Clues]:
    """Return what a reply to ``load`` claims; :class:`WireError` when it is no such reply."""
    fields = Fields(frame.tree)
    found = read_clues(Fields(fields.take("clues")))
    match frame.kind:
        case "loaded":
            return Loaded(names=fields.texts("names"), warnings=fields.texts("warnings")), found
        case "failed":
            return LoadFailed(raised=_read_raised(fields), names=fields.texts("names")), found
        case "ended":
            return _read_ended(fields), found
    raise WireError("no reply to the source")


def read_answer(frame: Frame, ask: Ask) -> Answer:
    """Return what a reply to ``ask`` claims; :class:`WireError` when it is no such reply."""
    fields = Fields(frame.tree)
    match frame.kind, ask:
        case "returned", _:
            reader = Reader(frame.data)
            value = reader.value(fields.take("value"))
            reader.end()
            return Returned(value=value, warnings=fields.texts("warnings"))
        case "raised", _:
            return _read_raised(fields)
        case "missing", Get() | Call():
            return Missing(ask.name, fields.text("found"))
        case "ended", _:
            return _read_ended(fields)
    raise WireError("no reply to what was asked")


def _read_raised(fields: Fields) -> Raised:
    return Raised(
        exception=fields.text("exception"),
        bases=known(fields.texts("bases")),
        message=fields.text("message", MESSAGE_LIMIT),
        line=fields.position("line"),
        column=fields.position("column"),
        source_line=fields.text("source_line"),
    )


def _read_ended(fields: Fields) -> Ended:
    return Ended(
        stop=Stop.CPU,
        detail="SIGXCPU",
        line=fields.position("line"),
        source_line=fields.text("source_line"),
        is_loop=fields.take("is_loop") is True,
    )


def _ended_tree(ended: Ended) -> dict[str, object]:
    return {"line": ended.line, "source_line": ended.source_line[:TEXT_LIMIT], "is_loop": ended.is_loop}


def _raised_tree(raised: Raised) -> dict[str, object]:
    return {
        "exception": raised.exception,
        "bases": raised.bases,
        "message": raised.message[:MESSAGE_LIMIT],
        "line": raised.line,
        "column": raised.column,
        "source_line": raised.source_line[:TEXT_LIMIT],
    }


def _pack_returned(value: Value, warnings: tuple[str, ...], turn: int) -> bytes:
    writer = Writer()
    return pack("returned", turn, {"value": writer.node(value), "warnings": warnings}, writer.data)


def _nodes(writer: Writer, values: Mapping[str, Value]) -> dict[str, object]:
    return {name: writer.node(value) for name, value in values.items()}


def _values(reader: Reader, nodes: Mapping[str, object]) -> dict[str, Value]:
    return {name: reader.value(node) for name, node in nodes.items()}
