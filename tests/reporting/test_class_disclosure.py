"""What an anonymous page tells, against every class that could have the same page."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from itertools import product
from typing import NamedTuple

import pytest

from graders.analysis.roll import Entry, Roll
from graders.analysis.spread import spread
from graders.analysis.suppression import is_small
from graders.exercise import Exercise
from graders.reporting import class_disclosure, class_view, verdict
from graders.reporting.class_disclosure import Disclosure, Told, disclosure
from graders.reporting.class_exercises import HIDDEN
from graders.result import Fault, Outcome
from tests.analysis.classes import crowd, entry, exercise, mark, roll, student, wrong
from tests.reporting.classes import class_html

RIGHT = entry(mark("a", 1))
WRONG = entry(wrong("a", "24"))
OTHER = entry(wrong("a", "25"))
THIRD = entry(wrong("a", "26"))
LEFT_OPEN = entry(mark("a", 0, outcome=Outcome.MISSING))
UNREAD = entry(mark("a", 0, outcome=Outcome.NEEDS_REVIEW))
FAULT = Fault(exception="NameError", message="", line=1, source_line="x = y")
RAISED = entry(mark("a", 0, outcome=Outcome.RAISED, fault=FAULT))
PAIRS = [
    entry(*(mark(id_, score) for id_, score in zip("ab", scores, strict=True))) for scores in product((0, 1), repeat=2)
]

Work = tuple[Entry | None, ...]


class World(NamedTuple):
    """All classes of these sizes in which each student's work is one of ``kinds``."""

    exercises: tuple[Exercise, ...]
    kinds: tuple[Work, ...]
    sizes: tuple[int, ...]


ONE, TWO = exercise(points=[1]), exercise("ex2", points=[1])
FEW = (0, 1, 2, 3, 4)
WORLDS = {
    "values": World((ONE,), ((RIGHT,), (WRONG,), (OTHER,), (THIRD,)), (*FEW, 5, 6, 10, 20)),
    "faults": World((ONE,), ((RIGHT,), (WRONG,), (RAISED,), (LEFT_OPEN,)), (*FEW, 5, 6, 10, 20)),
    "absent": World((ONE,), ((None,), (RIGHT,), (WRONG,)), (*FEW, 5, 6, 9, 10, 11, 20, 21, 32)),
    "readings": World((ONE,), ((None,), (RIGHT,), (WRONG,), (UNREAD,)), (*FEW, 5, 6, 10, 20)),
    "checks": World((exercise(points=[1, 1]),), ((None,), *((one,) for one in PAIRS)), (*FEW, 5, 6, 11)),
    "exercises": World((ONE, TWO), ((None, WRONG), *product((RIGHT, WRONG), repeat=2)), (*FEW, 5, 6, 11)),
    "turnout": World((ONE, TWO), tuple(product((None, RIGHT), repeat=2)), (*FEW, 5, 6, 10, 16)),
}


def _classes(world: World) -> Iterator[Roll]:
    for size in world.sizes:
        for counts in _parts(size, len(world.kinds)):
            works = [work for work, count in zip(world.kinds, counts, strict=True) for _ in range(count)]
            people = [student(f"s{number:02}", *work) for number, work in enumerate(works)]
            yield roll(world.exercises, people)


def _parts(size: int, kinds: int) -> Iterator[tuple[int, ...]]:
    """Yield every way to part a class into so many kinds."""
    if kinds == 1:
        yield (size,)
        return
    for first in range(size + 1):
        yield from ((first, *rest) for rest in _parts(size - first, kinds - 1))


def _counts(klass: Roll) -> Mapping[str, int]:
    """Return every count of students that a page that names them tells."""
    found = {"students": len(klass.students)}
    for one in klass.exercises:
        entries = list(klass.handed_in(one))
        found[f"{one.name} handed in"] = len(entries)
        found[f"{one.name} absent"] = len(klass.students) - len(entries)
        for word, count in Counter(verdict.of_submission(each).word for each in entries).items():
            found[f"{one.name} {word}"] = count
        bins = spread(share for each in entries if (share := each.share) is not None).bins
        found |= {f"{one.name} bin {number}": count for number, count in enumerate(bins)}
        for check in one.checks:
            own = [each for entry in entries for each in entry.marks if each.id == check.id]
            found[f"{one.name} {check.id} right"] = sum(each.score > 0 for each in own)
    return found


def _page(klass: Roll) -> str:
    return repr(class_view.class_view(klass, anonymous=True))


