"""What an anonymous page tells, against every class that could have the same page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from itertools import combinations, product
from typing import NamedTuple

import pytest

from graders.analysis.roll import HandedIn, Roll
from graders.analysis.wrong_values import WrongValue, wrong_values
from graders.exercise import Exercise
from graders.reporting import class_disclosure, class_findings, class_shares, class_view
from graders.reporting.class_disclosure import FEWEST, STEP, Share, Shared, is_told, share, step
from graders.reporting.class_shares import ClassShares
from graders.result import Diagnosis, Fault, Outcome
from tests.analysis.classes import exercise, handed_in, mark, roll, student, wrong
from tests.reporting.altered import replace

RIGHT = handed_in(mark("a", 1))
WRONG = handed_in(wrong("a", "24"))
OTHER = handed_in(wrong("a", "25"))
THIRD = handed_in(wrong("a", "26"))
KNOWN = handed_in(replace(wrong("a", "24"), diagnosis=Diagnosis(id="slip", text="T.", equal=2, probes=2)))
UNREAD = handed_in(mark("a", 0, outcome=Outcome.NEEDS_REVIEW))
FAULT = Fault(exception="NameError", message="", line=1, source_line="x = y")
RAISED = handed_in(mark("a", 0, outcome=Outcome.RAISED, fault=FAULT))


def _checked(*scores: int) -> tuple[HandedIn]:
    """Return work for one exercise with all or no points of each check."""
    return (handed_in(*(mark(id_, score) for id_, score in zip("abc", scores, strict=False))),)


NEITHER, SECOND, FIRST, ALL = (_checked(*scores) for scores in product((0, 1), repeat=2))
SAME = (handed_in(wrong("a", "24"), wrong("b", "24")),)


def _slipped(*ids: str) -> tuple[HandedIn]:
    """Return work for two checks in which some have a wrong value of a known cause."""
    slip = Diagnosis(id="slip", text="T.", equal=2, probes=2)
    return (handed_in(*(replace(wrong(id_, "24"), diagnosis=slip) if id_ in ids else mark(id_, 1) for id_ in "ab")),)


Works = tuple[HandedIn | None, ...]


class World(NamedTuple):
    """All classes of these sizes in which each student's work is one of ``kinds``."""

    exercises: tuple[Exercise, ...]
    kinds: tuple[Works, ...]
    sizes: tuple[int, ...]


ONE, TWO = exercise(points=[1]), exercise("ex2", points=[1])
BOTH = exercise(points=[1, 1])
FEW = (0, 1, 2, 3, 4, 5, 11)
WORLDS = {
    "values": World((ONE,), ((RIGHT,), (WRONG,), (OTHER,), (THIRD,)), (12, 13, 24)),
    "faults": World((ONE,), ((None,), (RIGHT,), (WRONG,), (RAISED,)), (12, 13, 24)),
    "causes": World((ONE,), ((RIGHT,), (WRONG,), (KNOWN,), (OTHER,)), (12, 13, 24)),
    "causes of two checks": World((BOTH,), (ALL, _slipped("a"), _slipped("b"), _slipped("a", "b")), (12, 13, 24)),
    "causes and values": World((BOTH,), (ALL, _slipped("a"), _slipped("b"), SAME), (12, 13)),
    "absent": World((ONE,), ((None,), (RIGHT,), (WRONG,)), (*FEW, 12, 13, 14, 19, 23, 24, 25, 28)),
    "tenths": World((ONE,), ((None,), (RIGHT,), (WRONG,)), (60,)),
    "readings": World((ONE,), ((None,), (RIGHT,), (WRONG,), (UNREAD,)), (12, 13, 24)),
    "two checks": World((BOTH,), ((None,), NEITHER, FIRST, SECOND, ALL), (12, 13)),
    "two wrong checks": World((BOTH,), ((None,), SAME, FIRST, SECOND, ALL), (12, 13)),
    "unequal checks": World((exercise(points=[2, 1]),), (NEITHER, FIRST, SECOND, ALL), (12, 13)),
    "one of three checks": World(
        (exercise(points=[1, 1, 1]),),
        (_checked(1, 0, 0), _checked(0, 1, 0), _checked(0, 0, 1), _checked(1, 1, 1)),
        (12, 13),
    ),
    "three checks": World(
        (exercise(points=[1, 1, 1]),),
        (_checked(0, 1, 0), _checked(0, 0, 1), _checked(1, 1, 0), _checked(1, 1, 1)),
        (12, 16),
    ),
    "exercises": World((ONE, TWO), ((None, WRONG), *product((RIGHT, WRONG), repeat=2)), (12,)),
    "turnout": World((ONE, TWO), tuple(product((None, RIGHT), repeat=2)), (*FEW, 12, 24)),
}


