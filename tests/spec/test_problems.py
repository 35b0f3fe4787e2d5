"""Bad exercises, kept as text with the problems that are to be reported: the loader says them, the schema sees them."""

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from graders.errors import SpecError
from graders.spec import tree
from graders.spec.faults import Faults
from graders.spec.load import load, parse
from graders.spec.nodes import Node, Scalar, Sequence
from graders.spec.scalars import resolve
from graders.spec.schema import json_schema

ROOT = Path(__file__).parents[2]
BEFORE_CHECKS = "title: t\ntask: t\nchecks:\n"
SCHEMA = Draft7Validator(json_schema())


@dataclass(frozen=True)
class Bad:
    name: str
    text: str
    problems: str
    beyond_schema: bool


def corpus(name: str, before: str = "") -> list[Any]:
    entries = re.split(r"^=== ", Path(__file__).with_name(name).read_text(encoding="utf-8"), flags=re.MULTILINE)[1:]
    found = []
    for entry in entries:
        title, text, problems = re.fullmatch(r"(.*?)\n(.*?)--- problems\n(.*?)\n*", entry, re.DOTALL).groups()  # type: ignore[union-attr]
        title, _, remark = title.partition(" | ")
        found.append(pytest.param(Bad(title, before + text, problems, bool(remark)), id=title))
    return found


YAML = corpus("problems_in_yaml.txt")
FIELDS = [*corpus("problems_in_fields.txt"), *corpus("problems_in_checks.txt", BEFORE_CHECKS)]


def reported(text: str) -> str:
    with pytest.raises(SpecError) as caught:
        parse(text.encode(), "f", "f")
    return "\n".join(str(problem).removeprefix("f:") for problem in caught.value.problems)


def plain(node: Node) -> Any:
    """Return what an editor hands to the schema."""
    if isinstance(node, Scalar):
        try:
            return resolve(node)
        except SpecError:  # a number that no array can hold is a number to an editor
            return float(node.text)
    if isinstance(node, Sequence):
        return [plain(item) for item in node.items]
    return {key.text: plain(value) for key, value in node.entries}


def schema_faults(text: bytes) -> list[str]:
    return [error.message for error in SCHEMA.iter_errors(plain(tree.read_tree(text, "f", Faults())))]


@pytest.mark.parametrize("bad", [*YAML, *FIELDS])
def test_every_problem_is_reported_with_its_place(bad: Bad) -> None:
    assert reported(bad.text) == bad.problems


@pytest.mark.parametrize("bad", YAML)
def test_the_other_parser_finds_its_problems_in_words_of_ours_too(bad: Bad, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tree, "_LOADER", yaml.SafeLoader)
    problems = reported(bad.text)
    assert problems.splitlines()
    assert ("this is not YAML" in problems) == ("this is not YAML" in bad.problems)


@pytest.mark.parametrize("bad", [bad for bad in FIELDS if not bad.values[0].beyond_schema])
def test_an_editor_sees_by_the_schema_what_the_loader_refuses(bad: Bad) -> None:
    assert schema_faults(bad.text.encode())


@pytest.mark.parametrize("bad", [bad for bad in FIELDS if bad.values[0].beyond_schema])
def test_what_is_said_to_be_beyond_a_schema_is(bad: Bad) -> None:
    assert not schema_faults(bad.text.encode())


@pytest.mark.parametrize("path", sorted((ROOT / "exercises").glob("ex*.yaml")), ids=lambda path: path.stem)
def test_a_shipped_exercise_loads_and_fits_the_schema(path: Path) -> None:
    assert load(path).name == path.stem
    assert schema_faults(path.read_bytes()) == []
    assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=exercise.schema.json\n")


def test_the_corpus_and_the_course_are_found() -> None:
    assert len(YAML) > 25
    assert len(FIELDS) > 60
    assert len(list((ROOT / "exercises").glob("ex*.yaml"))) >= 3
