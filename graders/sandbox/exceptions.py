"""Python's own exceptions: any other is told by those of them that its class is made of."""

from __future__ import annotations

import builtins

from graders.sandbox.wire import WireError

BUILT_IN = frozenset(
    kind for kind in vars(builtins).values() if isinstance(kind, type) and issubclass(kind, BaseException)
)
_NAMES = frozenset(kind.__name__ for kind in BUILT_IN)


def known(names: tuple[str, ...]) -> tuple[str, ...]:
    """Return names that a reply gives to Python's own exceptions; :class:`WireError` when one of them has no such."""
    if not _NAMES.issuperset(names):
        raise WireError("an exception of a class that Python does not have")
    return names
