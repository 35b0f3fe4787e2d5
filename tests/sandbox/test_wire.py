import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.sandbox.wire import DATA_LIMIT, TREE_LIMIT, Frame, Inbox, WireError, pack, parse

BUDGET = 1024 * 1024


def _framed(message: bytes) -> bytes:
    return _header(len(message), 0) + message


def _header(text: int, data: int) -> bytes:
    return struct.pack("<QII", 7, text, data)


def _take(message: bytes, budget: int = BUDGET) -> Frame | None:
    inbox = Inbox(budget)
    inbox.feed(message)
    return inbox.take()


def test_a_frame_comes_out_as_it_went_in() -> None:
    assert _take(pack("call", 7, {"name": "f"}, b"\0\xff")) == Frame("call", 7, {"name": "f"}, b"\0\xff")


@given(st.integers(1, 40))
def test_a_frame_may_come_in_pieces_of_any_size(size: int) -> None:
    message = pack("get", 7, {"name": "x"}, b"12345678") * 2
    inbox = Inbox(BUDGET)
    frames = []
    for start in range(0, len(message), size):
        inbox.feed(message[start : start + size])
        while (frame := inbox.take()) is not None:
            frames.append(frame)
    assert frames == [Frame("get", 7, {"name": "x"}, b"12345678")] * 2
    assert inbox.is_empty


@pytest.mark.parametrize("size", [1, 15, 16, 20])
def test_a_piece_of_a_frame_is_not_empty_and_no_frame(size: int) -> None:
    inbox = Inbox(BUDGET)
    inbox.feed(pack("get", 7, {})[:size])
    assert inbox.take() is None
    assert not inbox.is_empty


@pytest.mark.parametrize(
    "message",
    [
        pytest.param(_header(TREE_LIMIT + 1, 0), id="a text too large, before it has come"),
        pytest.param(_header(0, DATA_LIMIT + 1), id="data too large, before it has come"),
        pytest.param(b"\xff" * 16, id="two lengths of 4 GiB"),
        pytest.param(_framed(b""), id="no text"),
        pytest.param(_framed(b'["get"]'), id="no fields"),
        pytest.param(_framed(b'["get", {}, {}]'), id="more than fields"),
        pytest.param(_framed(b"[null, {}]"), id="no kind"),
        pytest.param(_framed(b"{}"), id="no list"),
        pytest.param(_framed(b"[" * 4000), id="a list nested deeply"),
        pytest.param(_framed(b'["\xff", {}]'), id="a text that is none"),
        pytest.param(_framed(b'["get", {}'), id="no JSON"),
    ],
)
def test_bytes_that_are_no_frame_are_one_named_error(message: bytes) -> None:
    with pytest.raises(WireError):
        _take(message)


@pytest.mark.parametrize("text", [b"NaN", b"Infinity", b"-Infinity", b"1e400", b"-1e400", b"1" * 5000, b"[" * 100_000])
def test_json_that_is_no_plain_finite_data_is_refused(text: bytes) -> None:
    with pytest.raises(WireError):
        parse(text)


def test_more_bytes_than_the_budget_are_refused_as_they_come() -> None:
    inbox = Inbox(10)
    inbox.feed(b"12345")
    with pytest.raises(WireError, match="more bytes"):
        inbox.feed(b"678901")


def test_what_is_too_large_for_a_frame_is_refused_when_packed() -> None:
    with pytest.raises(WireError, match="too large"):
        pack("get", 7, "x" * TREE_LIMIT)
    with pytest.raises(WireError, match="too large"):
        pack("get", 7, {}, bytes(DATA_LIMIT + 1))


@given(st.binary(max_size=200))
def test_random_bytes_are_a_frame_or_one_named_error(message: bytes) -> None:
    try:
        frame = _take(message)
    except WireError:
        return
    assert frame is None or isinstance(frame, Frame)


@given(st.data())
def test_a_damaged_frame_is_a_frame_or_one_named_error(data: st.DataObject) -> None:
    message = bytearray(pack("returned", 7, {"value": ["array", "f8", [2]], "warnings": []}, bytes(16)))
    for place in data.draw(st.lists(st.integers(0, len(message) - 1), min_size=1, max_size=4)):
        message[place] ^= data.draw(st.integers(1, 255))
    try:
        frame = _take(bytes(message))
    except WireError:
        return
    assert frame is None or isinstance(frame, Frame)
