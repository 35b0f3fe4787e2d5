"""The folder that the reports of a class are written to, and what the gradebook remembers of it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from graders.drafts import replacing
from graders.errors import GradersError
from graders.grading.page_names import page_folders
from graders.printable import one_line

if TYPE_CHECKING:
    from graders.gradebook.book import Gradebook

INDEX = "index.html"
GRADES = "grades.csv"
RECORDS = "results.jsonl"
CAUSES = "causes.json"
JUNIT = "junit.xml"


_TOGETHER = 500
"""Pages that are noted in one go: to write a remark of its own for each to the disk would take longer than the page."""


class ReportsFolder:
    """The reports of a class: a page for each submission that counts, and those on the class as a whole.

    One grader at a time may write to it; :func:`graders.cli.turn.turn` sees to that.
    """

    def __init__(self, path: Path, book: Gradebook, students: Collection[str]) -> None:
        self._path = path
        self._book = book
        self._folders = page_folders(students)
        place = sha256(str(path.resolve()).encode("utf-8", "surrogatepass")).hexdigest()
        self._state_note, self._page_note = f"reports {place}", f"page {place} "
        self._unnoted: dict[str, str] = {}

    def page_path(self, student: str, exercise: str) -> str:
        """Return the path of a student's page from the folder."""
        return f"{self._folders[student]}/{exercise}.html"

    def has_page(self, path: str, version: str) -> bool:
        """Say whether the page of this version, see :func:`graders.grading.standing.page_version`, is at this path."""
        note = self._page_note + path
        return (self._unnoted.get(note) or self._book.noted(note)) == version and (self._path / path).exists()

    def place(self, path: str) -> Path:
        """Return the file that has this path from the folder."""
        return self._path / path

    def note_page(self, path: str, version: str) -> None:
        """Note that the page of this version has been written."""
        self._unnoted[self._page_note + path] = version
        if len(self._unnoted) >= _TOGETHER:
            self._note_pages()

    def are_current(self, state: str) -> bool:
        """Say whether the reports were written for ``state``, which tells all they depend on, and are still there."""
        return (
            self._book.noted(self._state_note) == state
            and all((self._path / path).exists() for path in (INDEX, GRADES, RECORDS, CAUSES, JUNIT))
            and not any(self._lost())
        )

    def withdraw(self, pages: Iterable[str]) -> None:
        """Forget pages that are about to be written again, and that the reports are current: this may be cut short."""
        self._book.forget(chain([self._state_note], (self._page_note + path for path in pages)))

    def remember(self, state: str) -> None:
        """Note that the reports are those of ``state``.

        All that are part of the class are there now. A page that is not was of somebody who has left, and nobody
        misses it.
        """
        self._note_pages()
        self._book.forget(list(self._lost()))
        self._book.note({self._state_note: state})

    def _lost(self) -> Iterator[str]:
        """Yield the notes of pages that are not there."""
        for note in self._book.notes(self._page_note):
            if not (self._path / note.removeprefix(self._page_note)).exists():
                yield note

    def _note_pages(self) -> None:
        self._book.note(self._unnoted)
        self._unnoted = {}

    def write_parts(self, path: str, parts: Iterable[bytes]) -> None:
        """Write a report, as by :func:`writing`."""
        with writing(self.place(path)) as file:
            file.writelines(parts)

    @contextmanager
    def scratch(self) -> Iterator[BinaryIO]:
        """Give a file for what is on its way to a report; it goes with the block."""
        from tempfile import TemporaryFile  # noqa: PLC0415 - takes 2 ms, and where nothing has changed nobody wants it

        with _told(self._path), TemporaryFile(dir=self._path) as file:
            yield file


def write_page(target: Path, content: bytes) -> None:
    """Write a page, so that a reader sees the old one or the new one; ``GradersError`` when that cannot be."""
    with writing(target) as file:
        file.write(content)


@contextmanager
def writing(target: Path) -> Iterator[BinaryIO]:
    """Give a file for a report, so that a reader sees the old one or the new one, never a piece of it."""
    with _told(target), replacing(target) as file:
        yield file


@contextmanager
def _told(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise GradersError(f"{one_line(str(target))}: the report cannot be written: {error.strerror}") from None
