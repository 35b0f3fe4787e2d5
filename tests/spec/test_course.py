import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import jsonschema
import pytest
import yaml

from graders.errors import SpecError
from graders.policy import Attempts, Late, Per, Policy, Terms
from graders.spec.course import course_schema, load_course, parse_course
from graders.spec.course_fields import COURSE, LATE, TERMS
from graders.spec.records import Record

PAGE = Path(__file__).parents[2] / "docs/classes.md"
EXERCISES = ("ex1", "ex2", "ex3")
ZURICH = ZoneInfo("Europe/Zurich")
COMPLETE = """\
title: Math for machine learning
time_zone: Europe/Zurich
exercises:
  ex1: {due: 2026-11-30 23:59}
  ex2: {due: "2026-12-07T23:59:30"}
  ex3: {due: 2026-12-14 23:59 +05:45, bonus: true}
late: {grace: 10 min, penalty: 10 % per day, at_most: 50 %, closes: 7 days}
attempts: best
maximum: 30
"""


def problems(text: str) -> list[str]:
    with pytest.raises(SpecError) as raised:
        parse_course(text.encode(), "course.yaml", EXERCISES)
    return [str(problem).removeprefix("course.yaml:") for problem in raised.value.problems]


def due(time: str, zone: str = "Europe/Zurich") -> str:
    return f"time_zone: {zone}\nexercises:\n  ex1:\n    due: {time}\n"


def test_a_complete_file_says_all_there_is_to_say(tmp_path: Path) -> None:
    (tmp_path / "course.yaml").write_text(COMPLETE)
    assert load_course(tmp_path / "course.yaml", EXERCISES) == Policy(
        title="Math for machine learning",
        exercises={
            "ex1": Terms(due=datetime(2026, 11, 30, 23, 59, tzinfo=ZURICH)),
            "ex2": Terms(due=datetime(2026, 12, 7, 23, 59, 30, tzinfo=ZURICH)),
            "ex3": Terms(due=datetime(2026, 12, 14, 19, 14, tzinfo=ZURICH), bonus=True),
        },
        late=Late(
            grace=timedelta(minutes=10),
            penalty_percent=10,
            per=Per.DAY,
            at_most_percent=50,
            closes=timedelta(days=7),
        ),
        attempts=Attempts.BEST,
        maximum=30,
    )


def test_a_time_zone_is_all_that_is_needed_and_leaves_every_rule_as_it_is_without_a_file() -> None:
    assert parse_course(b"time_zone: UTC", "course.yaml", EXERCISES) == Policy()


def test_every_problem_of_a_file_is_told_at_once_with_its_place() -> None:
    text = """\
exercises:
  ex1: {due: 2026-03-29 02:30}
  ex22: {due: 2026-11-30, bonus: yes}
late: {grace: 2 h, penalty: 10 %, at_most: 150 %, closes: 1 h}
attemps: first
time_zone: Europe/Zurich
time_zone: Europe/Bern
maximum: 0
"""
    assert problems(text) == [
        "2:14: 'due': the clocks of Europe/Zurich never show it: they are put forward",
        "3:3: 'ex22' is not an exercise of this course; did you mean 'ex2'?",
        (
            "3:15: 'due': expected a date and a time, such as 2026-11-30 23:59, found the text '2026-11-30'; "
            "did you mean '2026-11-30 23:59'?"
        ),
        "3:34: 'bonus': expected true or false, found the text 'yes'; did you mean true?",
        "4:29: 'penalty': expected a penalty, such as '10 % per day' or '10 % per started day', found the text '10 %'",
        "4:44: 'at_most': expected a part from 0 % to 100 %, found the text '150 %'",
        "4:59: 'closes': expected a time that is not below 'grace'",
        "5:1: 'attemps' is not a key of the course; did you mean 'attempts'?",
        "5:10: 'attemps': expected last or best, found the text 'first'",
        "7:1: the key 'time_zone' is given twice, first at course.yaml:6:1",
        "8:10: 'maximum': expected a number above 0 and at most 100000, found the number 0",
    ]


def test_the_time_zone_is_never_guessed() -> None:
    assert problems("title: t") == [
        "1:1: 'time_zone' is missing from the course: expected the name of a time zone, such as Europe/Zurich"
    ]


