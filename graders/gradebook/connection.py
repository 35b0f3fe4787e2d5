"""The file of a gradebook: opened or made, and what is wrong with it told in one line."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from graders.errors import GradersError
from graders.gradebook import schema
from graders.gradebook.migrations import bring_up_to_date
from graders.printable import one_line

BUSY_S = 30.0
"""How long to wait for another grader that is writing to the same file."""

_PAUSE_S = 0.02

_REMEDIES = {
    "SQLITE_FULL": "make room on the disk and run again; what was graded before is kept",
    "SQLITE_IOERR": "the disk may be full or failing; mend that and run again; what was graded before is kept",
    "SQLITE_BUSY": f"another grader has kept it locked for {BUSY_S:.0f} s; end that one and run again",
    "SQLITE_READONLY": "make the file and its folder writable, or name another place for the gradebook",
    "SQLITE_CANTOPEN": "the folder must exist and be writable, or name another place for the gradebook",
    "SQLITE_PERM": "make the file and its folder writable, or name another place for the gradebook",
    "SQLITE_NOTADB": "name another file for the gradebook",
    "SQLITE_CORRUPT": "move the file away and grade again, or put a copy of it back",
}
"""What a person can do, by the name of SQLite's result code (sqlite.org/rescode.html) or the start of it."""


def connect(path: Path) -> sqlite3.Connection:
    """Open the gradebook at ``path``, made if it is not there, with the present schema.

    Committed results survive the end of the process and of the power: the log of changes is written to the disk with
    each transaction (WAL, ``synchronous = FULL``). A file that is no gradebook is left as it was.
    """
    with told(path):
        connection = sqlite3.connect(path, timeout=BUSY_S, isolation_level=None)
        try:
            schema.version(connection)  # before anything is written to what may be another program's file
            _write_ahead(connection)
            connection.execute("PRAGMA synchronous = FULL")
            bring_up_to_date(connection)
            connection.execute("PRAGMA foreign_keys = ON")
        except BaseException as error:
            connection.close()
            if isinstance(error, GradersError):
                raise GradersError(f"{one_line(str(path))}: {error}") from None
            raise
        return connection


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Switch to a write-ahead log, which stays with the file; without it all holds as well, but slower.

    Here alone SQLite refuses at once, instead of waiting, while another grader opens the file.
    """
    for _ in range(round(BUSY_S / _PAUSE_S)):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
                raise
            time.sleep(_PAUSE_S)
        else:
            return


@contextmanager
def told(path: Path) -> Iterator[None]:
    """Turn what a person can mend into a ``GradersError`` that names the file and the remedy; let bugs through."""
    try:
        yield
    except sqlite3.Error as error:
        code = getattr(error, "sqlite_errorname", "")  # absent from what Python's own module raises
        remedies = [remedy for start, remedy in _REMEDIES.items() if code.startswith(start)]
        if not remedies:
            raise
        raise GradersError(f"{one_line(str(path))}: {error}; {remedies[0]}") from error
