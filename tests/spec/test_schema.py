import json
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from graders.spec.schema import json_schema

COMMITTED = Path(__file__).parents[2] / "exercises" / "exercise.schema.json"
VALID = {"title": "t", "task": "t", "checks": [{"id": "a", "variable": "a", "asks": "a", "points": 1}]}


def test_the_schema_is_valid_draft_07() -> None:
    assert json_schema()["$schema"] == "http://json-schema.org/draft-07/schema#"
    Draft7Validator.check_schema(json_schema())


def test_the_committed_schema_is_the_one_that_the_loader_goes_by() -> None:
    committed = json.loads(COMMITTED.read_text(encoding="utf-8"))
    assert committed == json_schema(), "run: grade schema > exercises/exercise.schema.json"


@pytest.mark.parametrize(
    "change",
    [
        {"title": []},
        {"checks": []},
        {"author": "me"},
        {"limits": {"cpu": 2}},
        {"checks": [{**VALID["checks"][0], "function": "f", "cases": [[1]]}]},  # type: ignore[dict-item]
    ],
)
def test_a_change_for_the_worse_is_refused(change: dict[str, object]) -> None:
    validator = Draft7Validator(json_schema())
    assert validator.is_valid(VALID)
    assert not validator.is_valid({**VALID, **change})
