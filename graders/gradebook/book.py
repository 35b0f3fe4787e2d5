"""The gradebook of a course: what was graded is written to it as it comes, and looked up before grading again."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from itertools import islice
from pathlib import Path
from types import TracebackType
from typing import Self

from graders.gradebook import changes, entry, history, review
from graders.gradebook.connection import connect, told
from graders.gradebook.entry import Entry
from graders.gradebook.history import SUMMARY_COLUMNS, Attempt, Summary
from graders.gradebook.review import Question, Review, Reviewed
from graders.gradebook.transaction import transaction

_KEYS_A_QUERY = 500  # SQLite before 3.32 takes 999 parameters


class Gradebook:
    """An open gradebook; a context manager that closes it. Any number of processes may have the same one open.

    Every method may raise ``GradersError`` when the file cannot be used: a full disk, a lock that does not end, a
    damaged file. What was added before stays.
    """

    def __init__(self, connection: sqlite3.Connection, path: Path, clock: Callable[[], float]) -> None:
        self._connection = connection
        self._path = path
        self._clock = clock

    @classmethod
    def open(cls, path: Path, *, clock: Callable[[], float]) -> Self:
        """Open the gradebook at ``path``, made if it is not there; ``clock`` tells the seconds since 1970, UTC.

        Raises ``GradersError`` when it cannot be written to, is not a gradebook, or is of another version.
        """
        return cls(connect(path), path, clock)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._connection.close()

    def known(self, keys: Collection[str]) -> dict[str, Summary]:
        """Return the summary of each result that the book has, by key."""
        found, rest = {}, iter(keys)
        with told(self._path):
            while some := list(islice(rest, _KEYS_A_QUERY)):
                marks = ",".join("?" * len(some))
                query = f"SELECT key, {SUMMARY_COLUMNS} FROM results WHERE key IN ({marks})"  # noqa: S608 - only marks
                found.update({row[0]: history.summary(row[1:]) for row in self._connection.execute(query, some)})
        return found

    def record(self, key: str) -> str:
        """Return a result as one line of JSON in nobody's name; :func:`graders.gradebook.record.made_out` puts one in.

        Raises ``KeyError`` when the book has no such result.
        """
        with told(self._path):
            row = self._connection.execute("SELECT record FROM results WHERE key = ?", (key,)).fetchone()
        if row is None:
            raise KeyError(key)
        return str(row[0])

    def add(self, entries: Iterable[Entry]) -> None:
        """Write all entries, or none when one fails; each becomes the present result of its student and exercise.

        Adding an entry again changes nothing; with an earlier time it moves the attempt to that. A result for a known
        key takes the place of the one before.
        """
        now = self._clock()
        with told(self._path), transaction(self._connection):
            for one in entries:
                entry.add(self._connection, one, now)

    def take_times(self, entries: Iterable[Entry]) -> None:
        """Let each present attempt have been handed in when its entry says, in place of the earliest time seen.

        An entry of other bytes than the present attempt is passed over.
        """
        with told(self._path), transaction(self._connection):
            for one in entries:
                entry.take_time(self._connection, one)

    def history(self, student: str | None = None) -> list[Attempt]:
        """Return all that a student or everyone handed in, by exercise and student, the present attempt last."""
        with told(self._path):
            return list(history.attempts(self._connection, student))

    def attempts(self) -> Iterator[Attempt]:
        """Yield all that everyone handed in, in the order of :meth:`history`: a class of any size fits into memory."""
        with told(self._path):
            yield from history.attempts(self._connection)

    def places(self) -> set[tuple[str, str]]:
        """Return each student and exercise with a result."""
        with told(self._path):
            return history.places(self._connection)

    def changes(self, since: float | None = None) -> list[changes.Change]:
        """Return what grading again changed, as :func:`graders.gradebook.changes.changes` tells it."""
        with told(self._path):
            return changes.changes(history.attempts(self._connection), self.record, since)

    def questions(self) -> list[Question]:
        """Return each check of each attempt whose verdict a person may change, by exercise and student."""
        with told(self._path):
            return review.questions(history.attempts(self._connection), self.record)

    def add_reviews(self, reviews: Collection[Review]) -> None:
        """Write all reviews, or none when one fails; one with a new score or comment replaces that of its check.

        The submission that a review saw must be in the book.
        """
        now = self._clock()
        with told(self._path), transaction(self._connection):
            review.add(self._connection, reviews, now)

    def reviews(self) -> list[Reviewed]:
        """Return every review, by exercise, student, check and time."""
        with told(self._path):
            return review.reviews(self._connection)

    def note(self, remarks: Mapping[str, str]) -> None:
        """Keep remarks for the next run, each in place of the one of the same name."""
        with told(self._path), transaction(self._connection):
            self._connection.executemany("INSERT OR REPLACE INTO notes (name, value) VALUES (?, ?)", remarks.items())

    def forget(self, names: Iterable[str]) -> None:
        """Forget the remarks of these names, whether there are any or not."""
        with told(self._path), transaction(self._connection):
            self._connection.executemany("DELETE FROM notes WHERE name = ?", ((name,) for name in names))

    def noted(self, name: str) -> str | None:
        """Return the remark of that name, or None."""
        with told(self._path):
            row = self._connection.execute("SELECT value FROM notes WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def notes(self, start: str) -> Iterator[str]:
        """Yield the names of the remarks that begin with ``start``, a text without ``* ? [``."""
        with told(self._path):
            for (name,) in self._connection.execute("SELECT name FROM notes WHERE name GLOB ?", (f"{start}*",)):
                yield str(name)
