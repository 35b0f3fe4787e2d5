import os
import shutil
import socket
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from graders.errors import SubmissionError
from graders.submissions.findings import Findings
from graders.submissions.folder import find, read
from graders.submissions.roster import Roster, Student

EXERCISES = ("ex1", "ex2", "ex3")


def roster(*ids: str) -> Roster:
    return Roster(tuple(Student(id=name, name="") for name in ids))


def lay(root: Path, *paths: str) -> Path:
    """Make files, and a folder for each path that ends with a slash."""
    for path in paths:
        where = root / path
        if path.endswith("/"):
            where.mkdir(parents=True)
        else:
            where.parent.mkdir(parents=True, exist_ok=True)
            where.write_text(path, "utf-8", "surrogatepass")
    return root


def matched(findings: Findings) -> dict[str, tuple[str, str]]:
    return {found.label: (found.student, found.exercise) for found in findings.found}


def left(findings: Findings) -> dict[str, str]:
    return {line.label: line.why for line in findings.left_over}


def test_every_layout_is_recognised_beside_every_other(tmp_path: Path) -> None:
    lay(tmp_path, "ada/ex2.py", "ex2_ben.py", "ex2-cleo.py", "dan_ex2.py", "ex2/eve.py", "fay/ex2/ex2.py", "gil/ex1.py")
    findings = find(tmp_path, EXERCISES)
    assert {found.label: (found.student, found.why) for found in findings.found} == {
        "ada/ex2.py": ("ada", "the folder is the student, the file the exercise"),
        "ex2_ben.py": ("ben", "the file name says student and exercise"),
        "ex2-cleo.py": ("cleo", "the file name says student and exercise"),
        "dan_ex2.py": ("dan", "the file name says student and exercise"),
        "ex2/eve.py": ("eve", "the folder is the exercise, the file the student"),
        "fay/ex2/ex2.py": ("fay", "the folder is the student, the file the exercise"),
        "gil/ex1.py": ("gil", "the folder is the student, the file the exercise"),
    }
    assert not findings.left_over
    assert [found.exercise for found in findings.found] == ["ex1"] + ["ex2"] * 6


def test_what_is_found_is_sorted_and_has_its_place_and_time(tmp_path: Path) -> None:
    lay(tmp_path, "ben/ex2.py", "ada/ex2.py", "ada/ex1.py")
    os.utime(tmp_path / "ada/ex1.py", (-5.0, -5.0))
    first, *others = find(tmp_path, EXERCISES).found
    assert [first.path, *(other.path for other in others)] == [
        tmp_path / "ada/ex1.py",
        tmp_path / "ada/ex2.py",
        tmp_path / "ben/ex2.py",
    ]
    assert first.submitted_at == -5.0


# Sections and students


def test_a_folder_of_sections_is_told_by_an_exercise_that_one_has_twice(tmp_path: Path) -> None:
    lay(tmp_path, "a/ada/ex2.py", "a/ben/ex2.py", "b/cleo/ex2.py", "b/ex2_dan.py", "b/ex1/eve.py")
    findings = find(tmp_path, EXERCISES)
    assert {found.student for found in findings.found} == {"ada", "ben", "cleo", "dan", "eve"}
    assert not findings.left_over


def test_folders_within_those_of_students_are_told_by_a_name_that_returns(tmp_path: Path) -> None:
    lay(tmp_path, "ada/homework/ex2.py", "ben/homework/ex2.py", "cleo/work/ex2.py", "dan/ex2_solution.py")
    findings = find(lay(tmp_path, "eve/ex2_solution.py"), EXERCISES)
    assert {found.student for found in findings.found} == {"ada", "ben", "cleo", "dan", "eve"}
    assert not findings.left_over


@pytest.mark.parametrize(
    "paths",
    [
        ("a/b/ex2.py",),
        ("a/b/ex2.py", "c/d/ex2.py"),
        ("a/old/ex2.py", "a/new/ex2.py", "b/old/ex2.py"),
        ("a/b/c/ex2.py",),
    ],
    ids=["one", "no sign", "both signs", "three deep"],
)
def test_what_cannot_be_told_is_left_over_rather_than_guessed(paths: tuple[str, ...], tmp_path: Path) -> None:
    findings = find(lay(tmp_path, *paths), EXERCISES)
    assert not findings.found
    assert set(left(findings)) == set(paths)
    assert all("a roster would say which one is a student" in line.why for line in findings.left_over)


