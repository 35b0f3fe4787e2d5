import struct

import pytest

from graders.sandbox.order import MARK_BYTES, WAIT, Order, Over, pack_started, read_order, read_over, read_started

MARK = bytes(range(MARK_BYTES))


@pytest.mark.parametrize("folder", [None, "/tmp/graders-1", "/tmp/\udcff"])  # noqa: S108 - only a text here
def test_an_order_comes_out_as_it_went_in(folder: str | None) -> None:
    order = Order(cpu_s=2, memory=256 << 20, draws=True, mark=MARK, folder=folder)
    assert read_order(order.pack()) == order
    assert order.pack() != WAIT


def test_what_the_zygote_says_comes_out_as_it_went_in() -> None:
    assert read_started(pack_started(4711)) == 4711
    assert read_over(Over(-9, 0.25).pack()) == Over(-9, 0.25)


def test_nonsense_in_their_place_is_an_error() -> None:
    with pytest.raises(struct.error):
        read_started(b"no")
    with pytest.raises(struct.error):
        read_over(b"no")
