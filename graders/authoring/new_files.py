"""Files written all together or not at all, and none over another."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from contextlib import ExitStack, suppress
from pathlib import Path

from graders.errors import GradersError
from graders.printable import one_line


def write_new(files: Mapping[Path, bytes]) -> None:
    """Write each file, with the folders that it needs.

    Raises ``GradersError`` when one of them is there already, or cannot be written; then nothing has changed.
    """
    there = [path for path in files if os.path.lexists(path)]
    if there:
        listed = ", ".join(one_line(str(path)) for path in there)
        raise GradersError(
            f"nothing was written, because this is there already: {listed}; choose another name or folder"
        )
    with ExitStack() as undo:
        for path, text in files.items():
            try:
                _write(path, text, undo)
            except OSError as error:
                raise GradersError(f"{one_line(str(path))}: nothing was written: {error.strerror}") from None
        undo.pop_all()


def _write(path: Path, text: bytes, undo: ExitStack) -> None:
    for folder in reversed(path.parents):
        if not folder.exists():
            folder.mkdir()
            undo.callback(_try, folder.rmdir)
    with path.open("xb") as file:
        undo.callback(_try, path.unlink)
        file.write(text)


def _try(remove: Callable[[], None]) -> None:
    with suppress(OSError):  # somebody was faster, or has put something there
        remove()
