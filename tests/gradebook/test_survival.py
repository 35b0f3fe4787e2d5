"""A gradebook through what ends graders: a kill, a full disk, a second grader, a clock that goes backwards."""

import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from graders.gradebook.history import present
from tests.gradebook.entries import check, entry

ROOT = Path(__file__).parents[2]
BATCH = 20

WRITER = f"""
import sys, time
from pathlib import Path
from graders.gradebook.book import Gradebook
from tests.gradebook.entries import entry

path, name, batches = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
print("ready", flush=True)
sys.stdin.readline()
with Gradebook.open(path, clock=time.time) as book:
    for batch in range(batches):
        book.add([entry(f"{{name}}{{batch}}-{{one}}", source=f"{{batch}} {{one}}") for one in range({BATCH})])
        print(batch, flush=True)
"""


class Writer:
    """A process that adds batch after batch, and says after each one that it is in the book."""

    def __init__(self, path: Path, name: str, batches: int) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", WRITER, str(path), name, str(batches)],
            cwd=ROOT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "ready\n"

    def go(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("\n")
        self.process.stdin.flush()

    def end(self) -> int:
        """Wait for its end and return how many batches it said were in the book."""
        said, _ = self.process.communicate(timeout=60)
        return len(said.splitlines())


def sizes_of_batches(path: Path) -> list[int]:
    """Return how many attempts of each batch are in the book, after holding every page of it against the others."""
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        return [
            row[0]
            for row in connection.execute(
                "SELECT count(*) FROM attempts GROUP BY substr(student, 1, instr(student, '-'))"
            )
        ]


@pytest.mark.parametrize("after_s", [0.0, 0.003, 0.01, 0.02, 0.05, 0.1, 0.15, 0.25, 0.4])
def test_a_grader_that_is_killed_loses_no_batch_that_it_had_added_and_leaves_no_half_one(
    path: Path, after_s: float
) -> None:
    writer = Writer(path, "batch", 100_000)
    writer.go()
    time.sleep(after_s)
    writer.process.send_signal(signal.SIGKILL)
    said = writer.end()
    assert writer.process.returncode == -signal.SIGKILL
    with Gradebook.open(path, clock=time.time) as book:
        book.add([entry("next-0", source="next")])
    *found, one = sizes_of_batches(path)
    assert one == 1
    assert set(found) <= {BATCH}
    assert len(found) - said in (0, 1)  # one may be in the book without having been said


def test_a_batch_that_was_not_one_transaction_would_be_seen(path: Path) -> None:
    with Gradebook.open(path, clock=time.time) as book:
        book.add([entry(f"batch0-{number}") for number in range(BATCH - 1)])
    assert sizes_of_batches(path) == [BATCH - 1]


def test_graders_that_start_at_once_on_a_new_gradebook_lose_nothing(path: Path) -> None:
    writers = [Writer(path, f"w{number}", 15) for number in range(4)]
    for writer in writers:
        writer.go()
    assert [writer.end() for writer in writers] == [15] * 4
    assert sizes_of_batches(path) == [BATCH] * 60


def test_two_graders_of_the_same_class_leave_what_one_would_have_left(tmp_path: Path) -> None:
    for name, count in (("alone", 1), ("both", 2)):
        writers = [Writer(tmp_path / name, "w", 10) for _ in range(count)]
        for writer in writers:
            writer.go()
        assert [writer.end() for writer in writers] == [10] * count
    alone, both = (content(tmp_path / name) for name in ("alone", "both"))
    assert alone == both


def content(path: Path) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute(
            "SELECT student, exercise, digest, key, record FROM attempts"
            " JOIN gradings ON attempt = attempts.id JOIN results USING (key) ORDER BY 1, 2, 3, 4"
        ).fetchall()


def test_a_full_database_keeps_what_was_there_and_goes_on_once_there_is_room(book: Gradebook) -> None:
    book.add([entry("before")])
    [pages] = book._connection.execute("PRAGMA page_count").fetchone()
    book._connection.execute(f"PRAGMA max_page_count = {pages + 2}")
    many = [entry(f"student{number}", source=str(number)) for number in range(1000)]
    with pytest.raises(GradersError, match=r"full; make room on the disk and run again; what was graded before is"):
        book.add(many)
    assert [attempt.student for attempt in book.history()] == ["before"]
    book._connection.execute("PRAGMA max_page_count = 1000000")
    book.add(many)
    assert len(book.history()) == 1001


def test_a_write_that_the_system_refuses_keeps_what_was_there(path: Path) -> None:
    code = f"""
import resource, sys, time
from pathlib import Path
from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from tests.gradebook.entries import entry

with Gradebook.open(Path(sys.argv[1]), clock=time.time) as book:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        for batch in range(1000):
            book.add([entry(f"batch{{batch}}-{{one}}", source=f"{{batch}} {{one}}") for one in range({BATCH})])
            print(batch, flush=True)
    except GradersError as error:
        sys.exit(str(error))
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(path)], cwd=ROOT, capture_output=True, text=True, check=False, timeout=60
    )
    said = len(done.stdout.splitlines())
    assert "mend that and run again" in done.stderr or "make room on the disk" in done.stderr
    assert said > 0
    assert sizes_of_batches(path) == [BATCH] * said
    with Gradebook.open(path, clock=time.time) as book:
        book.add([entry("after")])
        assert len(book.history()) == BATCH * said + 1


def test_a_batch_that_breaks_off_leaves_nothing_of_itself(book: Gradebook) -> None:
    unknown = entry("second", source="never graded")._replace(result=None)
    with pytest.raises(sqlite3.IntegrityError):
        book.add([entry("first"), unknown])
    assert book.history() == []
    book.add([entry("next")])
    assert [attempt.student for attempt in book.history()] == ["next"]


def test_a_clock_that_goes_backwards_does_not_bring_an_earlier_submission_back(path: Path) -> None:
    times = iter([5000.0, 3.0])
    with Gradebook.open(path, clock=times.__next__) as book:
        book.add([entry("ada", source="first")])
        book.add([entry("ada", source="second")])
        assert [one.digest for one in present(book.history())] == [entry(source="second").digest]


def test_a_clock_that_goes_backwards_changes_neither_the_present_result_nor_the_one_before(path: Path) -> None:
    times = iter([5000.0, 3.0])
    with Gradebook.open(path, clock=times.__next__) as book:
        book.add([entry("ada", check(score=0.0), version="v1")])
        book.add([entry("ada", check(score=2.0), version="v2")])
        [attempt] = book.history("ada")
        assert [one.graded_at for one in attempt.gradings] == [5000.0, 3.0]
        assert attempt.last.summary.score == 2.0
        [change] = book.changes()
        assert (change.previous.summary.score, change.present.summary.score) == (0.0, 2.0)
