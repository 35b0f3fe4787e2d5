"""One cause or none: functions of one number, each a wrong solution of ``f(x) = 3 x + 10``."""

import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graders.diagnose import choose as chosen
from graders.diagnose.choose import Finding
from graders.diagnose.edit import Source
from graders.diagnose.fitted import fitted_patterns
from graders.diagnose.lineup import Lineup
from graders.diagnose.mutants import mutants
from graders.diagnose.patterns import patterns
from graders.diagnose.suspect import Cause, Origin, Question, Suspect
from graders.diagnose.swapped import swapped as exchanges
from graders.exercise import Compares, Comparison
from graders.spec.schema import json_schema
from graders.transcript import Answer, NotAsked, Opaque, Raised, Returned
from tests.compare.plain_values import any_value

Function = Callable[[float], object]

INPUTS = (0.0, 1.0, 2.5, -4.0, 7.0)
RAISED = Raised(exception="ValueError", bases=("ValueError",), message="no")


def right(x: float) -> float:
    return 3 * x + 10


def no_bias(x: float) -> float:
    return 3 * x


def swapped(x: float) -> float:
    return 10 * x + 3


def answers(function: Function, inputs: Sequence[float] = INPUTS) -> tuple[Answer, ...]:
    return tuple(Returned(function(x)) for x in inputs)


def questions(inputs: Sequence[float] = INPUTS, check: str = "f") -> list[Question]:
    return [Question(check, "f", f"f({x})", Comparison(), Returned(right(x)), 0) for x in inputs]


def suspect(name: str, function: Function, origin: Origin = Origin.DECLARED, hint: str = "") -> Suspect:
    return Suspect(Cause(origin, name, f"It is {name}.", hint), answers(function))


NO_BIAS = suspect("no-bias", no_bias, hint="Add it.")
SWAPPED = suspect("swapped", swapped)


def choose(
    wrong: set[str], asked: Sequence[Question], given: Sequence[Answer], suspects: Sequence[Suspect]
) -> dict[str, Finding]:
    return chosen.choose(wrong, given, Lineup(asked, [*suspects, *patterns(asked)]))


def told(given: Sequence[Answer], *suspects: Suspect) -> Finding | None:
    return choose({"f"}, questions(), given, suspects).get("f")


def named(given: Sequence[Answer], *suspects: Suspect) -> str:
    found = told(given, *suspects)
    return found.diagnosis.id if found else ""


def test_no_cause_can_be_taken_for_one_that_an_author_named() -> None:
    tables = [np.array([[1.5, 2.5], [4.0, 8.0]]) * step for step in (1, 2)]
    asked = [
        Question("c", name, name, Comparison(), Returned(table), None) for name, table in zip("ab", tables, strict=True)
    ]
    shifted = [Returned(table + 7) for table in tables]
    others = (*patterns(asked), *fitted_patterns(asked, shifted, [0, 1]), *exchanges(asked))
    derived = mutants(Source(b"def a(x):\n    return 2 * x + 1\n"))
    ids = [*(one.cause.id for one in others), *(one.cause.id for one in derived)]
    assert len(ids) == len(set(ids)) > 40
    field = json_schema()["properties"]["misconceptions"]["items"]["properties"]["id"]
    assert [one for one in ids if re.search(field["pattern"], one)] == []


def test_an_answer_that_is_far_larger_than_the_right_one_is_taken_for_no_pattern() -> None:
    for size, ids in ((900, ["reshaped@answer", "all-equal@answer"]), (100_000, [])):
        given = [Returned(np.full(size, 24.0))] * len(INPUTS)
        assert [one.cause.id for one in fitted_patterns(questions(), given, range(len(INPUTS)))] == ids


def huge_tables(*signs: int) -> list[Any]:
    return [np.full((2, 3), sign * 1.7e308) for sign in signs]


