import re
from pathlib import Path

from graders.spec.reference import reference_page

COMMITTED = Path(__file__).parents[2] / "docs" / "exercise-format.md"


def test_the_committed_page_is_the_one_that_the_loader_goes_by() -> None:
    committed = COMMITTED.read_text(encoding="utf-8")
    assert committed == reference_page(), "run: grade schema --format markdown > docs/exercise-format.md"


def test_every_table_has_five_cells_in_each_row() -> None:
    rows = [line for line in reference_page().splitlines() if line.startswith("|")]
    assert len(rows) > 50
    assert {len(re.findall(r"(?<!\\)\|", row)) for row in rows} == {6}


def test_every_link_leads_to_a_heading() -> None:
    page = reference_page()
    links = re.findall(r"\]\(#(\w+)\)", page)
    assert len(links) == 8
    assert [link for link in links if f"\n### {link}\n" not in page] == []


def test_blocks_are_set_apart_by_blank_lines() -> None:
    lines = reference_page().splitlines()
    starts = [n for n, line in enumerate(lines) if line.startswith(("#", "| key ")) and n and "```" not in lines[n - 1]]
    assert starts
    assert [lines[n] for n in starts if lines[n - 1]] == []
