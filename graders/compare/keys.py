"""Two dicts that do not have the same keys."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import islice

from graders.compare.category import identity
from graders.compare.display import quoted, show
from graders.printable import one_line
from graders.result import Mismatch, MismatchKind
from graders.transcript import Value

_NAMED = 6
_NAME_LIMIT = 40


def key_mismatch(answer: Mapping[Value, Value], expected: Mapping[Value, Value], path: str) -> Mismatch | None:
    """Return the keys that are missing and those that are not asked for, or None where the keys are the same.

    ``True``, Python's or NumPy's, is another key than 1. A missing key that looks like one that is not asked for is
    noted.
    """
    has, wants = {identity(key) for key in answer}, {identity(key) for key in expected}
    if has == wants:
        return None
    missing = [key for key in expected if identity(key) not in has]
    additional = [key for key in answer if identity(key) not in wants]
    return Mismatch(
        kind=MismatchKind.KEYS,
        path=path,
        answer=_listed(additional),
        expected=_listed(missing),
        differing=len(missing) + len(additional),
        size=len(expected),
        note=_near_namesake(missing, additional),
    )


def _listed(keys: list[Value]) -> str:
    more = [f"… {len(keys)} in all"] if len(keys) > _NAMED else []
    return ", ".join([*(key_text(key) for key in keys[:_NAMED]), *more])


def key_text(key: Value) -> str:
    """Return a key as it stands between the brackets of a path, printable and cut to a few words."""
    return one_line(quoted(key, _NAME_LIMIT)) if isinstance(key, str) else show(key)


def _near_namesake(missing: list[Value], additional: list[Value]) -> str:
    candidates = list(_short_texts(additional))
    for wanted in _short_texts(missing):
        if found := _closest(wanted, candidates):
            return f"Is `{key_text(found)}` meant to be `{key_text(wanted)}`?"
    return ""


def _short_texts(keys: list[Value]) -> Iterable[str]:
    return islice((key for key in keys if isinstance(key, str) and len(key) <= _NAME_LIMIT), _NAMED)


def _closest(wanted: str, candidates: list[str]) -> str | None:
    from difflib import get_close_matches  # noqa: PLC0415 - only a mismatch of keys needs it

    same_letters = [key for key in candidates if key.strip().casefold() == wanted.strip().casefold()]
    return next(iter(same_letters or get_close_matches(wanted, candidates, 1)), None)
