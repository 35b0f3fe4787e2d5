"""One page, open in the browser, and a record of what it did there."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, ConsoleMessage, Dialog, Request

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


class Visit:
    """A page and what it did: complaints on the console, dialogs, requests other than for itself."""

    def __init__(self, browser: Browser, path: Path, *, dark: bool, width: int, bypass_policy: bool) -> None:
        self.complaints: list[str] = []
        self.dialogs: list[str] = []
        self.requests: list[str] = []
        self._url = path.as_uri()
        self._context = browser.new_context(
            color_scheme="dark" if dark else "light",
            viewport={"width": width, "height": 700},
            bypass_csp=bypass_policy,
        )
        self.page = self._context.new_page()
        self.page.on("console", self._console)
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", self._dialog)
        self.page.on("request", self._request)
        self.page.goto(self._url)

    def close(self) -> None:
        self._context.close()

    def scroll_width(self) -> int:
        """The width of all that can be scrolled to, in CSS pixels."""
        return int(self.page.evaluate("document.documentElement.scrollWidth"))

    def elements(self) -> list[str]:
        """The names of all elements, in document order."""
        names: list[str] = self.page.evaluate("Array.from(document.querySelectorAll('*'), e => e.localName)")
        return names

    def violations(self, axe: str) -> list[str]:
        """What axe-core finds against WCAG 2.2 AA and good practice, with everything unfolded."""
        self.page.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true })")
        self.page.evaluate(axe)
        found: dict[str, Any] = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}})", _RULES
        )
        assert len(found["passes"]) > 10, "axe-core looked at next to nothing"
        return [
            f"{violation['id']}: {node['html']} {node['failureSummary']}"
            for violation in found["violations"]
            for node in violation["nodes"]
        ]

    def _console(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.complaints.append(message.text)

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _request(self, request: Request) -> None:
        if request.url != self._url:
            self.requests.append(request.url)
