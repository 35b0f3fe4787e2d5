import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.sandbox.wire import DATA_LIMIT, HEADER_LIMIT, TREE_LIMIT, Frame, Inbox, WireError, pack, parse

BUDGET = 1024 * 1024


def _framed(header: bytes, rest: bytes = b"") -> bytes:
    return len(header).to_bytes(4, "little") + header + rest


def _header(**fields: object) -> bytes:
    return json.dumps({"kind": "get", "turn": 7, "tree": 2, "data": 0} | fields).encode()


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


def test_half_a_frame_is_not_empty_and_no_frame() -> None:
    inbox = Inbox(BUDGET)
    inbox.feed(pack("get", 7, {})[:9])
    assert inbox.take() is None
    assert not inbox.is_empty


def test_a_header_that_has_been_read_is_not_forgotten() -> None:
    message = pack("get", 7, {}, b"12")
    inbox = Inbox(BUDGET)
    inbox.feed(message[:-4])
    assert inbox.take() is None
    assert not inbox.is_empty


@pytest.mark.parametrize(
    "message",
    [
        pytest.param((HEADER_LIMIT + 1).to_bytes(4, "little"), id="a header too long, before it has come"),
        pytest.param(b"\xff\xff\xff\xff", id="a length of 4 GiB"),
        pytest.param(_framed(_header(tree=TREE_LIMIT + 1)), id="a tree too large, before it has come"),
        pytest.param(_framed(_header(data=DATA_LIMIT + 1)), id="data too large, before it has come"),
        pytest.param(_framed(_header(data=-1)), id="a negative length"),
        pytest.param(_framed(_header(data=True)), id="a length that is a truth value"),
        pytest.param(_framed(_header(data=1.0)), id="a length that is a float"),
        pytest.param(_framed(_header(kind=None)), id="no kind"),
        pytest.param(_framed(_header(turn=None)), id="no turn"),
        pytest.param(_framed(b"[]"), id="a header that is a list"),
        pytest.param(_framed(b"[" * 4000), id="a header nested deeply"),
        pytest.param(_framed(b"\xff"), id="a header that is no text"),
        pytest.param(_framed(b""), id="an empty header"),
        pytest.param(_framed(_header(), b"[,"), id="a tree that is no JSON"),
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
