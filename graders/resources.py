"""The two folders of data that travel with the package.

In a checkout and in an editable install they lie beside the package, in a wheel inside it, under ``_data``.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def templates() -> Path:
    """Return the folder of the Jinja templates."""
    return _folder("templates")


def course() -> Path:
    """Return the folder of the shipped exercises."""
    return _folder("exercises")


def _folder(name: str) -> Path:
    packaged = _PACKAGE / "_data" / name
    return packaged if packaged.is_dir() else _PACKAGE.parent / name
