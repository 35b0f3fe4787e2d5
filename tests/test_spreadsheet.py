"""No text becomes a formula, whatever a spreadsheet takes for a separator, and every text comes back."""

import csv
import io
from collections.abc import Iterator

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graders.spreadsheet import harmless, plain

FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
texts = st.text(st.sampled_from("a1 ,;'\"\t\r\n=+-@\uff1d\uff20"), max_size=12)


def cells(table: list[list[str]], separator: str) -> Iterator[str]:
    """Yield the cells of a table separated by commas to a program that takes it for one separated otherwise."""
    text = io.StringIO(newline="")
    csv.writer(text).writerows(table)
    text.seek(0)
    for row in csv.reader(text, delimiter=separator):
        yield from row


def formulas(table: list[list[str]]) -> list[str]:
    return [cell for separator in ",;\t" for cell in cells(table, separator) if cell.startswith(FORMULA)]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("ada", "ada"),
        ("=1+1", "'=1+1"),
        ("\uff1d1+1", "'\uff1d1+1"),
        ("'=1", "''=1"),
        ("'ada'", "'ada'"),
        ("a=b, c=d", "a=b, c=d"),
        ("bob;=cmd()", "bob;'=cmd()"),
        ("bob;'=cmd()", "bob;''=cmd()"),
        ('bob;"=cmd()', "bob;'\"=cmd()"),
        ("bob\t@cmd()\n-1", "bob\t'@cmd()\n'-1"),
        ("\t=1", "'\t'=1"),
        ("\n", "'\n"),
        ("a; b\n\nc", "a; b\n\nc"),
    ],
)
def test_an_apostrophe_stands_where_a_formula_could_begin_and_nowhere_else(text: str, shown: str) -> None:
    assert harmless(text) == shown
    assert plain(shown) == text


@given(texts)
def test_every_text_comes_back(text: str) -> None:
    assert plain(harmless(text)) == text


@given(st.lists(st.lists(texts, min_size=3, max_size=3), max_size=3))
@example([["a", ';"', "=1"]])
def test_no_separator_makes_a_formula_of_a_cell(table: list[list[str]]) -> None:
    assert not formulas([[harmless(cell) for cell in row] for row in table])


@pytest.mark.parametrize("cell", ["=1", "a;=1", "a\t=1", "a,b\n=1", 'a;"=1'])
def test_a_formula_would_be_found(cell: str) -> None:
    assert formulas([["x", cell]])
