from __future__ import annotations

import shutil
from base64 import b64encode
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest
from jinja2 import UndefinedError
from markupsafe import Markup

from graders import resources
from graders.reporting import environment as module
from graders.reporting.environment import environment, policy, prose


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Stand a copy of the templates, not yet compiled, in the place of the real ones."""
    copy = tmp_path / "templates"
    shutil.copytree(resources.templates(), copy, ignore=shutil.ignore_patterns("__pycache__"))
    monkeypatch.setattr(module, "templates", lambda: copy)
    environment.cache_clear()
    yield copy
    environment.cache_clear()


def test_text_is_escaped_before_code_is_marked() -> None:
    assert prose("<b> `<i>` & `x") == Markup("&lt;b&gt; <code>&lt;i&gt;</code> &amp; `x")


def test_a_formula_is_set_as_mathematics_and_code_is_not() -> None:
    assert prose("$x$, `$x$`") == Markup('<math alttext="x"><mi>x</mi></math>, <code>$x$</code>')


def test_a_name_that_a_page_does_not_have_is_an_error() -> None:
    with pytest.raises(UndefinedError):
        environment().from_string("{{ nothing }}").render()


def test_the_policy_allows_this_stylesheet_and_nothing_else() -> None:
    digest = b64encode(sha256(b"p { color: red }").digest()).decode()
    assert policy("p { color: red }").split("; ") == [
        "default-src 'none'",
        f"style-src 'sha256-{digest}'",
        "base-uri 'none'",
        "form-action 'none'",
    ]


def test_the_stylesheet_stays_small() -> None:
    assert (resources.templates() / "style.css").stat().st_size <= 12_000


def test_compiled_templates_are_kept_beside_their_sources(folder: Path) -> None:
    environment().get_template("macros/task.html")
    assert list((folder / "__pycache__").glob("*.cache"))


def test_a_changed_template_is_compiled_anew(folder: Path) -> None:
    template = folder / "macros" / "task.html"
    environment().get_template("macros/task.html")
    environment.cache_clear()
    template.write_text("changed", encoding="utf-8")
    assert environment().get_template("macros/task.html").render() == "changed"


def test_templates_that_cannot_be_kept_are_used_all_the_same(folder: Path) -> None:
    (folder / "__pycache__").write_text("in the way", encoding="utf-8")
    assert environment().get_template("macros/task.html").render().strip() == ""
