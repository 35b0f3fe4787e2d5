"""A real Chromium and the axe-core rules, for looking at pages as a reader's browser does."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.browser.visit import Visit

ROOT = Path(__file__).parents[2]
AXE = Path(os.environ.get("AXE_CORE", ROOT / "node_modules" / "axe-core" / "axe.min.js"))
CHROMIUM = "/usr/bin/chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core."""
    assert AXE.is_file(), f"{AXE} is missing; npm install --no-save --no-package-lock axe-core@4, or set AXE_CORE"
    return AXE.read_text(encoding="utf-8")


@pytest.fixture
def visit(chromium: Browser, tmp_path: Path) -> Iterator[Callable[..., Visit]]:
    """Open HTML as a file, in a fresh profile; what the page did is in the visit."""
    from tests.browser.visit import Visit

    visits: list[Visit] = []

    def opened(html: str, *, dark: bool = False, width: int = 900, bypass_policy: bool = False) -> Visit:
        path = tmp_path / f"page-{len(visits)}.html"
        path.write_text(html, encoding="utf-8")
        visits.append(Visit(chromium, path, dark=dark, width=width, bypass_policy=bypass_policy))
        return visits[-1]

    yield opened
    for one in visits:
        one.close()