@given(st.lists(st.tuples(any_value, any_value), min_size=1, max_size=3), st.none() | st.integers(0, 3))
@example([(1e308, -1e308)], 0)
@example([(1e308, -1.7e308), (-1.7e308, 1e308)], None)
@example([tuple(huge_tables(1, -1)), tuple(huge_tables(-1, 1))], 0)
@example([(np.array([[1.0, 2.0], [3.0, np.inf]]), np.array([[np.inf, 2.0], [-np.inf, np.nan]]))] * 2, 0)
def test_no_value_makes_the_choice_warn_of_its_own_arithmetic(
    pairs: list[tuple[object, object]], size: int | None
) -> None:
    asked = [
        Question("c", "f" if size is not None else f"v{number}", f"{number}", Comparison(), Returned(right), size)
        for number, (right, _) in enumerate(pairs)
    ]
    given = [Returned(answer) for _, answer in pairs]
    chosen.choose({"c"}, given, Lineup(asked, [*patterns(asked), *exchanges(asked)]))  # a warning is an error here


@pytest.mark.parametrize("name", ["plus-hundred", "rounded-2"])
def test_a_declared_cause_with_the_name_of_a_pattern_does_not_hide_that_one(name: str) -> None:
    tenths = [1.204, 2.304, 3.456]  # only the last one tells one decimal from two
    asked = [Question("f", "f", f"f({one})", Comparison(), Returned(one), 0) for one in tenths]
    hundred = Suspect(Cause(Origin.DECLARED, name, "100 was added."), tuple(Returned(one + 100) for one in tenths))
    assert choose({"f"}, asked, [Returned(round(one, 1)) for one in tenths], [hundred]) == {}


def test_equal_values_tell_the_cause_with_its_evidence_and_hint() -> None:
    found = told(answers(no_bias), NO_BIAS, SWAPPED)
    assert found
    assert found.diagnosis == ("no-bias", "It is no-bias.", 5, 5)
    assert found.hint == "Add it."


def test_a_right_submission_has_no_cause() -> None:
    assert named(answers(right), NO_BIAS, SWAPPED) == ""


def test_one_answer_that_differs_from_the_cause_speaks_against_it() -> None:
    given = [*answers(no_bias)[:4], Returned(99.0)]
    assert named(given, NO_BIAS, SWAPPED) == ""


def test_one_right_answer_where_the_cause_is_wrong_speaks_against_it() -> None:
    given = [*answers(no_bias)[:4], Returned(right(7.0))]
    assert named(given, NO_BIAS, SWAPPED) == ""


def test_one_question_is_not_enough() -> None:
    once = suspect("once", lambda x: 0.0 if x == 0.0 else right(x))
    assert named(answers(lambda x: 0.0 if x == 0.0 else right(x)), once) == ""
    twice = suspect("twice", lambda x: 0.0 if x <= 0.0 else right(x))
    assert named(answers(lambda x: 0.0 if x <= 0.0 else right(x)), twice) == "twice"


def test_the_same_question_in_two_checks_is_one() -> None:
    asked = [*questions((1.0,)), *questions((1.0,), "again")]
    only = Suspect(NO_BIAS.cause, answers(no_bias, (1.0, 1.0)))
    assert choose({"f", "again"}, asked, answers(no_bias, (1.0, 1.0)), [only]) == {}


def test_a_cause_must_differ_from_every_other_on_two_questions() -> None:
    near = suspect("near", lambda x: no_bias(x) if x < 7 else 1.0)
    assert named(answers(no_bias), NO_BIAS, near) == ""
    farther = suspect("farther", lambda x: no_bias(x) if x < 2 else 1.0)
    assert named(answers(no_bias), NO_BIAS, farther) == "no-bias"


def test_what_is_declared_is_told_before_what_is_derived_and_that_before_a_pattern() -> None:
    doubled = suspect("derived", lambda x: 2 * right(x), Origin.DERIVED)
    declared = suspect("declared", lambda x: 2 * right(x))
    given = answers(lambda x: 2 * right(x))
    assert named(given) == "doubled@answer"
    assert named(given, doubled) == "derived"
    assert named(given, doubled, declared) == "declared"


