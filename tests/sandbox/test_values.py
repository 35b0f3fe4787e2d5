import contextlib
from collections import Counter, OrderedDict, defaultdict
from collections.abc import Iterator
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.sandbox.reader import Reader
from graders.sandbox.values import Node
from graders.sandbox.wire import DATA_LIMIT, TREE_LIMIT, WireError
from graders.sandbox.writer import Writer
from graders.transcript import Opaque


def _sent(value: object) -> Any:
    writer = Writer()
    node = writer.node(value)
    reader = Reader(writer.data)
    received = reader.value(node)
    reader.end()
    return received


def _read(node: Node, data: bytes = b"") -> object:
    reader = Reader(data)
    value = reader.value(node)
    reader.end()
    return value


def _assert_same(received: object, value: object) -> None:
    assert type(received) is type(value)
    if isinstance(value, np.ndarray | np.generic):
        assert isinstance(received, np.ndarray | np.generic)
        assert (received.dtype.newbyteorder("="), received.shape) == (value.dtype.newbyteorder("="), value.shape)
        assert received.tobytes() == value.astype(value.dtype.newbyteorder("<")).tobytes()
    else:
        assert repr(received) == repr(value)


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        0,
        -(2**63) + 1,
        2**64,
        -(2**200),
        0.1,
        -0.0,
        float("nan"),
        float("-inf"),
        1 + 2j,
        complex(float("nan"), float("inf")),
        "\0 \ud800 é",
        [],
        (),
        {},
        [1, (2.0, [True, None]), "a"],
        {"w": [1.0], 3: (4,), None: {"b": 5}, 1.5: 6},
    ],
    ids=repr,
)
def test_plain_values_come_back_the_same(value: object) -> None:
    _assert_same(_sent(value), value)


@pytest.mark.parametrize(
    "value",
    [
        np.float64(1.5),
        np.float32("nan"),
        np.int8(-1),
        np.uint64(2**64 - 1),
        np.bool_(True),
        np.complex64(1 - 1j),
        np.array(3.0),
        np.zeros((0, 3)),
        np.arange(6, dtype=np.float16).reshape(2, 3),
        np.asfortranarray(np.arange(6.0).reshape(2, 3)),
        np.arange(10)[::-2],
        np.arange(3, dtype=">i4"),
        np.array([[True], [False]]),
        np.array([1 + 2j]),
        np.array([["a", "bcd"], ["", "é"]]),
        np.array("one text"),
        np.broadcast_to(np.float32(2), (2, 2)),
    ],
    ids=repr,
)
def test_numpy_values_keep_type_shape_and_bits(value: Any) -> None:
    _assert_same(_sent(value), value)


def test_an_integer_type_by_another_name_comes_back_by_its_width() -> None:
    received = _sent(np.longlong(-3))
    assert (type(received), received) == (np.int64, -3)


def test_text_with_more_room_than_it_needs_comes_back_without_it() -> None:
    received = _sent(np.array(["a", "bcd"] * 50, "U10000"))
    assert (received.dtype, received.tolist()) == (np.dtype("U3"), ["a", "bcd"] * 50)


def test_arrays_inside_containers_come_back_each_in_its_place() -> None:
    w, b, losses = _sent((np.array([1.0, 2.0]), np.float64(3), [np.array([4], np.int8), {"last": np.array(True)}]))
    assert w.tolist() == [1.0, 2.0]
    assert b == 3.0
    assert losses[0].tolist() == [4]
    assert losses[1]["last"].item() is True


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (np.str_("a"), "a"),
        (OrderedDict(a=1), {"a": 1}),
        (defaultdict(int, a=1), {"a": 1}),
        (Counter("aab"), {"a": 2, "b": 1}),
    ],
)
def test_a_few_harmless_relatives_become_plain(value: object, plain: object) -> None:
    received = _sent(value)
    assert (type(received), received) == (type(plain), plain)


@pytest.mark.parametrize("name", ["eig", "eigh", "qr", "slogdet", "svd"])
def test_what_a_function_of_numpy_returns_with_names_comes_back_as_a_plain_tuple(name: str) -> None:
    value = getattr(np.linalg, name)(np.diag([2.0, 3.0]))
    received = _sent([value])[0]
    assert type(received) is tuple
    assert [np.asarray(part).tolist() for part in received] == [np.asarray(part).tolist() for part in value]