@pytest.mark.parametrize(
    ("path", "student"),
    [
        ("a/b/ex2.py", "b"),
        ("b/a/ex2.py", "b"),
        ("x/y/b/z/ex2.py", "b"),
        ("a/ex2_b.py", "b"),
        ("B/ex2_x.py", "b"),
        ("ex2/B.py", "b"),
    ],
)
def test_a_roster_settles_whose_a_file_is_and_how_that_is_spelt(path: str, student: str, tmp_path: Path) -> None:
    (found,) = find(lay(tmp_path, path), EXERCISES, roster("b")).found
    assert found.student == student


def test_a_number_on_the_roster_is_a_student_and_no_mark_of_a_copy(tmp_path: Path) -> None:
    findings = find(lay(tmp_path, "ex1_123.py", "ex1/7.py", "8/ex1.py"), EXERCISES, roster("123", "7", "8"))
    assert matched(findings) == {"ex1_123.py": ("123", "ex1"), "ex1/7.py": ("7", "ex1"), "8/ex1.py": ("8", "ex1")}
    assert (findings.left_over, findings.absent) == ((), ())


def test_a_number_in_the_folder_of_a_student_is_the_mark_of_a_copy(tmp_path: Path) -> None:
    findings = find(lay(tmp_path, "1/ex1.py", "1/ex1-2.py", "2/ex1-1.py"), EXERCISES, roster("1", "2"))
    assert matched(findings) == {"1/ex1.py": ("1", "ex1"), "2/ex1-1.py": ("2", "ex1")}
    assert left(findings) == {"1/ex1-2.py": "another file of 1 for ex1; 1/ex1.py counts"}


def test_a_path_with_two_students_of_the_roster_is_nobodys(tmp_path: Path) -> None:
    findings = find(lay(tmp_path, "ada/ex2_ben.py"), EXERCISES, roster("ada", "ben"))
    assert left(findings) == {"ada/ex2_ben.py": "its path names several students of the roster: ada and ben"}


def test_somebody_who_is_not_on_the_roster_is_graded_and_said_to_be(tmp_path: Path) -> None:
    (found,) = find(lay(tmp_path, "zoe/ex2.py"), EXERCISES, roster("ada")).found
    assert found.why == "the folder is the student, the file the exercise; not on the roster"


def test_who_handed_in_nothing_is_named_for_each_exercise(tmp_path: Path) -> None:
    findings = find(lay(tmp_path, "ada/ex2.py", "zoe/ex1.py"), ("ex1", "ex2"), roster("ben", "ada"))
    assert findings.absent == (("ada", "ex1"), ("ben", "ex1"), ("ben", "ex2"))
    assert find(tmp_path, EXERCISES).absent == ()


def test_a_file_without_a_name_for_its_student_is_left_over(tmp_path: Path) -> None:
    findings = find(lay(tmp_path, "ex2.py", "ex1_final.py", "ex3/ex3.py", " /ex2.py"), EXERCISES)
    assert not findings.found
    assert set(left(findings).values()) == {"neither a folder nor the file name says whose it is"}


@pytest.mark.parametrize("path", ["ada/ex1/ex2.py", "ex1/ex2_ada.py", "ex1_ex2.py", "ex1/ex2/ada.py"])
def test_a_path_that_names_two_exercises_is_left_over(path: str, tmp_path: Path) -> None:
    assert "its path names two exercises, ex" in left(find(lay(tmp_path, path), EXERCISES))[path]


# Several files for one exercise


def test_the_exact_name_counts_and_the_others_say_so(tmp_path: Path) -> None:
    names = ["ex2.py", "ex2 (1).py", "ex2_final.py", "EX2.PY", "ex2-1.py", "ex2 copy.py", "ex2_better.py"]
    findings = find(lay(tmp_path, *(f"ada/{name}" for name in names), "ada/old/ex2.py"), EXERCISES)
    assert matched(findings) == {"ada/ex2.py": ("ada", "ex2")}
    others = {f"ada/{name}" for name in names[1:]} | {"ada/old/ex2.py"}
    assert left(findings) == dict.fromkeys(others, "another file of ada for ex2; ada/ex2.py counts")


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("ada/ex2.py", "ex2_ada.py"),
        ("ex2_ada.py", "ex2/ada.py"),
        ("ada/EX2.py", "ada/old/ex2.py"),
        ("ada/ex2 (2).py", "ada/ex2 (1).py"),
        ("ada/ex2 (10).py", "ada/ex2 (9).py"),
        ("ada/EX2.py", "ada/ex2_FINAL.py"),
        ("ex2_ada.py", "ex2_ada (1).py"),
        ("ex2-ada.py", "ex2_ada.py"),
    ],
)
def test_of_two_files_the_same_one_counts_in_whatever_order_they_were_made(
    first: str, second: str, tmp_path: Path
) -> None:
    for number, paths in enumerate([(first, second), (second, first)]):
        findings = find(lay(tmp_path / str(number), *paths), EXERCISES)
        assert set(matched(findings)) == {first}
        assert set(left(findings)) == {second}