def _leaks(world: World) -> set[str]:
    """Return the small counts that follow from a page: all classes with this page have the same."""
    alike: dict[str, list[Mapping[str, int]]] = defaultdict(list)
    for klass in _classes(world):
        alike[_page(klass)].append(_counts(klass))
    return {
        f"{name}: {count}"
        for group in alike.values()
        for name in {name for counts in group for name in counts}
        if len(values := {counts.get(name, 0) for counts in group}) == 1 and is_small(count := values.pop())
    }


def _without_rule(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(class_disclosure, "any_small", lambda _: False)


def _altered(alter: Callable[[Disclosure], Disclosure]) -> Callable[[pytest.MonkeyPatch], None]:
    def change(monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(
            class_view, "disclosure", lambda klass, *, anonymous: alter(disclosure(klass, anonymous=anonymous))
        )

    return change


def _each(alter: Callable[[Told], Told]) -> Callable[[pytest.MonkeyPatch], None]:
    return _altered(lambda found: found._replace(exercises=tuple(map(alter, found.exercises))))


BREACHES = {
    "without any rule": ("absent", _without_rule),
    "the sum of all submissions": ("turnout", _altered(lambda found: found._replace(submissions=True))),
    "the size of a class of few": ("turnout", _altered(lambda found: found._replace(size=True))),
    "the distribution of totals": ("exercises", _altered(lambda found: found._replace(totals=True))),
    "who handed in": ("absent", _each(lambda told: told._replace(turnout=True))),
    "the figures of an exercise": ("checks", _each(lambda told: told._replace(figures=True))),
    "every wrong value": ("absent", _each(lambda told: told._replace(findings=None))),
}


@pytest.mark.parametrize("world", WORLDS.values(), ids=list(WORLDS))
def test_no_small_count_follows_from_an_anonymous_page(world: World) -> None:
    assert _leaks(world) == set()


@pytest.mark.parametrize(("world", "breach"), BREACHES.values(), ids=list(BREACHES))
def test_each_thing_that_is_left_out_would_give_a_small_count_away(
    world: str, breach: Callable[[pytest.MonkeyPatch], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    breach(monkeypatch)
    assert _leaks(WORLDS[world]) != set()


def test_a_finding_of_few_takes_the_numbers_from_the_others() -> None:
    people = [student(f"s{number:02}", WRONG if number < 12 else OTHER) for number in range(24)]
    [first, second] = class_view.class_view(roll([ONE], people), anonymous=True).wrong_values.rows
    assert (first.sources.number, second.sources.number) == ("12 students", "12 students")
    people[0] = student("s00", THIRD)
    [only] = class_view.class_view(roll([ONE], people), anonymous=True).wrong_values.rows
    assert (only.answer, only.sources.number, only.draft) == ("25", "5 or more", "")


def test_a_class_without_a_small_count_is_told_as_the_whole_of_it() -> None:
    works = [(RIGHT, RIGHT)] * 6 + [(WRONG, RIGHT)] * 6 + [(None, WRONG)] * 6
    klass = roll([ONE, TWO], (student(f"s{number:02}", *work) for number, work in enumerate(works)))
    named, anonymous = (class_view.class_view(klass, anonymous=hides) for hides in (False, True))
    assert (anonymous.facts, anonymous.exercises) == (named.facts, named.exercises)
    assert [row.sources.number for row in anonymous.wrong_values.rows] == ["6 students", "6 students"]


@pytest.mark.parametrize("size", [3, 12, 60, 300])
def test_a_page_says_hidden_and_nothing_false(size: int) -> None:
    klass = crowd(size, 2)
    text = class_html(klass, anonymous=True)
    assert HIDDEN in text
    assert "&lt; 5" not in text
    named, anonymous = (class_view.class_view(klass, anonymous=hides).exercises for hides in (False, True))
    for told, whole in zip(anonymous.views, named.views, strict=True):
        assert told.handed_in in (HIDDEN, whole.handed_in)
        assert told.figures in (whole.figures, (HIDDEN,) * 4 + ((HIDDEN,) * 10,))
        assert told.chart in (None, whole.chart)


def test_the_page_of_a_class_with_two_absent_and_three_wrong_has_none_of_their_numbers() -> None:
    works = [RIGHT] * 14 + [LEFT_OPEN] * 3 + [None] * 2
    text = class_html(
        roll([ONE], (student(f"s{number:02}", work) for number, work in enumerate(works))), anonymous=True
    )
    main = text[text.index("<main") : text.index("</main>")]
    cells = re.findall(r'<td class="(?:figure|level)">([^<]*)</td>', main)
    assert set(cells) == {HIDDEN}
    assert '<p class="verdict">19 students · 1 exercise</p>' in text
    assert "<svg" not in main
