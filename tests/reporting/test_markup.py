from __future__ import annotations

import pytest

from tests.reporting.markup import faults


def test_a_plain_page_has_no_faults() -> None:
    assert faults('<!doctype html><html><meta charset="utf-8"><p id="a">x</p><a href="#a">up</a></html>') == []


@pytest.mark.parametrize(
    ("page", "fault"),
    [
        ("<p>open", "<p> is not closed"),
        ("<p><b></p></b>", "</p> closes another element"),
        ("</p>", "</p> closes another element"),
        ('<p id="a"></p><p id="a"></p>', "id 'a' stands 2 times"),
        ("<script></script>", "<script> can load or run something"),
        ('<p onclick="x"></p>', "<p onclick> can load or run something"),
        ('<a href="https://example.org"></a>', "<a href> leads out of the page"),
        ('<p style="color: red"></p>', "<p style> can load or run something"),
        ("<style>a { background: url(x) }</style>", "the stylesheet loads something"),
        ("<style>@import 'x'</style>", "the stylesheet loads something"),
    ],
)
def test_each_fault_of_a_page_is_seen(page: str, fault: str) -> None:
    assert fault in faults(page)