def _classes(world: World) -> Iterator[tuple[Roll, tuple[int, ...]]]:
    """Yield every class of a world, with how many students have each kind of work."""
    for size in world.sizes:
        for counts in _parts(size, len(world.kinds)):
            works = [work for work, count in zip(world.kinds, counts, strict=True) for _ in range(count)]
            people = [student(f"s{number:02}", *work) for number, work in enumerate(works)]
            yield roll(world.exercises, people), counts


def _parts(size: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to part a class into so many kinds."""
    if kinds == 1:
        yield (size,)
        return
    for first in range(size + 1):
        yield from ((first, *rest) for rest in _parts(size - first, kinds - 1))


def _page(klass: Roll) -> str:
    return repr(class_view.class_view(klass, anonymous=True))


def _leaks(world: World) -> list[str]:
    """Return the small counts that follow from a page: all classes with this page have the same.

    Whatever students have in common, they are those with one of some kinds of work: each set of kinds is counted.
    """
    alike: dict[str, set[tuple[int, ...]]] = defaultdict(set)
    for klass, counts in _classes(world):
        alike[_page(klass)].add(counts)
    kinds = range(len(world.kinds))
    sets = [chosen for number in kinds for chosen in combinations(kinds, number + 1)]
    return [
        f"{min(found)} with one of the works {chosen}, of {sorted({sum(counts) for counts in group})} students"
        for group in alike.values()
        for chosen in sets
        if len(found := {sum(counts[kind] for kind in chosen) for counts in group}) == 1 and 0 < min(found) < FEWEST
    ]


Breach = Callable[[pytest.MonkeyPatch], None]


def _telling(rule: Callable[[int, int], Share]) -> Breach:
    """Tell every count by another rule."""

    def change(monkeypatch: pytest.MonkeyPatch) -> None:
        for module in (class_disclosure, class_shares, class_findings):
            monkeypatch.setattr(module, "share", rule)

    return change


def _exact(count: int, _: int) -> Share:
    return Share(count, count)


def _none_apart(count: int, size: int) -> Share:
    return share(count, size) if count else Share(0, 0)


def _all_apart(count: int, size: int) -> Share:
    return share(count, size) if count < size else Share(100, 100)


def _in_fives(count: int, size: int) -> Share:
    """Tell in steps of five students, which do not part the class into equal shares, the last one five or more."""
    low = min(count, size - FEWEST) // FEWEST * FEWEST
    return Share(low, low + FEWEST - 1)


def _smaller_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_disclosure, "STEP", FEWEST)
    for module in (class_disclosure, class_shares):
        monkeypatch.setattr(module, "SMALLEST", 2 * FEWEST)


def _listing_five(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_disclosure, "is_told", lambda count, _: count >= FEWEST)


def _by_count(monkeypatch: pytest.MonkeyPatch) -> None:
    def told(found: Iterable[Shared], klass: Roll, _: object) -> Iterator[Shared]:
        return (one for one in found if is_told(len(one.sources), len(klass.students)))

    monkeypatch.setattr(class_findings, "told", told)


def _with_all(monkeypatch: pytest.MonkeyPatch) -> None:
    def all_have_it(one: WrongValue) -> bool:
        return any(students == len(one.sources) for _, students in one.causes)

    _adding(lambda klass: [(one.answer, all_have_it(one)) for one in wrong_values(klass)])(monkeypatch)


def _the_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_view, "FEWEST", 0)


def _adding(more: Callable[[Roll], object]) -> Breach:
    """Tell something more of the class."""

    def change(monkeypatch: pytest.MonkeyPatch) -> None:
        def shares(klass: Roll) -> tuple[ClassShares | None, object]:
            return class_shares.class_shares(klass), more(klass)

        monkeypatch.setattr(class_view, "class_shares", shares)

    return change


def _submissions(klass: Roll) -> int:
    return sum(len(person.work) for person in klass.students)


def _points(klass: Roll) -> float:
    return sum(person.total for person in klass.students)


def _joined_bars(klass: Roll) -> list[tuple[int, int]]:
    """Return the distribution of the scores, its bars joined from the left until each has five students or more."""
    scores = sorted(person.total for person in klass.students)
    bars: list[tuple[int, int]] = []
    start = 0
    for place in range(1, len(scores) + 1):
        ends = place == len(scores) or scores[place] > scores[place - 1]
        if ends and place - start >= FEWEST and (len(scores) - place >= FEWEST or place == len(scores)):
            bars.append((int(scores[place - 1]), place - start))
            start = place
    return bars


BREACHES = {
    "without any rule": ("absent", 12, _telling(_exact)),
    "steps of five students": ("causes and values", 10, _smaller_steps),
    "none told apart from few": ("one of three checks", 12, _telling(_none_apart)),
    "steps that are no equal parts": ("two checks", 16, _telling(_in_fives)),
    "findings of less than a step": ("two wrong checks", 12, _listing_five),
    "findings in the order of their counts": ("causes and values", 26, _by_count),
    "whether all who have a value have its cause": ("causes", 25, _with_all),
    "the size of a class of few": ("turnout", 4, _the_size),
    "the sum of all submissions": ("absent", 12, _adding(_submissions)),
    "the mean": ("exercises", 12, _adding(_points)),
    "joined bars beside shares of checks": ("three checks", 22, _adding(_joined_bars)),
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=list(WORLDS))
def test_no_small_count_follows_from_an_anonymous_page(world: World) -> None:
    assert _leaks(world) == []


@pytest.mark.parametrize(("world", "size", "breach"), BREACHES.values(), ids=list(BREACHES))
def test_each_thing_that_is_left_out_would_give_a_small_count_away(
    world: str, size: int, breach: Breach, monkeypatch: pytest.MonkeyPatch
) -> None:
    breach(monkeypatch)
    assert _leaks(WORLDS[world]._replace(sizes=(size,))) != []


def test_shares_are_in_the_smallest_steps_of_six_students() -> None:
    sizes = (11, 12, 23, 24, 59, 60, 120, 300, 600, 9000)
    assert [step(size) for size in sizes] == [0, 50, 50, 25, 25, 10, 5, 2, 1, 1]
    assert all(size * step(size) >= 100 * STEP for size in sizes[1:])


def test_a_share_holds_the_count_and_parts_the_class_evenly() -> None:
    assert [share(count, 28).text for count in (0, 6, 7, 13, 14, 21, 28)] == [
        *["0 to 24 %"] * 2,
        *["25 to 49 %"] * 2,
        "50 to 74 %",
        *["75 to 100 %"] * 2,
    ]
    assert [share(count, 600).text for count in (5, 6, 593, 600)] == ["0 %", "1 %", "98 %", "99 to 100 %"]


def test_something_is_told_of_a_step_of_students() -> None:
    assert [is_told(count, 28) for count in (6, 7)] == [False, True]
    assert not is_told(11, 11)
