"""One declaration, three uses: each field of the tables is taken by the loader, is in the schema and on the page."""

import json
from collections.abc import Iterator
from dataclasses import fields as attributes
from typing import Any

import pytest
from jsonschema import Draft7Validator

from graders.exercise import Case, Comparison, Limits, PropertyCheck, TextCheck, Tolerance
from graders.sketch import PictureKind
from graders.spec.check_fields import CHECKS, COMMON
from graders.spec.checks import TYPES
from graders.spec.equivalents import EQUIVALENT
from graders.spec.exercise_fields import EXERCISE
from graders.spec.faults import Faults
from graders.spec.load import parse
from graders.spec.misconceptions import MISCONCEPTION
from graders.spec.nodes import Node
from graders.spec.part_fields import CASE, LIMITS, TOLERANCE
from graders.spec.picture_fields import PICTURES
from graders.spec.records import Field, Record
from graders.spec.reference import reference_page
from graders.spec.schema import json_schema
from graders.spec.tree import read_tree

FIRST = {"id": "first", "variable": "first", "asks": "first", "points": 1}
SECOND = {"id": "second", "variable": "second", "asks": "second", "points": 1}
RECORDS: dict[str, Record[Any]] = {
    "Top level": EXERCISE,
    "Limits": LIMITS,
    "Tolerance": TOLERANCE,
    "Cases": CASE,
    "Misconceptions": MISCONCEPTION,
    "Equivalent mutants": EQUIVALENT,
    **CHECKS,
    **PICTURES,
}
FIELDS = [
    pytest.param(where, field, id=f"{where} {field.name}") for where in RECORDS for field in RECORDS[where].fields
]


def examples(record: Record[Any]) -> dict[str, Any]:
    return {field.name: field.example for field in record.fields}


def with_examples(where: str) -> dict[str, Any]:
    """Return an exercise in which one record gives every field its example."""
    record = examples(RECORDS[where])
    plain = {"title": "t", "task": "t", "checks": [FIRST]}
    match where:
        case "Top level":
            return record
        case "Limits" | "Tolerance":
            return {**plain, where.lower(): record}
        case "Cases":
            return {**plain, "checks": [FIRST | {"variable": "f"} | {"id": "b"}, function_with(record)]}
        case "Misconceptions":
            return {**plain, "misconceptions": [record]}
        case "variable":  # what follows from others is compared by value
            return {**plain, "checks": [FIRST, SECOND, {**record, "compares": "value"}]}
        case _ if where in PICTURES:
            return {**plain, "pictures": [record]}
        case "Equivalent mutants":
            return {**plain, "equivalent": [record]}
    return {**plain, "checks": [FIRST, record]}


def function_with(case: dict[str, Any]) -> dict[str, Any]:
    return {"id": "a", "asks": "a", "points": 1, "function": "f", "cases": [case]}


def properties(schema: Any) -> Iterator[tuple[str, dict[str, Any]]]:
    """Walk through all properties that a schema names, at any depth."""
    if isinstance(schema, dict):
        named = schema.get("properties", {})
        yield from named.items()
        for part in [
            *named.values(),
            *(value for key, value in schema.items() if key not in {"properties", "examples"}),
        ]:
            yield from properties(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from properties(part)


def absent(page: str) -> list[str]:
    """Return the fields that a page does not describe in the section of their record."""
    sections = {part.partition("\n")[0].strip("# "): part for part in page.split("\n##")}
    missing = []
    for where, record in RECORDS.items():
        for field in record.fields:
            section = sections["Checks" if where in CHECKS and field.name in {own.name for own in COMMON} else where]
            if f"| `{field.name}` | {field.doc} |" not in section:
                missing.append(f"{where} {field.name}")
    return missing


@pytest.mark.parametrize("where", RECORDS)
def test_the_loader_and_the_schema_take_every_field_of_a_record(where: str) -> None:
    exercise = with_examples(where)
    assert parse(json.dumps(exercise).encode(), "f", "f").checks
    assert [error.message for error in Draft7Validator(json_schema()).iter_errors(exercise)] == []


def test_every_kind_of_check_that_there_is_is_declared() -> None:
    assert set(CHECKS) == set(TYPES)


@pytest.mark.parametrize(("where", "field"), FIELDS)
def test_a_field_is_in_the_schema_as_it_is_declared(where: str, field: Field) -> None:
    schema = RECORDS[where].schema()
    assert schema["properties"][field.name] == field.schema()
    assert (field.name in schema["required"]) is field.required
    assert dict(properties(json_schema())).keys() >= {field.name}


@pytest.mark.parametrize(("where", "field"), FIELDS)
def test_examples_and_defaults_fit_the_schema_of_their_field(where: str, field: Field) -> None:
    validator = Draft7Validator(field.schema())
    assert validator.is_valid(field.example), where
    assert field.default is None or validator.is_valid(field.default), where


def test_every_property_of_the_schema_has_a_description_and_an_example() -> None:
    found = list(properties(json_schema()))
    assert len(found) > 60
    assert [name for name, schema in found if not (schema.get("description") and schema.get("examples"))] == []


def test_every_kind_of_picture_that_there_is_is_declared() -> None:
    assert list(PICTURES) == list(PictureKind)


def test_the_page_describes_every_field() -> None:
    assert absent(reference_page()) == []


def test_a_field_that_the_page_leaves_out_is_noticed() -> None:
    lines = reference_page().splitlines()
    assert absent("\n".join(line for line in lines if not line.startswith("| `wall` |"))) == ["Limits wall"]


def test_a_default_that_is_declared_is_the_one_that_holds() -> None:
    assert LIMITS.read(node({field.name: field.default for field in LIMITS.fields})) == Limits()
    assert Tolerance(**TOLERANCE.read(node({field.name: field.default for field in TOLERANCE.fields}))) == Tolerance()
    declared = {field.name: field.default for record in RECORDS.values() for field in record.fields}
    assert (declared["compares"], declared["dtype"]) == (Comparison().compares, Comparison().dtype)
    assert (declared["draws"], declared["hidden"]) == (Case().draws, Case().hidden)
    standing = {field.name: field.default for field in (*attributes(TextCheck), *attributes(PropertyCheck))}
    assert (declared["min_words"], declared["draws"]) == (standing["min_words"], standing["draws"])


def node(value: dict[str, Any]) -> Node:
    return read_tree(json.dumps(value).encode(), "f", Faults())