def test_names_that_differ_in_case_are_two_students_who_know_of_each_other(tmp_path: Path) -> None:
    first, second = find(lay(tmp_path, "Ada/ex2.py", "ada/ex2.py"), EXERCISES).found
    assert (first.student, second.student) == ("Ada", "ada")
    assert first.why.endswith("; not the same student as ada, whose name looks alike")
    assert second.why.endswith("; not the same student as Ada, whose name looks alike")


def test_names_that_differ_in_what_cannot_be_seen_are_spelt_apart(tmp_path: Path) -> None:
    findings = find(lay(tmp_path, "ada/ex2.py", "ada\u3164/ex2.py", "ada\u2800/ex2.py"), EXERCISES)
    assert [found.student for found in findings.found] == ["ada", "ada\\u2800", "ada\\u3164"]


def test_two_forms_of_one_letter_are_one_student(tmp_path: Path) -> None:
    findings = find(lay(tmp_path, "Elise\u0301/ex2.py", "Elis\xe9/ex2.py"), EXERCISES)
    assert [found.student for found in findings.found] == ["Elis\xe9"]
    assert len(findings.left_over) == 1


def test_with_a_roster_case_and_form_are_those_of_the_roster(tmp_path: Path) -> None:
    lay(tmp_path, "ADA/ex1.py", "ada/ex2.py", "elise\u0301/ex2.py")
    findings = find(tmp_path, EXERCISES, roster("Ada", "Elis\xe9"))
    assert {found.student for found in findings.found} == {"Ada", "Elis\xe9"}


# What is left over


@pytest.fixture
def as_nobody(tmp_path: Path) -> Iterator[Path]:
    """A folder of a user who is not root, since root can read everything."""
    if os.geteuid():
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp())
    os.chown(folder, 65534, 65534)
    os.seteuid(65534)
    try:
        yield folder
    finally:
        os.seteuid(0)
        shutil.rmtree(folder)


def test_what_cannot_be_read_is_told(as_nobody: Path) -> None:
    lay(as_nobody, "ada/ex2.py", "ben/ex2.py", "cleo/ex2.py", "dan/ex2.py")
    (as_nobody / "ben/ex2.py").chmod(0)
    (as_nobody / "cleo").chmod(0)
    (as_nobody / "dan").chmod(0o444)
    findings = find(as_nobody, EXERCISES)
    (as_nobody / "cleo").chmod(0o700)
    (as_nobody / "dan").chmod(0o700)
    assert set(matched(findings)) == {"ada/ex2.py"}
    assert left(findings) == {
        "ben/ex2.py": "a file that cannot be read: permission denied",
        "cleo/": "a folder that cannot be read: Permission denied",
        "dan/ex2.py": "cannot be looked at: Permission denied",
    }


def test_what_cannot_be_searched_at_all_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for name, reason in {"absent": "No such file", "file": "Not a directory"}.items():
        with pytest.raises(SubmissionError, match=reason):
            find(tmp_path / name, EXERCISES)


ZOO = {
    "ada/.DS_Store": "hidden, or of the operating system",
    "__MACOSX": "hidden, or of the operating system",
    "Thumbs.db": "hidden, or of the operating system",
    "ada/__pycache__": "hidden, or of the operating system",
    "ada/.git": "hidden, or of the operating system",
    ".ipynb_checkpoints": "hidden, or of the operating system",
    "ada/ex1.py": "a link; links are not followed",
    "linked": "a link; links are not followed",
    "ben/ex2.py": "a folder with the name of a Python file",
    "cleo/ex2.py": "neither a file nor a folder",
    "dan/ex2.py": "neither a file nor a folder",
    "eve/ex2.py": "has 524,288,000 bytes; at most 1,048,576 are read",
    "fay/": "an empty folder",
    "gil/ex2.ipynb": "a notebook, not a Python file",
    "gil/ex2.zip": "an archive, not a Python file",
    "gil/essay.docx": "not a Python file",
    "gil/solution.py": "not named after an exercise of this course",
    "README.txt": "not a Python file",
    "ada/ex3.ipynb": "a notebook, not a Python file",
    "ada/data/": "a folder without a submission, inside a student's folder",
    "ada/ex2 (1).py": "another file of ada for ex2; ada/ex2.py counts",
    "ada/Exercise 1.py": "its name is near ex1, for which ada has nothing; call it ex1.py",
    "1/2/3/4/5/6/7": "a folder below 6 others, which is as deep as is looked",
}


