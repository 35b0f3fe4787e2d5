import json
import subprocess
import sys
from pathlib import Path

import pytest

from graders.gradebook.book import Gradebook
from graders.gradebook.entry import Result
from graders.gradebook.record import made_out
from graders.result import Outcome
from tests.gradebook.entries import check, entry, hand_in, record


def test_what_was_added_is_known_after_the_book_was_closed(path: Path) -> None:
    one = entry("ada", check(score=1.5))
    assert one.result is not None
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        book.add([one])
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        assert book.known([one.key]) == {one.key: one.result.summary}
        assert made_out(book.record(one.key), student="ada", submission="ada/ex2.py") == one.result.record


def test_only_known_keys_are_known_among_thousands(book: Gradebook) -> None:
    entries = [entry(f"student{number}", source=str(number)) for number in range(1500)]
    book.add(entries)
    keys = [one.key for one in entries] + [f"unknown{number}" for number in range(1500)]
    assert set(book.known(keys[::-1])) == {one.key for one in entries}
    assert book.known([]) == {}


def test_an_unknown_record_is_a_key_error(book: Gradebook) -> None:
    with pytest.raises(KeyError, match="absent"):
        book.record("absent")


def test_students_who_hand_in_the_same_bytes_share_a_result_that_names_neither(book: Gradebook) -> None:
    ada, ben = entry("ada"), entry("ben")
    assert ada.key == ben.key
    book.add([ada])
    book.add([ben._replace(result=None)])
    [alone] = book.history("ben")
    assert (alone.student, alone.label, alone.last.key) == ("ben", "ben/ex2.py", ada.key)
    kept = json.loads(book.record(ada.key))
    assert (kept["student"], kept["submission"]) == (None, None)


def test_adding_again_changes_nothing(book: Gradebook) -> None:
    entries = [entry("ada"), entry("ben", version="v2")]
    book.add(entries)
    before = list(book._connection.iterdump())
    book.add(entries)
    book.add([one._replace(result=None) for one in entries])
    assert list(book._connection.iterdump()) == before


def test_a_submission_keeps_the_earliest_time_that_was_seen(book: Gradebook) -> None:
    for submitted_at, earliest in ((500.0, 500.0), (900.0, 500.0), (100.0, 100.0)):
        hand_in(book, entry(submitted_at=submitted_at))
        assert [attempt.submitted_at for attempt in book.history("ada")] == [earliest]


def test_a_time_that_was_wrong_can_be_taken_anew(book: Gradebook) -> None:
    book.add([entry("ada", submitted_at=100.0), entry("ben", submitted_at=100.0)])
    book.add([entry("ben", source="other", submitted_at=200.0)])
    book.take_times([entry("ada", submitted_at=900.0), entry("ben", submitted_at=900.0), entry("nobody")])
    assert [(one.student, one.submitted_at) for one in book.history()] == [
        ("ada", 900.0),
        ("ben", 100.0),
        ("ben", 200.0),
    ]


def test_grading_again_by_will_replaces_a_result(book: Gradebook) -> None:
    first = entry("ada", check(outcome="timed_out"))
    second = first._replace(result=entry("ada", check(outcome="passed", score=2.0)).result)
    book.add([first])
    book.add([second])
    [summary] = book.known([first.key]).values()
    assert (summary.outcome, summary.score) == (Outcome.PASSED, 2.0)
    [attempt] = book.history("ada")
    assert [one.summary.score for one in attempt.gradings] == [2.0]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_comes_back_as_it_was(book: Gradebook, outcome: Outcome) -> None:
    one = entry("ada", check(outcome=outcome.value))
    book.add([one])
    assert book.known([one.key])[one.key].outcome is outcome


def test_a_seed_beyond_64_bits_comes_back(book: Gradebook) -> None:
    one = entry()
    assert one.result is not None
    book.add([one._replace(result=Result(summary=one.result.summary._replace(seed=10**30), record=record()))])
    assert book.known([one.key])[one.key].seed == 10**30


@pytest.mark.parametrize(
    "name",
    ["../../etc/passwd", "<script>", "=1+1", "\x1b[2J", "\u202eada", "\udcff\udc80", "a" * 255, "", "a\r\nb\x00", "'"],
)
def test_a_student_of_any_name_is_found_again_by_it(book: Gradebook, name: str) -> None:
    book.add([entry("somebody else"), entry(name)])
    assert [attempt.student for attempt in book.history(name)] == [name]


def test_a_note_is_kept_until_it_is_written_anew(path: Path) -> None:
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        assert book.noted("index.html") is None
        book.note({"index.html": "first"})
        book.note({"index.html": "second"})
        book.note({"grades.csv": "other"})
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        assert book.noted("index.html") == "second"


def test_nothing_is_left_beside_a_closed_gradebook(path: Path) -> None:
    with Gradebook.open(path, clock=lambda: 1.0) as book:
        book.add([entry()])
    assert [file.name for file in path.parent.iterdir()] == ["grades.db"]


def test_the_room_loads_nothing_heavy() -> None:
    code = "import sys, graders.gradebook.book, graders.gradebook.sheet; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "sqlite3" in done.stdout.split()
    assert not {"numpy", "yaml", "jinja2", "difflib", "asyncio"} & set(done.stdout.split())
