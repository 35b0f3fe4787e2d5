"""Bytes to YAML nodes with places, refusing what makes YAML surprising or dangerous.

The document is built from the parser's events, not by ``yaml.compose``: its C code descends once per bracket, and a
long enough row of them ends the process. Here the descent stops at :data:`DEEPEST`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

import yaml

from graders.problem import Place
from graders.spec.faults import Faults, Once, fault, quoted
from graders.spec.nodes import Mapping, Node, Scalar, Sequence
from graders.spec.syntax import syntax_fault

DEEPEST = 20
"""Levels of nesting; an exercise needs about six."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# What YAML does not call printable, and three separators that it or an editor would count as line ends.
_CONTROLS = re.compile("[\0-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def read_tree(source: bytes, file: str, faults: Faults) -> Node:
    """Return the root of the only document in ``source``.

    Problems that leave the tree as it was meant (a duplicate key, an anchor, a tag) are noted in ``faults``; those that
    leave nothing to go on with are raised as :class:`SpecError`.
    """
    text = _decoded(source, file)
    events = yaml.parse(text, Loader=_LOADER)
    try:
        return _Document(events, file, faults).root()
    except yaml.MarkedYAMLError as error:
        raise syntax_fault(error, text, file) from None


def _decoded(source: bytes, file: str) -> str:
    source = source.removeprefix(codecs.BOM_UTF8)
    try:
        text = source.decode().replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        place = _place_of_end(source[: error.start].decode(), file)
        byte = f"byte 0x{source[error.start]:02x}"
        raise fault(place, f"expected UTF-8, found {byte}; save the file with the encoding UTF-8") from None
    faults = Faults()
    for match in _CONTROLS.finditer(text):
        faults.note(_place_of_end(text[: match.start()], file), _forbidden(match.group()))
    faults.settle()
    return text


def _place_of_end(text: str, file: str) -> Place:
    return Place(file, text.count("\n") + 1, len(text) - text.rfind("\n"))


def _forbidden(character: str) -> str:
    return f"expected printable text, found the control character U+{ord(character):04X}"


class _Document:
    """Turns the events of one document into nodes, each event read once."""

    def __init__(self, events: Iterator[yaml.Event], file: str, faults: Faults) -> None:
        self._events = events
        self._file = file
        self._faults = faults

    def root(self) -> Node:
        next(self._events)  # the start of the stream
        event = next(self._events)
        if isinstance(event, yaml.StreamEndEvent):
            raise fault(Place(self._file, 1, 1), "expected keys with values, found an empty file")
        root = self._node(next(self._events), "", 1)
        next(self._events)  # the end of the document
        event = next(self._events)
        if not isinstance(event, yaml.StreamEndEvent):
            self._faults.note(self._place(event), "expected the end of the file, found a second document")
        return root

    def _node(self, event: yaml.Event, key: str, depth: int) -> Node:
        place = self._place(event)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise fault(place, "expected a value, found the alias of an anchor; write the value out")
        if depth > DEEPEST:
            raise fault(place, f"expected at most {DEEPEST} levels of nesting, found more")
        self._refuse_decoration(event, place)
        if isinstance(event, yaml.ScalarEvent):
            self._refuse_controls(event.value, place)
            return Scalar(place, key, event.value, not event.style)
        if isinstance(event, yaml.SequenceStartEvent):
            return Sequence(place, key, tuple(self._items(yaml.SequenceEndEvent, key, depth)))
        return Mapping(place, key, tuple(self._entries(depth)))

    def _items(self, end: type[yaml.Event], key: str, depth: int) -> Iterator[Node]:
        while not isinstance(event := next(self._events), end):
            yield self._node(event, key, depth + 1)

    def _entries(self, depth: int) -> Iterator[tuple[Scalar, Node]]:
        once = Once("key", self._faults)
        for key in self._items(yaml.MappingEndEvent, "", depth):
            if not isinstance(key, Scalar):
                raise fault(key.place, "expected a text as a key, found a list or a mapping")
            value = self._node(next(self._events), key.text, depth + 1)
            if not once.note(key.text, key.place):
                continue
            if key.text == "<<" and key.plain:
                self._faults.note(key.place, "expected a key, found '<<'; write the keys out instead of merging them")
            else:
                yield key, value

    def _refuse_decoration(self, event: yaml.ScalarEvent | yaml.CollectionStartEvent, place: Place) -> None:
        if event.anchor is not None:
            self._faults.note(place, f"expected a value, found the anchor {quoted('&' + event.anchor)}; leave it out")
        if event.tag is not None:
            self._faults.note(place, f"expected a value, found the tag {quoted(event.tag)}; leave it out")

    def _refuse_controls(self, text: str, place: Place) -> None:
        if match := _CONTROLS.search(text):
            self._faults.note(place, _forbidden(match.group()))

    def _place(self, event: yaml.Event) -> Place:
        mark = event.start_mark
        return Place(self._file, mark.line + 1, mark.column + 1) if mark else Place(self._file)