def test_a_derived_rival_does_not_silence_what_is_declared() -> None:
    near = suspect("near", lambda x: no_bias(x) if x < 7 else 1.0, Origin.DERIVED)
    assert named(answers(no_bias), NO_BIAS, near) == "no-bias"
    assert named(answers(no_bias), suspect("d", no_bias, Origin.DERIVED), near) == ""


def test_two_declared_causes_of_the_same_values_are_told_as_either_or() -> None:
    found = told(answers(no_bias), NO_BIAS, suspect("forgotten", no_bias), SWAPPED)
    assert found
    assert found.diagnosis.id == "no-bias or forgotten"
    assert found.diagnosis.text == "Two causes give these numbers. Either: It is no-bias. Or: It is forgotten."
    assert found.hint == ""


def test_a_cause_that_holds_for_other_functions_too_is_told_before_one_that_does_not() -> None:
    other = [question._replace(check="g", name="g") for question in questions()]
    both = Suspect(Cause(Origin.DERIVED, "both", "Both."), (*answers(no_bias), *answers(no_bias)))
    one = Suspect(Cause(Origin.DERIVED, "one", "One."), (*answers(no_bias), *answers(right)))
    for order in ([one, both], [both, one]):
        only_f = choose({"f"}, [*questions(), *other], [*answers(no_bias), *answers(right)], order)
        assert only_f["f"].diagnosis.id == "one"
        in_both = choose({"f", "g"}, [*questions(), *other], [*answers(no_bias), *answers(no_bias)], order)
        assert {finding.diagnosis.id for finding in in_both.values()} == {"both"}


def test_three_declared_causes_of_the_same_values_say_nothing() -> None:
    assert named(answers(no_bias), *(suspect(f"c{number}", no_bias) for number in range(3))) == ""


def test_derived_causes_of_the_same_values_are_told_as_the_first_of_them() -> None:
    both = [suspect(name, no_bias, Origin.DERIVED) for name in ("one", "two")]
    assert named(answers(no_bias), *both) == "one"


def test_of_derived_causes_of_the_same_values_the_one_that_changes_least_is_told() -> None:
    both = suspect("everywhere", no_bias, Origin.DERIVED)
    once = suspect("once", no_bias, Origin.DERIVED)
    suspects = [
        both._replace(cause=both.cause._replace(of=frozenset({"f", "helper"}))),
        once._replace(cause=once.cause._replace(of=frozenset({"f"}))),
    ]
    assert named(answers(no_bias), *suspects) == "once"


def test_no_value_speaks_neither_for_nor_against() -> None:
    given = [RAISED, *answers(no_bias)[1:]]
    found = told(given, NO_BIAS, SWAPPED)
    assert found
    assert (found.diagnosis.equal, found.diagnosis.probes) == (4, 5)
    assert named([RAISED] * 4 + [Returned(no_bias(7.0))], NO_BIAS, SWAPPED) == ""


def test_a_suspect_without_a_value_does_not_fit_where_there_is_one() -> None:
    partly = Suspect(NO_BIAS.cause, (*NO_BIAS.answers[:4], RAISED))
    assert named(answers(no_bias), partly) == ""


def test_what_a_suspect_was_not_asked_speaks_neither_for_nor_against() -> None:
    partly = Suspect(NO_BIAS.cause, (*NO_BIAS.answers[:4], NotAsked()))
    found = told(answers(no_bias), partly)
    assert found
    assert found.diagnosis == ("no-bias", "It is no-bias.", 4, 4)
    assert named(answers(no_bias), Suspect(NO_BIAS.cause, (NO_BIAS.answers[0], *[NotAsked()] * 4))) == ""


