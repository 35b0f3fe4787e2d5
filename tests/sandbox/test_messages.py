import contextlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.sandbox.fields import LIST_LIMIT, MESSAGE_LIMIT, TEXT_LIMIT
from graders.sandbox.messages import (
    Source,
    pack_answer,
    pack_load,
    pack_request,
    read_answer,
    read_load,
    read_request,
)
from graders.sandbox.wire import Frame, Inbox, WireError
from graders.transcript import (
    Ask,
    Call,
    Carried,
    Clues,
    Discarded,
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
    Shadowed,
    Stop,
)

ENDED = Ended(Stop.CPU, "SIGXCPU", line=3, source_line="    while True: pass", is_loop=True)
RAISED = Raised(
    exception="MyError",
    bases=("ValueError", "Exception", "BaseException"),
    message="no \ud800",
    line=3,
    column=None,
    source_line="    raise MyError",
)


def _frame(message: bytes) -> Frame:
    inbox = Inbox(len(message))
    inbox.feed(message)
    frame = inbox.take()
    assert frame is not None
    return frame


@pytest.mark.parametrize(
    "request_",
    [
        Source("ex1.py", b"x = '\xff'", None),
        Source("ex1.py", b"", "/tmp/folder"),  # noqa: S108 - only a text here
        Get("x"),
        Call("f", (1, [2.0]), {"b": None}),
        Evaluate("a + b", {"b": 1}),
    ],
)
def test_a_request_comes_out_as_it_went_in(request_: Source | Ask) -> None:
    assert read_request(_frame(pack_request(request_, 7))) == request_


def test_the_arrays_of_a_call_come_out_in_their_places() -> None:
    received = read_request(_frame(pack_request(Call("f", (np.arange(2), 1), {"b": np.float32(2)}), 7)))
    assert isinstance(received, Call)
    assert repr(received.args) == "(array([0, 1]), 1)"
    assert repr(received.kwargs) == "{'b': np.float32(2.0)}"


def test_a_request_of_an_unknown_kind_is_refused() -> None:
    with pytest.raises(WireError):
        read_request(Frame("shutdown", 7, {}, b""))


@pytest.mark.parametrize(
    "load", [Loaded(names=("x", "f"), warnings=("UserWarning: no",)), LoadFailed(raised=RAISED, names=("x",)), ENDED]
)
def test_how_loading_went_comes_out_as_it_went_in(load: Load) -> None:
    clues = Clues(
        ("a",),
        ("b",),
        ("c",),
        prints_guarded=True,
        shadowed=(Shadowed(6, "sum"),),
        discarded=(Discarded(7, "", "x", "sorted"),),
        carried=(Carried(1, "f", "seen"),),
        notebook=True,
    )
    assert read_load(_frame(pack_load(load, clues, 7))) == (load, clues)


@pytest.mark.parametrize("answer", [Returned(value=[1], warnings=("W: x",)), RAISED, Missing("f", "int"), ENDED])
def test_an_answer_comes_out_as_it_went_in(answer: Returned | Raised | Missing | Ended) -> None:
    assert read_answer(_frame(pack_answer(answer, 7)), Call("f")) == answer


def test_the_name_that_is_missing_is_the_one_asked_for() -> None:
    assert read_answer(_frame(pack_answer(Missing("another"), 7)), Get("x")) == Missing("x")


def test_a_value_that_fills_more_than_a_frame_is_named_instead() -> None:
    answer = read_answer(_frame(pack_answer(Returned(value=["\0" * 100_000]), 7)), Get("x"))
    assert answer == Returned(value=Opaque("list", "too large"))


