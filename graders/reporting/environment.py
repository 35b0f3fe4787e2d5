"""The Jinja environment of all pages: strict, escaping, and quick to start."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Hashable
from contextlib import suppress
from functools import cache, lru_cache
from hashlib import sha256
from pathlib import Path

from jinja2 import Environment, FileSystemBytecodeCache, FileSystemLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from graders.prose import Span, SpanKind, spans
from graders.resources import templates

_KEPT = 256
"""Pieces of pages that are kept, of each kind."""


@cache
def environment() -> Environment:
    """Return the environment, the same one each time, so that every template is loaded once."""
    folder = templates()
    style = (folder / "style.css").read_text(encoding="utf-8")
    environment = Environment(
        loader=FileSystemLoader(folder),
        bytecode_cache=_Compiled(folder / "__pycache__"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    environment.filters["prose"] = lru_cache(_KEPT)(prose)
    environment.filters["formula"] = _formula
    for name in ("check", "task"):
        environment.filters[name] = _kept(environment, name)
    environment.globals["style"] = Markup(style)  # noqa: S704  our own stylesheet
    environment.globals["policy"] = policy(style)
    return environment


def _kept(environment: Environment, name: str) -> Callable[[Hashable], Markup]:
    """Return the macro ``name`` of the template of that name as a function that keeps what it gave.

    In a class most checks are alike: right, or wrong in one of a few ways.
    """

    @lru_cache(_KEPT)
    def rendered(view: Hashable) -> Markup:
        macro: Callable[[Hashable], Markup] = getattr(environment.get_template(f"macros/{name}.html").module, name)
        return macro(view)

    return rendered


def prose(text: str) -> Markup:
    """Escape a sentence, and set its code as code and its formulas as mathematics."""
    return Markup().join(map(_marked, spans(text)))


def _marked(span: Span) -> Markup | str:
    match span.kind:
        case SpanKind.CODE:
            return Markup("<code>{}</code>").format(span.text)
        case SpanKind.FORMULA:
            return _formula(span.text)
        case SpanKind.WORDS:
            return span.text


def _formula(text: str, *, block: bool = False) -> Markup:
    from graders.reporting.mathml import mathml  # noqa: PLC0415 - few pages have a formula

    return mathml(text, block=block)


def policy(style: str, script: str = "") -> str:
    """Return a Content Security Policy that allows this stylesheet, this script if any, and nothing else.

    See CSP Level 3, section 6.7.3.
    """
    allowed = [f"style-src {_source(style)}", *([f"script-src {_source(script)}"] if script else [])]
    return "; ".join(["default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"])


def _source(text: str) -> str:
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


class _Compiled(FileSystemBytecodeCache):
    """Keeps compiled templates beside their sources, as Python keeps modules; does without where it cannot.

    Compiling them takes longer than all else that a page costs once Jinja is imported.
    """

    def __init__(self, folder: Path) -> None:
        with suppress(OSError):
            folder.mkdir(exist_ok=True)
        super().__init__(str(folder))

    def load_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().load_bytecode(bucket)

    def dump_bytecode(self, bucket: Bucket) -> None:
        with suppress(OSError):
            super().dump_bytecode(bucket)