def test_none_and_what_cannot_be_read_are_no_evidence() -> None:
    assert named(answers(lambda _: None), suspect("none", lambda _: None)) == ""
    assert named(answers(lambda _: Opaque("set")), suspect("set", lambda _: Opaque("set"))) == ""


def lost(x: float) -> float:
    """Return NaN in place of two right answers, and half of each of the others."""
    return math.nan if x < 1 else right(x) / 2


def test_nan_is_evidence_for_what_an_author_declared_and_for_nothing_else() -> None:
    nothing = answers(lambda _: math.nan)
    assert named(nothing, suspect("nan", lambda _: math.nan)) == "nan"
    assert named(nothing, suspect("nan", lambda _: math.nan, Origin.DERIVED)) == ""
    assert named(nothing) == ""  # it is the same for every input, which says nothing of how it came about


def test_beside_nan_the_other_numbers_are_evidence() -> None:
    assert named(answers(lost), suspect("lost", lost, Origin.DERIVED)) == "lost"
    pairs = [Question("f", "f", f"f({x})", Comparison(), Returned(np.array([x, 1.0])), 0) for x in INPUTS]
    given = [Returned(np.array([math.nan, 2.0])) for _ in INPUTS]
    found = choose({"f"}, pairs, given, [Suspect(Cause(Origin.DERIVED, "both", "Both."), tuple(given))])
    assert found["f"].diagnosis.id == "both"


def test_the_tolerance_of_the_check_holds_for_causes_too() -> None:
    assert named(answers(lambda x: no_bias(x) * (1 + 1e-9)), NO_BIAS, SWAPPED) == "no-bias"
    assert named(answers(lambda x: no_bias(x) * (1 + 1e-3)), NO_BIAS, SWAPPED) == ""


def test_equal_shapes_are_no_evidence_when_values_differ() -> None:
    shape = Comparison(compares=Compares.TYPE)
    asked = [question._replace(comparison=shape) for question in questions()]
    texts = suspect("text", str)
    assert choose({"f"}, asked, answers(str), [texts])["f"].diagnosis.id == "text"
    assert choose({"f"}, asked, answers(lambda x: f"<{x}>"), [texts]) == {}


def variables(**values: object) -> list[Question]:
    return [Question(name, name, name, Comparison(), Returned(value), None) for name, value in values.items()]


def of_variables(name: str, origin: Origin, *values: object) -> Suspect:
    return Suspect(Cause(origin, name, f"It is {name}."), tuple(map(Returned, values)))


def test_a_variable_that_is_one_number_is_never_enough() -> None:
    half = of_variables("half", Origin.DECLARED, 17.0, 5.0)
    assert choose({"a"}, variables(a=34.0, b=5.0), [Returned(17.0), Returned(5.0)], [half]) == {}


def causes_of_variables(asked: Sequence[Question], given: Sequence[object], suspects: Sequence[Suspect]) -> set[str]:
    found = choose({one.check for one in asked}, asked, list(map(Returned, given)), suspects)
    return {one.diagnosis.id for one in found.values()}


@pytest.mark.parametrize("origin", [Origin.DECLARED, Origin.DERIVED])
def test_two_variables_are_enough(origin: Origin) -> None:
    slip = of_variables("slip", origin, 17.1, 2.6)
    assert causes_of_variables(variables(a=34.0, b=5.0), [17.1, 2.6], [slip]) == {"slip"}


def test_a_variable_that_follows_from_another_wrong_one_tells_nothing_new_of_a_derived_cause() -> None:
    first, second = variables(a=34.0, b=5.0)
    chain = [first, second._replace(follows=frozenset({"a"}))]
    for origin, told in ((Origin.DECLARED, {"slip"}), (Origin.DERIVED, set())):
        assert causes_of_variables(chain, [17.1, 2.6], [of_variables("slip", origin, 17.1, 2.6)]) == told
    right_before = of_variables("slip", Origin.DERIVED, 34.0, 2.6, 1.5)
    asked = [*chain, *variables(c=7.0)]
    assert causes_of_variables(asked, [34.0, 2.6, 1.5], [right_before]) == {"slip"}


