import json

from tests.cli.running import ROOT, Run


def test_the_committed_schema_is_what_the_command_prints(grade: Run) -> None:
    result = grade("schema")
    assert result.returncode == 0
    assert json.loads(result.stdout)["$schema"].startswith("http://json-schema.org/draft-07")
    assert (ROOT / "exercises" / "exercise.schema.json").read_text() == result.stdout, (
        "bring it up to date with: grade schema > exercises/exercise.schema.json"
    )


def test_the_committed_reference_page_is_what_the_command_prints(grade: Run) -> None:
    result = grade("schema", "--format", "markdown")
    assert (ROOT / "docs" / "exercise-format.md").read_text() == result.stdout, (
        "bring it up to date with: grade schema --format markdown > docs/exercise-format.md"
    )


def test_the_schema_of_a_course_is_printed_for_editors(grade: Run) -> None:
    result = grade("schema", "course")
    assert (result.returncode, result.stderr) == (0, "")
    schema = json.loads(result.stdout)
    assert (schema["title"], schema["required"]) == ("Course", ["time_zone"])
    refused = grade("schema", "course", "--format", "markdown")
    assert (refused.returncode, refused.stdout) == (2, "")
    assert "docs/classes.md" in refused.stderr