@pytest.mark.parametrize("zone", ["Europe/Zürich", "../etc/passwd", "Europe", "/UTC", "[UTC]", "1"])
def test_what_is_no_time_zone_is_told_and_nothing_else_about_times(zone: str) -> None:
    (problem,) = problems(due("2026-03-29 02:30", zone))
    assert problem.startswith("1:12: 'time_zone': expected the name of a time zone, such as Europe/Zurich, found ")


def test_a_misspelt_time_zone_gets_the_one_that_is_meant() -> None:
    assert problems(due("2026-11-30 23:59", "Europe/Zurick"))[0].endswith("; did you mean 'Europe/Zurich'?")


def test_a_time_that_clocks_show_twice_is_told_with_the_two_that_it_could_be() -> None:
    (problem,) = problems(due("2026-10-25 02:30"))
    assert problem == (
        "4:10: 'due': the clocks of Europe/Zurich show it twice, as they are put back; "
        "write '2026-10-25 02:30:00+02:00' or '2026-10-25 02:30:00+01:00'"
    )


@pytest.mark.parametrize(("offset", "hour"), [("+02:00", 0), ("+01:00", 1)])
def test_with_an_offset_a_time_that_clocks_show_twice_is_one_time(offset: str, hour: int) -> None:
    policy = parse_course(due(f"2026-10-25 02:30:00{offset}").encode(), "course.yaml", EXERCISES)
    found = policy.exercises["ex1"].due
    assert found
    assert found.timestamp() == datetime(2026, 10, 25, hour, 30, tzinfo=ZoneInfo("UTC")).timestamp()


@pytest.mark.parametrize("time", ["2026-03-29 01:59", "2026-03-29 03:00", "2026-10-25 01:59", "2026-10-25 03:00"])
def test_the_times_around_a_change_of_clocks_are_times(time: str) -> None:
    policy = parse_course(due(time).encode(), "course.yaml", EXERCISES)
    assert str(policy.exercises["ex1"].due).startswith(time)


@pytest.mark.parametrize(
    "time", ["2026-02-30 23:59", "2026-11-30 24:01", "30.11.2026 23:59", "0001-01-01 00:00", "tomorrow", "[1]", "''"]
)
def test_what_is_no_time_is_told(time: str) -> None:
    (problem,) = problems(due(time))
    assert problem.startswith("4:10: 'due': expected a date and a time, such as 2026-11-30 23:59, found ")


def test_what_is_no_file_with_rules_is_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b" " * (1 << 21))
    for name, what in {
        "absent": "expected a file with the rules of a course, found none of this name",
        ".": "expected a file with the rules of a course, found a folder",
        "pipe": "expected a file with the rules of a course, found a pipe or a device",
        "large": "expected a file of at most 1 MiB, found a larger one",
    }.items():
        with pytest.raises(SpecError, match=re.escape(what)):
            load_course(tmp_path / name, EXERCISES)


def test_a_hundred_problems_are_enough() -> None:
    many = "".join(f"  no{number}: {{}}\n" for number in range(1000))
    assert len(problems(f"time_zone: UTC\nexercises:\n{many}")) == 101


def test_editors_accept_what_the_loader_accepts() -> None:
    jsonschema.Draft7Validator.check_schema(course_schema())
    jsonschema.validate(yaml.safe_load(COMPLETE), course_schema())


@pytest.mark.parametrize("text", ["{late: {penalty: 10}}", "{attempts: first}", "{exercises: {ex1: {du: x}}}", "{}"])
def test_editors_refuse_what_the_loader_refuses(text: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(yaml.safe_load(text), course_schema())


def test_every_example_of_the_tables_is_one() -> None:
    for record in (COURSE, LATE, TERMS):
        for field in record.fields:
            jsonschema.validate(field.example, field.kind.schema())


def test_the_example_on_the_page_on_classes_is_a_course() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    assert set(parse_course(example.encode(), "classes.md", EXERCISES).exercises) == set(EXERCISES)


@pytest.mark.parametrize("record", [COURSE, LATE, TERMS], ids=lambda record: record.noun)
def test_the_page_on_classes_has_every_key_in_the_words_of_the_tables(record: Record[object]) -> None:
    page = PAGE.read_text(encoding="utf-8")
    for field in record.fields:
        assert f"| `{field.name}` | {field.doc} |" in page