class Pair(NamedTuple):
    slope: float
    intercept: float


class LyingTuple(tuple[object, ...]):
    __slots__ = ()

    def __iter__(self) -> Iterator[object]:
        return iter((1, 2))

    def __len__(self) -> int:
        return 2

    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class LyingList(list[object]):
    def __getitem__(self, place: object) -> Any:
        return 1

    def __iter__(self) -> Iterator[object]:
        return iter((1, 2))


class LyingDict(dict[object, object]):
    def items(self) -> Any:
        return {"a": 1}.items()

    def __iter__(self) -> Iterator[object]:
        return iter("a")

    def __getitem__(self, key: object) -> object:
        return 1


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        (Pair(2.0, 3.0), (2.0, 3.0)),
        (LyingTuple((7, 8, 9)), (7, 8, 9)),
        (LyingList((7, 8, 9)), [7, 8, 9]),
        (LyingDict(b=7), {"b": 7}),
        ([Pair(1.0, 2.0), {"p": LyingTuple((5,))}], [(1.0, 2.0), {"p": (5,)}]),
    ],
)
def test_a_container_of_the_programs_own_class_comes_back_as_what_it_holds(value: object, plain: object) -> None:
    received = _sent(value)
    assert (type(received), received) == (type(plain), plain)


def test_one_inside_itself_ends_where_it_is_too_deep() -> None:
    endless = LyingList()
    endless.append(endless)
    received = _sent(endless)
    for _ in range(8):
        (received,) = received
    assert received == Opaque("LyingList", "nested too deeply")


def test_an_array_that_came_can_be_written_to_and_owns_its_memory() -> None:
    value = np.arange(3.0)
    received = _sent([value, value])
    received[0][0] = 9.0
    assert received[1][0] == value[0] == 0.0


class Lying(float):
    def __eq__(self, other: object) -> bool:
        return True

    def __hash__(self) -> int:
        return 0


class LyingArray(np.ndarray[Any, Any]):
    def __array_ufunc__(self, *_: object, **__: object) -> bool:
        return True


@pytest.mark.parametrize(
    ("value", "name"),
    [
        (Lying(1), "Lying"),
        (np.ones(2).view(LyingArray), "LyingArray"),
        (np.ones((1, 1)).view(np.matrix), "matrix"),
        (np.ma.array([1]), "MaskedArray"),
        (len, "builtin_function_or_method"),
        ({1}, "set"),
        (range(3), "range"),
        (np.longdouble(1), "longdouble"),
        (np.datetime64("2020-01-01"), "datetime64"),
    ],
)
def test_anything_else_is_named_and_not_sent(value: object, name: str) -> None:
    assert _sent([value]) == [Opaque(name)]


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        (np.array([object()]), "its elements are of dtype object"),
        (np.array([b"a"]), "its elements are of dtype bytes8"),
        (np.zeros(1, "V0"), "its elements are of dtype void"),
        (np.zeros(DATA_LIMIT // 8 + 1), "too large"),
        (np.broadcast_to(np.float64(0), (10**6, 10**6)), "too large"),
        (np.zeros((0, 10**9)), "too large"),
        (np.zeros((1,) * 9), "more than 8 dimensions"),
        (np.zeros(40_000, "U1"), "too large"),
        pytest.param(np.array(["x" * 300, *[""] * 999]), "too large", id="text as wide as its widest element"),
        ([0] * 40_000, "too large"),
        ("x" * (TREE_LIMIT + 1), "too large"),
        pytest.param(1 << (TREE_LIMIT + 1), "too large", id="a huge int"),
        ({(1, 2): 3}, "a key is of type tuple"),
        ({float("nan"): 3}, "a key is nan"),
    ],
)
def test_what_cannot_be_sent_says_why(value: object, reason: str) -> None:
    received = _sent(value)
    assert isinstance(received, Opaque)
    assert received.reason == reason


def test_a_value_too_large_takes_no_data_with_it() -> None:
    writer = Writer()
    nodes = [writer.node([np.zeros(3), [0] * 40_000]), writer.node(np.float64(2))]
    reader = Reader(writer.data)
    assert [reader.value(node) for node in nodes] == [Opaque("list", "too large"), 2.0]
    reader.end()


