from pathlib import Path, PurePosixPath

import pytest

from graders.authoring.blueprint import FIRST, new_course, new_exercise
from graders.errors import GradersError
from graders.resources import templates


def test_an_exercise_has_a_spec_a_starter_and_a_reference() -> None:
    assert set(map(str, new_exercise("ex7"))) == {"ex7.yaml", "ex7.py", "solutions/ex7.py"}


def test_the_name_is_put_in_wherever_it_belongs() -> None:
    for files in (new_exercise("area_2"), new_course()):
        for path, text in files.items():
            assert "exN" not in str(path)
            assert b"exN" not in text
    assert b"grade exercises/area_2.py" in new_exercise("area_2")[PurePosixPath("area_2.py")]


def test_a_course_has_every_template_and_the_schema_that_its_exercise_names() -> None:
    files = new_course()
    count = sum(path.is_file() and path.suffix != ".pyc" for path in (templates() / "new").rglob("*"))
    assert len(files) == count + 1
    assert {".gitignore", ".pre-commit-config.yaml", ".github/workflows/course.yaml"} <= set(map(str, files))
    spec = PurePosixPath(f"exercises/{FIRST}.yaml")
    schema = files[spec].decode().splitlines()[0].rpartition("=")[2]
    assert spec.with_name(schema) in files


@pytest.mark.parametrize("name", ["a", "ex7", "week_2_vectors", "match", "a" * 40])
def test_a_name_of_small_letters_digits_and_underscores_is_taken(name: str) -> None:
    assert PurePosixPath(f"{name}.py") in new_exercise(name)


@pytest.mark.parametrize(
    ("name", "fault"),
    [
        ("", "a small letter"),
        ("Ex7", "a small letter"),
        ("7ex", "a small letter"),
        ("ex-7", "a small letter"),
        ("ex 7", "a small letter"),
        ("ex7.py", "a small letter"),
        ("../ex7", "a small letter"),
        ("ex7\n", "a small letter"),
        ("übung", "a small letter"),
        ("a" * 41, "at most 40"),
        ("lambda", "Python has that name"),
        ("statistics", "Python has that name"),
        ("numpy", "Python has that name"),
        ("conftest", "pytest would run"),
        ("test_1", "pytest would run"),
        ("one_test", "pytest would run"),
        ("course", "another meaning"),
        ("solutions", "another meaning"),
        ("nul", "another meaning"),
        ("com1", "another meaning"),
    ],
)
def test_a_name_that_is_no_good_is_refused_with_the_reason(name: str, fault: str) -> None:
    with pytest.raises(GradersError, match=fault) as refused:
        new_exercise(name)
    assert str(refused.value).isprintable()


def test_what_pip_compiles_beside_the_templates_is_no_template(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    cache = tmp_path / "new/exercises/__pycache__"
    cache.mkdir(parents=True)
    (cache / "exN.pyc").write_bytes(b"\xff")
    (tmp_path / "new/exercises/exN.py").write_text("")
    monkeypatch.setattr("graders.authoring.blueprint.templates", lambda: tmp_path)
    assert set(map(str, new_exercise("ex7"))) == {"ex7.py"}
