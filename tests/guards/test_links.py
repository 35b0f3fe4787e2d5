"""Every link from the documentation to a file or a heading leads somewhere."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("benchmarks/*.md")]
LINK = re.compile(r"\]\(([^)\s]+)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


def broken(page: Path) -> list[str]:
    """Return the links of a page that lead nowhere; those to other sites are left to their owners."""
    links = [link for link in LINK.findall(page.read_text()) if "://" not in link]
    return [link for link in links if not _leads_somewhere(page, *link.partition("#")[::2])]


def _leads_somewhere(page: Path, path: str, heading: str) -> bool:
    target = page.parent / path if path else page
    return target.exists() and (not heading or heading in map(_anchor, HEADING.findall(target.read_text())))


def _anchor(heading: str) -> str:
    return re.sub(r"[^\w\- ]", "", heading).strip().lower().replace(" ", "-")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_leads_somewhere(page: Path) -> None:
    assert broken(page) == []


def test_a_link_that_leads_nowhere_is_seen(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# One `heading`\n[a](page.md) [b](#one-heading) [c](gone.md) [d](page.md#gone) [e](https://x.y/z)")
    assert broken(page) == ["gone.md", "page.md#gone"]