def test_long_lists_and_the_texts_in_them_are_cut() -> None:
    places = [[1, "n" * 9999] for _ in range(999)]
    clues: dict[str, object] = {name: [] for name in Clues._fields} | {"shadowed": places}
    tree = {"names": ["n" * 9999] * 999, "warnings": [], "clues": clues}
    load, found = read_load(Frame("loaded", 7, tree, b""))
    assert isinstance(load, Loaded)
    for texts in (load.names, [shadowed.name for shadowed in found.shadowed]):
        assert {len(text) for text in texts} == {TEXT_LIMIT}
        assert len(texts) == LIST_LIMIT


def test_long_texts_are_cut() -> None:
    raised = Raised(exception="E" * 9999, bases=(), message="m" * 9999, source_line="s" * 9999)
    answer = read_answer(_frame(pack_answer(raised, 7)), Get("x"))
    assert isinstance(answer, Raised)
    assert (len(answer.exception), len(answer.message), len(answer.source_line)) == (400, MESSAGE_LIMIT, 400)


@pytest.mark.parametrize(
    ("kind", "tree"),
    [
        ("returned", None),
        ("returned", {}),
        ("returned", {"value": 1}),
        ("returned", {"value": 1, "warnings": [1]}),
        ("returned", {"value": 1, "warnings": "no"}),
        ("raised", {"exception": "E", "bases": [], "message": None, "source_line": ""}),
        ("raised", {"exception": "E", "bases": ["E"], "message": "", "source_line": ""}),
        ("missing", {"found": 1}),
        ("loaded", {"names": [], "warnings": [], "clues": {}}),
        ("score", {"value": 100}),
    ],
)
def test_a_reply_that_no_child_of_ours_makes_is_one_named_error(kind: str, tree: object) -> None:
    with pytest.raises(WireError):
        read_answer(Frame(kind, 7, tree, b""), Get("x"))


@pytest.mark.parametrize("field", ["shadowed", "discarded"])
@pytest.mark.parametrize("place", ["6:sum", [], [6], ["6", "f", "x", "y"], [6, 1, "x", "y"], [6, "sum", "x"]])
def test_a_place_that_no_child_of_ours_tells_is_one_named_error(field: str, place: object) -> None:
    clues = {name: list(told) if isinstance(told, tuple) else told for name, told in Clues()._asdict().items()}
    assert read_load(Frame("loaded", 7, {"names": [], "warnings": [], "clues": clues}, b""))
    clues[field] = [place]
    with pytest.raises(WireError, match=f"without {field}"):
        read_load(Frame("loaded", 7, {"names": [], "warnings": [], "clues": clues}, b""))


def test_an_expression_has_no_missing_name() -> None:
    with pytest.raises(WireError):
        read_answer(Frame("missing", 7, {"found": ""}, b""), Evaluate("x"))


def test_data_that_belongs_to_no_value_is_refused() -> None:
    with pytest.raises(WireError, match="belongs to no value"):
        read_answer(Frame("returned", 7, {"value": 1, "warnings": []}, b"12345678"), Get("x"))


@pytest.mark.parametrize("line", [True, 0, -1, 1.5, "3", 2**40])
def test_a_line_that_is_no_line_is_left_out(line: object) -> None:
    tree = {"exception": "E", "bases": [], "message": "", "source_line": "", "line": line}
    answer = read_answer(Frame("raised", 7, tree, b""), Get("x"))
    assert isinstance(answer, Raised)
    assert answer.line is None


KEYS = st.sampled_from(
    ["value", "warnings", "names", "clues", "exception", "bases", "message", "found", "guarded", "line", "source_line"]
)
TREES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda trees: st.lists(trees, max_size=3) | st.dictionaries(KEYS, trees, max_size=9),
)


@given(
    st.sampled_from(["loaded", "failed", "returned", "raised", "missing", "ended", ""]), TREES, st.binary(max_size=9)
)
def test_any_reply_is_read_or_one_named_error(kind: str, tree: object, data: bytes) -> None:
    with contextlib.suppress(WireError):
        read_answer(Frame(kind, 7, tree, data), Get("x"))
    with contextlib.suppress(WireError):
        read_load(Frame(kind, 7, tree, data))