@pytest.fixture
def zoo(tmp_path: Path) -> Path:
    """A folder with one of everything; nobody holds the other end of its pipe."""
    root = lay(
        tmp_path / "zoo",
        *(
            "ada/ex2.py",
            "ada/helpers.py",
            "ada/scores.csv",
            "ada/.DS_Store",
            "ada/__pycache__/ex2.pyc",
            "ada/.git/HEAD",
        ),
        *("ada/ex3.ipynb", "ada/data/one.csv", "ada/data/more/two.csv", "ada/ex2 (1).py"),
        "ada/Exercise 1.py",
        *("__MACOSX/ada/ex2.py", ".ipynb_checkpoints/ex2_ada.py", "Thumbs.db", "README.txt", "ben/ex2.py/ex2.py"),
        *("cleo/", "dan/", "eve/", "fay/", "1/2/3/4/5/6/7/ex2.py"),
        *("gil/ex2.ipynb", "gil/ex2.zip", "gil/essay.docx", "gil/solution.py"),
    )
    (root / "ada/ex1.py").symlink_to(root / "ada/ex2.py")
    (root / "linked").symlink_to(root / "ada")
    os.mkfifo(root / "cleo/ex2.py")
    with (root / "eve/ex2.py").open("wb") as large:
        large.truncate(500 << 20)
    return root


