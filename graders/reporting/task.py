"""The text of a task: paragraphs, lists, code and formulas, as the author of an exercise writes them."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from graders.prose import SpanKind, spans

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_ITEM = re.compile(r"[ ]{0,3}(?:(?P<number>\d+\.)|[-*])[ ]+(?P<text>.*)")
_CODE_INDENT = " " * 4


class BlockKind(StrEnum):
    """What a block of a task text is."""

    PARAGRAPH = "paragraph"
    CODE = "code"
    FORMULA = "formula"  # one that stands alone
    STEPS = "steps"  # a numbered list
    ITEMS = "items"  # a list with dashes or stars


class Block(NamedTuple):
    """Neighbouring parts of one kind: paragraphs, pieces of code, or the items of one list."""

    kind: BlockKind
    texts: tuple[str, ...]


@lru_cache(64)  # all of a class have the same task
def blocks(text: str) -> tuple[Block, ...]:
    """Split a task text at its blank lines into paragraphs, lists, and code, which is indented by four blanks.

    A paragraph that is nothing but a formula is a block of its own, without its dollar signs.
    """
    parts = [part for chunk in _BLANK_LINE.split(text.rstrip().strip("\n")) for part in _parts(chunk.splitlines())]
    grouped = groupby(parts, key=itemgetter(0))
    return tuple(Block(kind, tuple(part for _, part in group)) for kind, group in grouped)


def _parts(lines: list[str]) -> list[tuple[BlockKind, str]]:
    if lines and all(line.startswith(_CODE_INDENT) for line in lines):
        return [(BlockKind.CODE, "\n".join(line.removeprefix(_CODE_INDENT) for line in lines))]
    parts: list[tuple[BlockKind, str]] = []
    for line in lines:
        item = _ITEM.fullmatch(line)
        if item:
            parts.append((BlockKind.STEPS if item["number"] else BlockKind.ITEMS, item["text"]))
        elif parts:
            kind, before = parts.pop()
            parts.append((kind, f"{before} {line.strip()}"))
        else:
            parts.append((BlockKind.PARAGRAPH, line.strip()))
    return [_alone(text) if kind is BlockKind.PARAGRAPH else (kind, text) for kind, text in parts]


def _alone(text: str) -> tuple[BlockKind, str]:
    match spans(text):
        case [(formula, SpanKind.FORMULA)]:
            return BlockKind.FORMULA, formula
        case _:
            return BlockKind.PARAGRAPH, text
