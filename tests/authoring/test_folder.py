"""Every file in the folder of a course is accounted for."""

import json
from pathlib import Path

import pytest

from graders.authoring.folder import folder
from graders.grading.course import Course
from graders.spec.course import course_schema
from tests.authoring.sample import REFERENCE, SPEC, write_course


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return write_course(tmp_path / "exercises")


def found(course: Path) -> list[str]:
    findings = sorted(folder(Course(course)))
    return [f"{finding.code} {Path(finding.place.file).relative_to(course)}" for finding in findings]


@pytest.mark.parametrize(
    ("file", "code"),
    [
        ("notes.txt", "G111"),
        ("line.yml", "G111"),
        ("line.txt", "G111"),
        ("scores.csv", "G111"),
        ("solutions/scores.csv", "G111"),
        ("solutions/line.yaml", "G111"),
        ("curve.py", "G112"),
        ("solutions/curve.py", "G112"),
        ("solutions/draft.py", "G112"),
        (".DS_Store", ""),
        ("README.md", ""),
        ("solutions/.gitkeep", ""),
        ("__pycache__/line.cpython-311.pyc", ""),
    ],
)
def test_a_file_that_belongs_to_nothing_is_named(file: str, code: str, course: Path) -> None:
    (course / file).parent.mkdir(exist_ok=True)
    (course / file).touch()
    assert found(course) == ([f"{code} {file}"] if code else [])


def test_a_folder_that_belongs_to_nothing_is_named(course: Path) -> None:
    (course / "old").mkdir()
    (course / "solutions" / "old").mkdir()
    assert found(course) == ["G111 old", "G111 solutions/old"]


def test_a_link_to_nowhere_is_named(course: Path) -> None:
    (course / "data.csv").symlink_to(course / "gone.csv")
    assert found(course) == ["G111 data.csv"]


@pytest.mark.parametrize(("reader", "file"), [("line.py", "scores.csv"), ("solutions/line.py", "solutions/scores.csv")])
def test_what_a_starter_or_a_reference_reads_is_accounted_for(course: Path, reader: str, file: str) -> None:
    (course / file).touch()
    with (course / reader).open("a", encoding="utf-8") as source:
        source.write("scores = np.loadtxt('scores.csv')\n")
    assert found(course) == []


def test_data_that_only_the_reference_reads_are_accounted_for(course: Path) -> None:
    (course / "scores.csv").touch()
    (course / "solutions" / "line.py").write_text(f"{REFERENCE}\nopen('scores.csv')\n", encoding="utf-8")
    assert found(course) == []


def test_a_copy_of_data_that_nobody_reads_is_named(course: Path) -> None:
    for file in ("scores.csv", "solutions/scores.csv"):
        (course / file).touch()
    (course / "solutions" / "line.py").write_text(f"{REFERENCE}\nopen('scores.csv')\n", encoding="utf-8")
    [finding] = folder(Course(course))
    assert (finding.code, finding.place.file) == ("G111", str(course / "solutions" / "scores.csv"))
    assert finding.text == "scores.csv beside line.yaml is used in its place, by the reference too; delete this copy"


def test_what_the_task_names_is_accounted_for(course: Path) -> None:
    (course / "line.yaml").write_text(SPEC.replace("Set `y`", "Read `scores.csv` and set `y`"), encoding="utf-8")
    (course / "scores.csv").touch()
    (course / "solutions" / "scores.csv").touch()
    assert found(course) == ["G111 solutions/scores.csv"]


def test_a_module_is_accounted_for_by_an_import_and_not_by_a_word(course: Path) -> None:
    (course / "solutions" / "lin.py").touch()  # "lin" is part of "line"
    assert found(course) == ["G112 solutions/lin.py"]
    for encoding in ("utf-8", "utf-8-sig"):
        (course / "solutions" / "line.py").write_text("from lin import *\n" + REFERENCE, encoding=encoding)
        assert found(course) == []


def test_a_module_may_be_imported_by_another(course: Path) -> None:
    (course / "solutions" / "line.py").write_text("import lines\n" + REFERENCE, encoding="utf-8")
    (course / "solutions" / "lines.py").write_text("import curves\n", encoding="utf-8")
    (course / "solutions" / "curves.py").touch()
    assert found(course) == []


def test_a_course_without_rules_schema_or_references_is_looked_through(course: Path) -> None:
    for file in ("course.yaml", "exercise.schema.json", "solutions/line.py"):
        (course / file).unlink()
    (course / "solutions").rmdir()
    assert found(course) == []


def test_the_schema_of_the_rules_has_its_place_beside_them(course: Path) -> None:
    (course / "course.schema.json").write_text(json.dumps(course_schema()), encoding="utf-8")
    assert found(course) == []


def test_a_schema_of_long_ago_comes_with_the_command_that_renews_it(course: Path) -> None:
    (course / "course.schema.json").write_text("{}", encoding="utf-8")
    [finding] = folder(Course(course))
    assert finding.code == "G114"
    assert finding.text.endswith("to renew it: grade schema course > course.schema.json")