def test_an_array_tells_as_much_as_two_of_its_numbers() -> None:
    asked = variables(a=np.array([1.0, 2.0, 3.0]))
    slip = of_variables("slip", Origin.DERIVED, np.array([1.0, 5.5, 7.1]))
    assert causes_of_variables(asked, [np.array([1.0, 5.5, 7.1])], [slip]) == {"slip"}
    assert causes_of_variables(asked, [np.array([1.0, 5.5, 7.2])], [slip]) == set()
    near = of_variables("near", Origin.DERIVED, np.array([1.0, 5.5, 7.2]))
    assert causes_of_variables(asked, [np.array([1.0, 5.5, 7.1])], [slip, near]) == set()
    one_number = of_variables("one", Origin.DERIVED, np.array([1.0, 9.5, 9.5]))
    assert causes_of_variables(asked, [np.array([1.0, 9.5, 9.5])], [one_number]) == set()


def test_a_pattern_tells_of_an_array_but_its_unknown_needs_more_than_one_number() -> None:
    right = np.array([1.25, -2.5, 7.0])
    assert causes_of_variables(variables(a=right), [-right], []) == {"negated@answer"}
    assert causes_of_variables(variables(a=right), [right + 0.7], []) == {"shifted@answer"}
    assert causes_of_variables(variables(a=right), [np.array([1.25, 4.0, 7.0])], []) == set()
    assert causes_of_variables(variables(a=1.25, b=7.0), [1.95, 7.7], []) == set()


def test_what_was_fitted_to_one_submission_is_forgotten_for_the_next() -> None:
    lineup = Lineup(questions(), [suspect("seven", lambda x: right(x) + 7, Origin.DERIVED), *patterns(questions())])
    for step in (0.5, 0.7):
        given = answers(lambda x, step=step: right(x) + step)  # type: ignore[misc]
        assert chosen.choose({"f"}, given, lineup)["f"].diagnosis.id == "shifted@answer"
    assert chosen.choose({"f"}, answers(lambda x: right(x) + 7), lineup)["f"].diagnosis.id == "seven"


def test_a_wrong_function_explains_the_variable_that_comes_of_it() -> None:
    asked = [*questions(), *variables(y=right(8))]
    both = Suspect(NO_BIAS.cause, (*answers(no_bias), Returned(no_bias(8))))
    found = choose({"f", "y"}, asked, [*answers(no_bias), Returned(no_bias(8))], [both])
    assert set(found) == {"f", "y"}
    by_hand = choose({"y"}, asked, [*answers(right), Returned(no_bias(8))], [both])
    assert by_hand == {}


def test_a_declared_cause_is_not_told_of_another_function_while_the_one_it_is_about_is_right() -> None:
    asked = questions() + [one._replace(check="g", name="g", text=f"g of {one.text}") for one in questions()]
    about_f = Suspect(NO_BIAS.cause._replace(of=frozenset({"f"})), NO_BIAS.answers * 2)
    both, one = [*answers(no_bias), *answers(no_bias)], [*answers(right), *answers(no_bias)]
    assert set(choose({"f", "g"}, asked, both, [about_f])) == {"f", "g"}
    assert choose({"g"}, asked, one, [about_f]) == {}
    assert set(choose({"g"}, asked, one, [about_f._replace(cause=NO_BIAS.cause)])) == {"g"}


