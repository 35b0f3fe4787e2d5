import pytest

from graders.sandbox.messages import pack_request
from graders.sandbox.packed import Packed
from graders.sandbox.wire import WireError
from graders.transcript import Call, Get


def test_an_ask_that_is_packed_again_has_its_bytes_and_a_turn_of_its_own() -> None:
    packed = Packed()
    ask = Call("f", (1, [2.0]), {"b": None})
    for turn in (7, 8):
        assert packed.pack(ask, turn) == pack_request(ask, turn)


def test_asks_are_told_apart_even_if_one_takes_the_place_of_another_in_memory() -> None:
    packed = Packed()
    for number in range(3000):
        assert packed.pack(Get(f"x{number}"), 7) == pack_request(Get(f"x{number}"), 7)


def test_what_is_too_large_is_refused_each_time() -> None:
    packed = Packed()
    ask = Call("f", ("x" * 200_000, "y" * 200_000))
    for _ in range(2):
        with pytest.raises(WireError):
            packed.pack(ask, 7)
