"""A strict look at a page: balanced tags, one id for one element, and nothing that loads or runs."""

from __future__ import annotations

import re
from collections import Counter
from html.parser import HTMLParser

_VOID = {"meta", "br", "hr", "input"}
_ACTIVE = {"script", "img", "iframe", "object", "embed", "link", "base", "form", "audio", "video", "image", "use"}
_LOADING = re.compile(r"url\(|@import|image-set\(|expression\(", re.IGNORECASE)


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.ids: Counter[str] = Counter()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag in _ACTIVE:
            self.faults.append(f"<{tag}> can load or run something")
        for name, value in attrs:
            self._attribute(tag, name, value or "")
        if tag not in _VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.faults.append(f"</{tag}> closes another element")

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.open and self.open[-1] == "style" and _LOADING.search(data):
            self.faults.append("the stylesheet loads something")

    def _attribute(self, tag: str, name: str, value: str) -> None:
        if name == "id":
            self.ids[value] += 1
        if name.startswith("on") or name in {"src", "srcset", "style", "action", "formaction", "srcdoc", "data"}:
            self.faults.append(f"<{tag} {name}> can load or run something")
        if name.endswith("href") and not value.startswith("#"):
            self.faults.append(f"<{tag} {name}> leads out of the page")


def parsed(page: str) -> _Page:
    """Return the page as read, with ``faults``, ``ids``, ``tags`` and ``text``."""
    reader = _Page()
    reader.feed(page)
    reader.close()
    reader.faults += [f"<{tag}> is not closed" for tag in reader.open]
    reader.faults += [f"id {name!r} stands {count} times" for name, count in reader.ids.items() if count > 1]
    return reader


def faults(page: str) -> list[str]:
    """Return what is not well-formed in a page, or not safe."""
    return parsed(page).faults