@pytest.mark.parametrize(
    ("of_f", "behind", "expected"),
    [
        (no_bias, {"f"}, {"f": "helper", "g": "helper"}),
        (no_bias, {"h"}, {"f": "helper", "g": "declared"}),
        (right, {"f"}, {"g": "declared"}),
        (swapped, {"f"}, {"g": "declared"}),
    ],
)
def test_a_declared_cause_gives_way_to_one_that_explains_a_wrong_helper_too(
    of_f: Function, behind: set[str], expected: dict[str, str]
) -> None:
    """A function may have the slip of its helper and nothing else: what is declared says that it has its own."""
    of_g = [
        one._replace(check="g", name="g", text=f"g of {one.text}", follows=frozenset(behind)) for one in questions()
    ]
    declared = Suspect(
        Cause(Origin.DECLARED, "declared", "", of=frozenset({"g"})), (*answers(right), *answers(no_bias))
    )
    helper = Suspect(Cause(Origin.DERIVED, "helper", "", of=frozenset({"f"})), answers(no_bias) * 2)
    found = choose({"f", "g"}, [*questions(), *of_g], [*answers(of_f), *answers(no_bias)], [declared, helper])
    assert {check: one.diagnosis.id for check, one in found.items()} == expected


@pytest.mark.parametrize("origin", [Origin.DECLARED, Origin.DERIVED])
@pytest.mark.parametrize(
    ("of_f", "expected"), [(no_bias, {"f", "g"}), (right, set()), (swapped, set()), (lambda _: None, set())]
)
def test_a_cause_is_told_of_another_function_while_all_answers_of_the_one_it_changes_fit(
    of_f: Function, expected: set[str], origin: Origin
) -> None:
    asked = questions() + [one._replace(check="g", name="g", text=f"g of {one.text}") for one in questions()]
    cause = Cause(origin, "no-bias", "It is no-bias.", of=frozenset({"f"}))
    given = [*answers(of_f), *answers(no_bias)]
    assert set(choose({"f", "g"}, asked, given, [Suspect(cause, NO_BIAS.answers * 2)])) == expected


@pytest.mark.parametrize(
    ("items", "expected"),
    [((3.0, 6.0), {"no-scale"}), ((3.0, 60.0), {"no-scale"}), ((5.0, 60.0), set()), ((30.0, 60.0), set())],
)
def test_every_item_that_a_cause_changes_must_fit_before_another_function_has_it(
    items: tuple[float, float], expected: set[str]
) -> None:
    """The cause changes the first of two items, and what another function makes of it."""
    asked = [
        Question(f"f{item}", f"f[{item}]", f"f({x})", Comparison(), Returned(right * x), 0, of="f")
        for x in (1, 2)
        for item, right in enumerate((30.0, 6.0))
    ]
    asked += [Question("g", "g", f"g({x})", Comparison(), Returned(90.0 * x), 0) for x in (1, 2)]
    cause = Cause(Origin.DERIVED, "no-scale", "It is no-scale.", of=frozenset({"f"}))
    suspect = Suspect(cause, tuple(map(Returned, (3.0, 6.0, 6.0, 12.0, 9.0, 18.0))))
    given = [*map(Returned, (items[0], items[1], 2 * items[0], 2 * items[1], 9.0, 18.0))]
    found = chosen.choose({"g"}, given, Lineup(asked, [suspect]))
    assert {one.diagnosis.id for one in found.values()} == expected


@pytest.mark.parametrize(("first", "expected"), [(0.5, set()), (20.0, {"exchanged"})])
def test_an_item_that_another_item_of_its_calls_contradicts_speaks_for_no_variable(
    first: float, expected: set[str]
) -> None:
    asked = [
        Question(f"item {item}", f"f({item})", f"f({x})", Comparison(), Returned(right), 0)
        for x in (1, 2)
        for item, right in enumerate((10.0 * x, 20.0 * x))
    ]
    asked += variables(b=7.0)
    exchanged = of_variables("exchanged", Origin.DERIVED, 20.0, 10.0, 40.0, 20.0, 3.0)
    given = [*map(Returned, (first, 10.0, first * 2, 20.0, 3.0))]
    found = choose({"b"}, asked, given, [exchanged])
    assert {one.diagnosis.id for one in found.values()} == expected