def test_a_list_inside_itself_ends_where_it_is_too_deep() -> None:
    endless: list[object] = []
    endless.append(endless)
    received = _sent(endless)
    for _ in range(8):
        (received,) = received
    assert received == Opaque("list", "nested too deeply")


def test_a_list_many_times_inside_itself_is_too_large() -> None:
    endless: list[object] = []
    endless.extend([endless] * 50)
    assert _sent(endless) == Opaque("list", "too large")


def test_the_name_of_a_type_is_not_asked_of_its_metaclass() -> None:
    class Liar(type):
        __name__ = "float"

    class Truth(metaclass=Liar):
        pass

    assert _sent(Truth()) == Opaque("Truth")


def test_the_bytes_of_a_truth_value_are_made_0_or_1() -> None:
    received = _read(["array", "b1", [3]], b"\x00\x02\xff")
    assert isinstance(received, np.ndarray)
    assert received.tobytes() == b"\x00\x01\x01"


@pytest.mark.parametrize(
    "node",
    [
        pytest.param(["array", "f8", [2]], id="more data than there is"),
        pytest.param(["array", "f8", []], id="less data than there is"),
        pytest.param(["array", "f8", [67_108_864, 67_108_864]], id="a shape beyond all memory"),
        pytest.param(["array", "f8", [0, 10**18]], id="a huge shape of no elements"),
        pytest.param(["array", "f8", [0] + [8_000_000] * 7], id="a huge shape in many axes"),
        pytest.param(["array", "f8", [-1, -2]], id="a negative shape"),
        pytest.param(["array", "f8", [True]], id="a shape that is a truth value"),
        pytest.param(["array", "f8", [2.0]], id="a shape that is a float"),
        pytest.param(["array", "f8", [1] * 9], id="nine axes"),
        pytest.param(["array", "O", [1]], id="an array of objects"),
        pytest.param(["array", "V0", [1]], id="an array of nothing"),
        pytest.param(["scalar", "U9"], id="a scalar of text"),
        pytest.param(["text", [2], ["a"]], id="less text than the shape"),
        pytest.param(["text", [1], [1]], id="text that is a number"),
        pytest.param(["text", [1000], ["x" * 300, *[""] * 999]], id="text as wide as its widest element"),
        pytest.param(["dict", [[["list", []], 1]]], id="a list for a key"),
        pytest.param(["dict", [["a", 1], ["a", 2]]], id="a key twice"),
        pytest.param(["dict", [[1, 1], [True, 2]]], id="two equal keys"),
        pytest.param(["dict", [["a"]]], id="a key without a value"),
        pytest.param(["int", "ten"], id="an int that is a word"),
        pytest.param(["float", "1e400"], id="a float that is too large"),
        pytest.param(["complex", 1, "2"], id="a complex number of an int and a text"),
        pytest.param(["set", []], id="an unknown tag"),
        pytest.param([], id="no tag"),
        pytest.param({}, id="an object"),
        pytest.param(["list"], id="a list without items"),
    ],
)
def test_a_node_that_no_writer_makes_is_one_named_error(node: Node) -> None:
    with pytest.raises(WireError):
        Reader(b"1234").value(node)  # that data is left over would be an error too, and is not the one that is meant


def test_a_value_nested_too_deeply_is_refused() -> None:
    node: Node = 1
    for _ in range(10):
        node = ["list", [node]]
    with pytest.raises(WireError, match="deep"):
        _read(node)


WORDS = st.sampled_from(["int", "float", "complex", "list", "tuple", "dict", "scalar", "array", "text", "opaque", "f8"])
NODES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=3) | WORDS,
    lambda nodes: st.lists(nodes, max_size=4) | st.tuples(WORDS, nodes).map(list),
    max_leaves=12,
)


@given(NODES, st.binary(max_size=24))
def test_any_tree_is_a_value_or_one_named_error(node: Node, data: bytes) -> None:
    with contextlib.suppress(WireError):
        _read(node, data)


PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.complex_numbers() | st.text(),
    lambda values: (
        st.lists(values, max_size=4)
        | st.lists(values, max_size=4).map(tuple)
        | st.dictionaries(st.text() | st.integers(), values, max_size=4)
    ),
    max_leaves=12,
)


@given(PLAIN)
def test_any_plain_value_comes_back_the_same(value: object) -> None:
    _assert_same(_sent(value), value)
