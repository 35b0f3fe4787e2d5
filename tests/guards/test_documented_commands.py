"""What the documentation says to type can be typed, and each option is named on some page."""

import io
import re
from collections.abc import Mapping
from contextlib import redirect_stdout
from pathlib import Path

import pytest

from graders.cli.main import _COMMANDS, main

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(ROOT.glob("docs/*.md"))]
BLOCK = re.compile(r"^(?: {4}(.+)|```sh\n((?:.+\n)+?)```)", re.MULTILINE)
INLINE = re.compile(r"`([^`\n]+(?:\n[^`\n]+)?)`")
APART = re.compile(r"&&|[|;>\n]|(?:^|\s)#.*")
COMMAND = re.compile(r"^(?:\S*/)?grade(?:\s|$)")
OPTION = re.compile(r"(?<!\S)\[?(--[a-z][a-z-]*)")


def options(command: str) -> frozenset[str]:
    """Return the options that a command has by its own help; the one without a name grades."""
    said = io.StringIO()
    with redirect_stdout(said):
        main([command, "--help"] if command else ["--help"])
    return frozenset(OPTION.findall(said.getvalue()))


@pytest.fixture(scope="module")
def known() -> Mapping[str, frozenset[str]]:
    return {command: options(command) for command in ("", *_COMMANDS)}


def typed(text: str) -> list[str]:
    """Return the commands of ``grade`` in blocks and sentences of a page, without what is before, behind and beside."""
    blocks = [block for blocks in BLOCK.findall(text) for block in blocks]
    inline = [code.replace("\n", " ") for code in INLINE.findall(text)]
    pieces = [piece.strip() for code in (*blocks, *inline) for piece in APART.split(code)]
    return [piece for piece in pieces if COMMAND.match(piece)]


def unknown(text: str, known: Mapping[str, frozenset[str]]) -> list[str]:
    """Return the commands of a page with an option that there is not."""
    found = []
    for command in typed(text):
        word = (*command.split(), "")[1]
        given = OPTION.findall(command)
        if not known[word if word in known else ""].issuperset(given):
            found.append(command)
    return found


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_option_that_a_page_types_exists(page: Path, known: Mapping[str, frozenset[str]]) -> None:
    assert unknown(page.read_text(encoding="utf-8"), known) == []


def test_the_pages_have_commands() -> None:
    assert len({command for page in PAGES for command in typed(page.read_text(encoding="utf-8"))}) > 30


def test_every_option_of_every_command_is_named_on_some_page(known: Mapping[str, frozenset[str]]) -> None:
    named = {option for page in PAGES for option in re.findall(r"--[a-z][a-z-]*", page.read_text(encoding="utf-8"))}
    assert frozenset().union(*known.values()) - named == set()
    assert {"--regrade", "--since", "--max-survivors"} <= frozenset().union(*known.values())


@pytest.mark.parametrize(
    "text",
    [
        "    grade check --regrade    # not of this command",
        "```sh\npython3 -m venv .venv && .venv/bin/grade --colour ex2.py\n```",
        "Type `grade schema\n--all` for more.",
    ],
)
def test_an_option_that_there_is_not_is_seen(text: str, known: Mapping[str, frozenset[str]]) -> None:
    assert len(unknown(text, known)) == 1


def test_options_of_other_programs_and_in_comments_are_let_through(known: Mapping[str, frozenset[str]]) -> None:
    text = "    pip install --quiet . && grade --dry-run x    # no --such option\n\nand `pytest --accept`"
    assert unknown(text, known) == []
