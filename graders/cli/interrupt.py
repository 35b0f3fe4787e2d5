"""Ctrl-C in a long run: an interrupt that Python drops is heeded all the same."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from sys import UnraisableHookArgs


Heed: TypeAlias = Callable[[], None]
"""Raises ``KeyboardInterrupt`` if one was dropped; to be called now and then, where an exception goes up."""


@contextmanager
def interruptible() -> Iterator[Heed]:
    """Keep an interrupt that Python drops during the block, and give what raises it.

    Python raises it wherever it happens to be, and drops it with a message where nothing can be raised: in a finalizer
    or in a callback of a weak reference, both of which libraries have many of.
    """
    dropped = False
    before = sys.unraisablehook

    def keep(unraisable: UnraisableHookArgs) -> None:
        nonlocal dropped
        if issubclass(unraisable.exc_type, KeyboardInterrupt):
            dropped = True
        else:
            before(unraisable)

    def heed() -> None:
        if dropped:
            raise KeyboardInterrupt

    sys.unraisablehook = keep
    try:
        yield heed
        heed()
    finally:
        sys.unraisablehook = before