@pytest.fixture
def with_socket(zoo: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.chdir(zoo / "dan")  # the address of a socket is short
    with socket.socket(socket.AF_UNIX) as bound:
        bound.bind("ex2.py")
        yield zoo


def test_every_kind_of_thing_that_is_no_submission_has_a_line(with_socket: Path) -> None:
    findings = find(with_socket, EXERCISES)
    assert matched(findings) == {"ada/ex2.py": ("ada", "ex2")}
    assert left(findings) == ZOO
    assert len(findings.left_over) == len(ZOO)


@pytest.mark.parametrize("reports", ["reports", "out/reports", "../class/reports"])
def test_the_folder_that_reports_go_to_is_passed_over(reports: str, tmp_path: Path) -> None:
    root = lay(tmp_path / "class", "ada/ex2.py")
    lay(root / reports, "index.html", "ada/ex2.html", "ex2_ben.py")
    assert set(left(find(root, EXERCISES))) >= {reports.removeprefix("../class/") + "/index.html"}
    findings = find(root, EXERCISES, reports=root / reports)
    assert (set(matched(findings)), findings.left_over) == ({"ada/ex2.py"}, ())


@pytest.mark.parametrize("reports", [".", "..", "elsewhere", "ada/reports"])
def test_nothing_else_is_passed_over_for_the_reports(reports: str, tmp_path: Path) -> None:
    root = lay(tmp_path / "class", "ada/ex2.py", "reports/ben/ex2.py", "x.txt")
    assert find(root, EXERCISES, reports=root / reports) == find(root, EXERCISES)


# A name near that of an exercise


def near(exercise: str, student: str = "ada") -> str:
    return f"its name is near {exercise}, for which {student} has nothing"


def test_a_file_beside_a_submission_that_missed_the_name_of_an_exercise_has_a_line(tmp_path: Path) -> None:
    lay(tmp_path, "ada/ex1.py", "ada/Ex02.py", "ada/exercise 3.ipynb", "ada/homework/ex1 (1).py", "ada/plots.py")
    lay(tmp_path, "ben/ex1.py", "ben/homework/ex3.py", "ben/homework/ex_2.py", "ben/homework/ex_3.py", "ben/ex2.txt")
    assert left(find(tmp_path, EXERCISES)) == {
        "ada/Ex02.py": f"{near('ex2')}; call it ex2.py",
        "ada/exercise 3.ipynb": f"a notebook, not a Python file; {near('ex3')}",
        "ada/homework/ex1 (1).py": "another file of ada for ex1; ada/ex1.py counts",
        "ben/homework/ex_2.py": f"{near('ex2', 'ben')}; call it ex2.py",
        "ben/ex2.txt": "not a Python file",
    }


def test_a_name_is_near_only_what_its_student_has_nothing_for(tmp_path: Path) -> None:
    lay(tmp_path, "ada/ex1.py", "ada/ex_1.py", "ada/exercise2.py", "ex2_ada.py", "ben/ex1.py", "ben/exercise2.py")
    assert left(find(tmp_path, EXERCISES)) == {"ben/exercise2.py": f"{near('ex2', 'ben')}; call it ex2.py"}


def test_a_whole_class_that_missed_the_name_of_an_exercise_is_told_it(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "ada/Ex02.py",
        "ben/Exercise 2.py",
        "cleo/ben_ex-1.py",
        "cleo/cleo ex 1.py",
        "cleo/plots.py",
        "Ex02.py",
    )
    assert left(find(tmp_path, EXERCISES)) == {
        "ada/Ex02.py": "its name is near ex2; call it ex2.py",
        "ben/Exercise 2.py": "its name is near ex2; call it ex2.py",
        "cleo/ben_ex-1.py": "not named after an exercise of this course",
        "cleo/cleo ex 1.py": "its name is near ex1; call it ex1.py",
        "cleo/plots.py": "not named after an exercise of this course",
        "Ex02.py": "not named after an exercise of this course",
    }


def test_of_several_exercises_that_a_name_is_near_to_one_that_is_missing_is_named(tmp_path: Path) -> None:
    lay(tmp_path, "ada/hw1.py", "ada/task1.py", "ben/ex1.py", "ben/task1.py", "cleo/ex2.py", "cleo/task1.py")
    assert left(find(tmp_path, ("hw1", "ex1", "ex2"))) == {
        "ada/task1.py": f"{near('ex1')}; call it ex1.py",
        "ben/task1.py": f"{near('hw1', 'ben')}; call it hw1.py",
        "cleo/task1.py": f"{near('ex1', 'cleo')}; call it ex1.py",
    }


MISNAMED = {"ex02.py": "ex2", "Exercise 1.py": "ex1"}


def unaccounted(root: Path, findings: Findings) -> set[str]:
    """Return the files of which nothing is said: neither they nor a folder above has a line or holds a submission.

    Of a file that is misnamed something is said all the same, where its student has nothing for the exercise.
    """
    said = {line.label.rstrip("/") for line in findings.left_over} | {found.label for found in findings.found}
    has = {(found.student, found.exercise) for found in findings.found}
    own = {
        str(folder): found.student
        for found in findings.found
        if not found.alone
        for folder in found.path.relative_to(root).parents[:-1]
        if folder == found.path.parent.relative_to(root) or found.student in folder.parts
    }
    silent = set()
    for folder, folders, files in os.walk(root):
        inner = [Path(folder) / name for name in folders]
        for path in [Path(folder) / name for name in files] + [
            path for path in inner if path.is_symlink() or not any(path.iterdir())
        ]:
            parts = path.relative_to(root)
            student = own.get(str(parts.parent))
            in_its_place = student and (student, MISNAMED.get(parts.name, "")) in has
            is_accessory = student and (parts.name not in MISNAMED or in_its_place)
            if not said & {str(parts), *map(str, parts.parents)} and not is_accessory:
                silent.add(str(parts))
    return silent


def test_no_entry_vanishes_without_a_line(with_socket: Path) -> None:
    assert not unaccounted(with_socket, find(with_socket, EXERCISES))


def test_the_account_misses_each_line_that_is_taken_away(with_socket: Path) -> None:
    findings = find(with_socket, EXERCISES)
    beside_a_submission = {"ada/.DS_Store", "ada/ex1.py", "ada/ex2 (1).py", "ada/ex3.ipynb"}
    for line in findings.left_over:
        others = tuple(other for other in findings.left_over if other != line)
        missed = unaccounted(with_socket, Findings(found=findings.found, left_over=others, absent=()))
        assert bool(missed) is (line.label not in beside_a_submission), line.label


NAMES = st.sampled_from(
    ["ada", "Ada", "ex1", "ex2", "ex1.py", "ex2.py", "ex2_ada.py", "ben.py", "x.csv", "ex2 (1).py", *MISNAMED]
)


@given(st.sets(st.lists(NAMES, min_size=1, max_size=4).map(tuple), max_size=12))
@example({("ex2", "Ada", "ex2.py"), ("Ada", "ada", "ex2 (1).py"), ("Ada", "Ada")})  # beside a file that does not count
@example({("ada", "ex1.py"), ("ada", "ex02.py"), ("ada", "Exercise 1.py")})  # one of them in place of what is missing
def test_every_file_of_any_folder_is_found_beside_one_or_left_over_and_always_alike(
    paths: set[tuple[str, ...]],
) -> None:
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        for parts in sorted(paths):
            where = root.joinpath(*parts)
            if not any(above.is_file() for above in where.parents) and not where.exists():
                lay(root, "/".join(parts))
        findings = find(root, EXERCISES)
        assert not unaccounted(root, findings)
        pairs = [(found.exercise, found.student) for found in findings.found]
        assert pairs == sorted(set(pairs))
        assert find(root, tuple(reversed(EXERCISES))) == findings


HOSTILE = ["\udcff\udcfe", "n" * 252, "a\nb", "\x1b]0;x\x07", "\u202eada", "-rf", "CON", "=1+1", "<b>", "..."]


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_name_is_a_student_like_any_other(name: str, tmp_path: Path) -> None:
    (tmp_path / name).mkdir()
    (tmp_path / name / "ex2.py").write_bytes(b"x = 1")
    (tmp_path / f"{name}.py").write_bytes(b"")
    if name == "...":
        assert left(find(tmp_path, EXERCISES))[name] == "hidden, or of the operating system"
        return
    findings = find(tmp_path, EXERCISES)
    (found,) = findings.found
    assert read(found).source == b"x = 1"
    assert len(findings.left_over) == 1
    for text in (found.student, found.label, found.why, findings.left_over[0].label):
        assert text.isprintable()
        text.encode()


def test_names_that_differ_only_at_their_end_stay_apart(tmp_path: Path) -> None:
    lay(tmp_path, f"{'n' * 254}a/ex2.py", f"{'n' * 254}b/ex2.py")
    first, second = find(tmp_path, EXERCISES).found
    assert first.student != second.student
    assert first.label != second.label


def test_a_copy_of_the_courses_data_beside_a_submission_is_not_left_over(tmp_path: Path) -> None:
    lay(tmp_path, "ada/ex2.py", "ada/ex2.csv", "ada/ex1.csv", "ben/ex1.csv", "ex2.csv", "ex2_cleo.py")
    lay(tmp_path, "ada/more/ex2.csv", "ada/ex2.txt")
    why = "not a Python file"
    others = {"ada/ex2.txt", "ada/more/ex2.csv", "ben/ex1.csv", "ex2.csv"}
    assert left(find(tmp_path, EXERCISES, data={"ex1.csv", "ex2.csv"})) == dict.fromkeys(others, why)
    assert left(find(tmp_path, EXERCISES)) == dict.fromkeys({*others, "ada/ex1.csv", "ada/ex2.csv"}, why)


# Reading what was found


def test_a_submission_in_its_students_folder_may_read_the_files_beside_it(tmp_path: Path) -> None:
    lay(tmp_path, "ada/ex2 (1).py", "ada/helpers.py")
    (tmp_path / "ada/ex2 (1).py").write_text("import helpers")
    (found,) = find(tmp_path, EXERCISES).found
    submission = read(found)
    assert (submission.student, submission.exercise, submission.label) == ("ada", "ex2", "ada/ex2 (1).py")
    assert set(submission.files) == {"helpers.py"}


@pytest.mark.parametrize(("path", "other"), [("ex2_ada.py", "ex2_ben.py"), ("ex2/ada.py", "ex2/ben.py")])
def test_a_submission_among_those_of_others_may_read_none_of_them(path: str, other: str, tmp_path: Path) -> None:
    lay(tmp_path, path, other, "section/ex2_cleo.py", "section/ex2_dan.py")
    (tmp_path / path).write_text("import ben, ex2_ben")
    (tmp_path / "section/ex2_cleo.py").write_text("import ex2_dan")
    found = find(tmp_path, EXERCISES).found
    assert len(found) == 4
    assert all(read(one).files == {} for one in found)


def test_what_changed_since_it_was_found_is_told_with_its_label(tmp_path: Path) -> None:
    (found,) = find(lay(tmp_path, "ada/EX2.PY"), EXERCISES).found
    found.path.unlink()
    with pytest.raises(SubmissionError, match=r"^ada/EX2\.PY: No such file"):
        read(found)
