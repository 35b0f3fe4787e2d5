"""Where results go: cards to the terminal, pages to a folder, records to a file or a pipe."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from graders.cli.log import tell
from graders.cli.paper import standard_output
from graders.drafts import replacing
from graders.errors import GradersError
from graders.exercise import Exercise
from graders.printable import one_line
from graders.reporting.page import page
from graders.reporting.record import record
from graders.reporting.terminal import card
from graders.result import Graded


class Outputs:
    """Publishes one result after the other: its record to the file ``records`` if there is one, its card, its page.

    A page whose name is taken goes into a folder with the name of the one that the submission came from.
    """

    def __init__(self, reports: Path, records: BinaryIO | None, *, cards: bool) -> None:
        self._reports = reports
        self._records = records
        self._cards = cards
        self._first_card = True
        self._paper = standard_output()
        self._taken: set[Path] = set()

    def add(self, graded: Graded, exercise: Exercise, path: Path, shortfall: str) -> None:
        """Publish a result; the card alone tells the ``shortfall``, why its level is no better.

        Raises ``GradersError`` when the page cannot be written; the card is shown all the same.
        """
        if self._records is not None:
            self._records.write(f"{record(graded)}\n".encode())
            self._records.flush()
        target = self._page_path(graded, path)
        try:
            with replacing(target) as file:
                file.write(page(graded, exercise).encode())
        except OSError as error:
            self._show(graded, None, shortfall)
            raise GradersError(f"{one_line(str(target))}: the page cannot be written: {error.strerror}") from None
        self._show(graded, target, shortfall)

    def _show(self, graded: Graded, target: Path | None, shortfall: str) -> None:
        if self._cards:
            page_path = None if target is None else one_line(str(target))
            text = card(graded, self._paper, page_path=page_path, shortfall=one_line(shortfall))
            tell(text if self._first_card else f"\n{text}")
            self._first_card = False

    def _page_path(self, graded: Graded, path: Path) -> Path:
        """Return where the page of a result goes: a path that no result before it took."""
        target = self._reports / f"{graded.exercise}.html"
        folder = self._reports / path.resolve().parent.name
        if target in self._taken:
            target = folder / target.name
        number = 2
        while target in self._taken:
            target = folder / f"{graded.exercise}-{number}.html"
            number += 1
        self._taken.add(target)
        return target
