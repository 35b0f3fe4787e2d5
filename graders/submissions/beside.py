"""The files beside a program that it may read: those that its text names."""

from __future__ import annotations

import os
from collections.abc import Iterable, Mapping
from pathlib import Path

from graders.submissions.regular import read_regular

MAX_FILES = 32
"""Files that a program is offered at most."""

_NOT_OFFERED = (".yaml", ".yml", ".pyc", ".html")


def offerable(folder: Path) -> dict[str, str]:
    """Return the paths of the files in a folder that may be offered, by name.

    One with a separator of some system in its name may not.
    """
    try:
        entries = list(os.scandir(folder))
    except OSError:  # the folder can be passed through but not listed
        return {}
    return {
        entry.name: entry.path
        for entry in entries
        if not entry.name.startswith(".")
        and not entry.name.endswith(_NOT_OFFERED)
        and not set(entry.name) & set("\\/:")
        and entry.is_file(follow_symlinks=False)
    }


def named_files(beside: Mapping[str, str], texts: Iterable[bytes]) -> dict[str, bytes]:
    """Return those of some files that ``texts`` name, or that a module among them names in turn.

    There are no more than 32, and none over 1 MiB.
    """
    offered: dict[str, bytes] = {}
    lost: set[str] = set()
    waiting = list(texts)
    while waiting:
        text = waiting.pop()
        for name in sorted(beside.keys() - offered.keys() - lost):
            if len(offered) >= MAX_FILES or not names(text, name):
                continue
            try:
                offered[name] = read_regular(Path(beside[name]))
            except OSError:  # too large, or gone meanwhile: the program finds no such file
                lost.add(name)
                continue
            if name.endswith(".py"):
                waiting.append(offered[name])
    return offered


def names(text: bytes, name: str) -> bool:
    """Say whether ``text`` names a file: a module by its stem, since ``import`` leaves the suffix out."""
    return os.fsencode(name.removesuffix(".py")) in text
