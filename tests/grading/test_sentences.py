"""Texts for students: no sentence is longer than a beginner reads at once."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULES = sorted(path for room in ("grading", "compare", "diagnose") for path in (ROOT / "graders" / room).glob("*.py"))
MOST_WORDS = 20


def sentences(source: str) -> Iterator[str]:
    """Yield the sentences of the texts in a module; code between backticks and each filled place count as one word."""
    tree = ast.parse(source)
    docstrings = {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    formatted = [node for node in ast.walk(tree) if isinstance(node, ast.JoinedStr)]
    inside = {part for node in formatted for part in ast.walk(node) if part is not node}
    for node in ast.walk(tree):
        if node not in docstrings and node not in inside:
            text = re.sub("`[^`]*`", "code", _text(node))
            yield from re.split(r"(?<=[.?!])\s", text)


def _text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "x" for part in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


@pytest.mark.parametrize("module", MODULES, ids=lambda path: f"{path.parent.name}.{path.stem}")
def test_no_sentence_has_more_than_twenty_words(module: Path) -> None:
    texts = sentences(module.read_text(encoding="utf-8"))
    assert [text for text in texts if len(text.split()) > MOST_WORDS] == []


def test_a_long_sentence_would_be_found() -> None:
    long = "word " * 19 + "`a b c` end."
    assert max(len(text.split()) for text in sentences(f'"""{long}"""\nsay(f"Short. {long}", {{x}})')) == MOST_WORDS + 1
