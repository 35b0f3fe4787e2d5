from collections.abc import Callable

import pytest
import yaml

from graders.errors import SpecError
from graders.spec import tree
from graders.spec.faults import Faults
from graders.spec.nodes import Mapping, Node, Scalar, Sequence
from graders.spec.tree import DEEPEST, read_tree

LOADERS = pytest.mark.parametrize("loader", [yaml.CSafeLoader, yaml.SafeLoader], ids=["libyaml", "PyYAML"])


@pytest.fixture
def read(loader: type, monkeypatch: pytest.MonkeyPatch) -> Callable[[bytes], Node]:
    monkeypatch.setattr(tree, "_LOADER", loader)

    def read_sound(source: bytes) -> Node:
        faults = Faults()
        root = read_tree(source, "f", faults)
        faults.settle()
        return root

    return read_sound


@LOADERS
def test_every_node_knows_its_place_its_key_and_whether_it_has_quotes(read: Callable[[bytes], Node]) -> None:
    root = read(b"a: b\nc:\n  - 'd'\n  - |\n    e\n")
    assert isinstance(root, Mapping)
    (a, b), (c, items) = root.entries
    assert isinstance(b, Scalar)
    assert (a.text, str(a.place), b.text, str(b.place), b.key, b.plain) == ("a", "f:1:1", "b", "f:1:4", "a", True)
    assert isinstance(items, Sequence)
    assert (c.text, str(items.place)) == ("c", "f:3:3")
    d, e = items.items
    assert isinstance(d, Scalar)
    assert isinstance(e, Scalar)
    assert (d.text, d.plain, d.key, str(d.place)) == ("d", False, "c", "f:3:5")
    assert (e.text, e.plain) == ("e\n", False)


@LOADERS
@pytest.mark.parametrize(
    "source",
    ["é: [ü, 😀, x]\n".encode(), "\ufeffé: [ü, 😀, x]\n".encode(), "# y\r\né: [ü, 😀, x]\r\n".encode()],
    ids=["plain", "byte order mark", "Windows line ends"],
)
def test_columns_count_characters(source: bytes, read: Callable[[bytes], Node]) -> None:
    root = read(source)
    assert isinstance(root, Mapping)
    items = root.entries[0][1]
    assert isinstance(items, Sequence)
    assert [item.place.column for item in items.items] == [5, 8, 11]


@LOADERS
@pytest.mark.parametrize("opening", [b"[", b"{a: ", b"- ", b"? ", b"[{a: "])
def test_a_hundred_thousand_open_brackets_end_neither_the_stack_nor_the_process(
    opening: bytes, read: Callable[[bytes], Node]
) -> None:
    with pytest.raises(SpecError, match=f"expected at most {DEEPEST} levels of nesting, found more"):
        read(opening * 100_000)


@LOADERS
def test_the_deepest_nesting_allowed_is_read(read: Callable[[bytes], Node]) -> None:
    root = read(b"[" * DEEPEST + b"]" * DEEPEST)
    for _ in range(DEEPEST - 1):
        assert isinstance(root, Sequence)
        (root,) = root.items
    assert isinstance(root, Sequence)
    assert root.items == ()


@LOADERS
def test_a_bomb_of_aliases_is_refused_at_the_first(read: Callable[[bytes], Node]) -> None:
    rows = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10))]
    with pytest.raises(SpecError, match=r"^f:2:10: expected a value, found the alias"):
        read("\n".join(rows).encode())


@pytest.mark.parametrize(
    ("source", "problem"),
    [
        (b"a: b\nc: \xe9t\xe9\n", "f:2:4: expected UTF-8, found byte 0xe9; save the file with the encoding UTF-8"),
        (b"\xef\xbb\xbf\xff", "f:1:1: expected UTF-8, found byte 0xff; save the file with the encoding UTF-8"),
        ("a: b".encode("utf-16"), "f:1:1: expected UTF-8, found byte 0xff; save the file with the encoding UTF-8"),
        (b"a: \xed\xa0\x80", "f:1:4: expected UTF-8, found byte 0xed; save the file with the encoding UTF-8"),
        (b"a: b\n c\0d", "f:2:3: expected printable text, found the control character U+0000"),
        (b"a: b\rc: d", "f:1:5: expected printable text, found the control character U+000D"),
        ("a: b\u2028c".encode(), "f:1:5: expected printable text, found the control character U+2028"),
        ("a: \ufeffc".encode(), "f:1:4: expected printable text, found the control character U+FEFF"),
    ],
)
def test_what_is_not_text_is_reported_with_its_place(source: bytes, problem: str) -> None:
    with pytest.raises(SpecError) as caught:
        read_tree(source, "f", Faults())
    assert str(caught.value) == problem


def test_every_control_character_is_reported() -> None:
    with pytest.raises(SpecError) as caught:
        read_tree(b"a\x01\nb\x02\x03\n", "f", Faults())
    assert [str(problem.place) for problem in caught.value.problems] == ["f:1:2", "f:2:2", "f:2:3"]
