"""Checks that let everything pass."""

from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.blunt import blunt

Put = Callable[..., Bench]

REFERENCE = """\
import numpy as np
def softmax(z): return np.exp(z) / np.exp(z).sum()
p = softmax(np.array([1.0, 2.0]))
why = "The weights add up to one."
print("done")
"""


def check(kind: str, name: str = "one") -> str:
    return f"  - {{id: {name}, asks: it, points: 1, {kind}}}\n"


@pytest.mark.parametrize(
    "kind",
    [
        "property: p is p, let: [p]",
        "property: type(p) is type(p), let: {p: softmax(z)}, given: {z: normal(3)}, draws: 3",
        "property: 'n >= 0', let: {n: np.size(p)}",
        "property: 'True', let: {shape: p.shape}",
        "text: why, mentions: [[weights, know, words]]",
        "text: why, mentions: [[the, to], [one, here, add]], min_words: 6",
    ],
)
def test_a_check_that_cannot_fail_is_named(bench: Put, kind: str) -> None:
    sharp = check("variable: p", "sharp")
    [finding] = blunt(bench(sharp + check(kind), REFERENCE))
    assert (finding.place.line, finding.code) == (5, "G404")
    assert "'one'" in finding.text


@pytest.mark.parametrize(
    "kind",
    [
        "variable: p",
        "variable: p, compares: type",
        "variable: p, compares: shape",
        "function: softmax, cases: [[[1, 2]]]",
        "function: softmax, compares: type, cases: [[[1, 2]]]",
        "property: 'np.isclose(p.sum(), 1)', let: {p: softmax(z)}, given: {z: normal(3)}",
        "property: (p > 0).all(), let: [p]",
        "property: len(rows) == 2, let: {rows: list(p)}",
        "property: 'z == [1, 2]', let: {z: '(lambda z: (softmax(z), z)[1])([1, 2])'}",
        "property: z.any(), let: {z: '(lambda z: (softmax(z), z)[1])(np.ones(2))'}",
        "stdout: done",
        "text: why, mentions: [[weights, sum]]",
    ],
)
def test_a_check_that_something_fails_is_not(bench: Put, kind: str) -> None:
    assert not list(blunt(bench(check(kind), REFERENCE)))


def test_a_property_that_looks_at_an_argument_after_a_call_is_told_what_to_write_instead(bench: Put) -> None:
    after = "let: {p: softmax(z), after: z}, given: {z: normal(3)}"
    [finding] = blunt(bench(check(f"property: 'np.array_equal(after, z)', {after}"), REFERENCE))
    assert finding.text == (
        "'one' passes whatever is handed in: 0, nothing, and every known wrong solution. "
        "In `let` each expression gets its own copy of what is given, so that no call changes `after: z`. "
        "To ask that an argument stays as it is, write unchanged: softmax, with cases"
    )
    assert not list(blunt(bench(check("unchanged: softmax, cases: [[normal(3)]]"), REFERENCE)))


def test_a_check_is_judged_alone_even_when_it_needs_one_that_fails(bench: Put) -> None:
    checks = check("variable: p", "p") + check("property: p is p, let: [p], needs: [p]")
    [finding] = blunt(bench(checks, REFERENCE))
    assert "'one'" in finding.text


def test_a_wrong_solution_can_show_that_a_check_is_sharp(bench: Put) -> None:
    reference = "p = [1.0, 2.0]\n"
    odd = check("property: 'p is None or np.size(p) != 2 or p[0] < 99', let: [p]") + check("variable: p", "p")
    assert len(list(blunt(bench(odd, reference)))) == 1
    known = "misconceptions: [{id: large, of: p, instead: 'np.array([200, 1])', says: The first is large.}]\n"
    assert not list(blunt(bench(odd, reference, more=known)))


def test_so_can_the_starter(bench: Put) -> None:
    put = bench(check("property: 'str(p) != \"77\"', let: [p]"), "p = 3\n")
    assert len(list(blunt(put))) == 1
    (put.course.folder / "ex.py").write_text("p = 77\n")
    assert not list(blunt(put))


def test_a_rating_is_no_check_of_anything(bench: Put) -> None:
    rating = "  - {id: me, rating: me, asks: it, items: {a: I can add.}}\n"
    assert not list(blunt(bench(check("variable: p") + rating, REFERENCE + "me = {'a': 3}\n")))


def test_wrong_solutions_of_a_reference_that_begins_with_a_future_import_run_too(bench: Put) -> None:
    reference = "from __future__ import annotations\ndef f(x): return x + 1\n"
    sharp = check("function: f, cases: [[1], [2]]", "sharp")
    only_the_slip = check("property: (np.asarray(n) != 9).all(), let: {n: f(1)}")
    slip = "misconceptions:\n  - {id: nine, of: f, instead: '9', says: That is 9.}\n"
    assert not list(blunt(bench(sharp + only_the_slip, reference, slip)))
