"""Why a text is not YAML, in words for a person who has never read its specification."""

from __future__ import annotations

from typing import Any

from yaml import MarkedYAMLError

from graders.errors import SpecError
from graders.printable import one_line
from graders.problem import Place
from graders.spec.faults import fault

# What the two parsers say (libyaml, and PyYAML's own), and what it means. {line} is where the context opened,
# {character} what stands at the place. The first match counts.
_WORDS = (
    ("found unexpected end of stream", "the quotes opened on line {line} are never closed"),
    ("unknown escape character", "this backslash means nothing between double quotes; use single quotes, or '\\\\'"),
    ("or ']'", "the list opened with '[' on line {line} is not closed: expected ',' or ']'"),
    ("or '}'", "the mapping opened with '{{' on line {line} is not closed: expected ',' or '}}'"),
    ("mapping values are not allowed", "a key is not possible here; a text that contains ': ' needs quotes"),
    ("entries are not allowed", "a list item is not possible here; '- ' starts a line of its own"),
    ("could not find expected ':'", "expected ': ' after the key that starts on line {line}"),
    ("cannot start any token", "'{character}' cannot start a value; put the text in quotes"),
    ("expected key", "expected a key, indented like the mapping that starts on line {line}"),
    ("'-' indicator", "expected '- ', indented like the list that starts on line {line}"),
    ("expected <block end>", "expected to go on as on line {line}, with the same indentation"),
    ("document start>", "expected the end of the file; is this line indented as it should be?"),
    ("node content", "expected a value"),
)


def syntax_fault(error: MarkedYAMLError, text: str, file: str) -> SpecError:
    """Return the error that says what is wrong at the place where the parser gave up on ``text``."""
    row, column = _position(error.problem_mark)
    # The end of a file without a final newline may lie one row behind the last.
    line = "".join(text.split("\n")[row : row + 1])
    if "\t" in line[: len(line) - len(line.lstrip())]:
        return fault(Place(file, row + 1, line.index("\t") + 1), "expected blanks for indentation, found a tab")
    start, _ = _position(error.context_mark or error.problem_mark)
    words = _words(error.problem or "", within_line=bool(line[:column].strip()))
    character = one_line(line[column : column + 1])
    return fault(Place(file, row + 1, column + 1), words.format(line=start + 1, character=character))


def _words(problem: str, *, within_line: bool) -> str:
    if within_line and ("expected key" in problem or "<block end>" in problem):
        return "expected the end of the line, found '{character}'; put the whole text in quotes"
    return next((words for part, words in _WORDS if part in problem), "this is not YAML: " + one_line(problem))


def _position(mark: Any) -> tuple[int, int]:  # noqa: ANN401 - each of the two parsers has a class of its own
    return (mark.line, mark.column) if mark else (0, 0)
