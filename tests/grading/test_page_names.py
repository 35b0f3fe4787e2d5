import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.cli import review
from graders.cli.options import GRADEBOOK
from graders.grading import reports_folder
from graders.grading.page_names import page_folders

HOSTILE = [
    "../../etc/passwd",
    "a/b",
    "..",
    "",
    "CON",
    "nul.txt",
    "<script>alert(1)</script>",
    "=HYPERLINK()",
    "\x1b[2J",
    "\u202egnp",
    "lone \ud800",
    "x" * 255,
    "-rf",
    "C:\\Windows",
]


def test_an_ordinary_name_is_its_folder() -> None:
    assert page_folders(["ada", "Zoë", "b.smith-2"]) == {"ada": "ada", "Zoë": "Zoë", "b.smith-2": "b.smith-2"}


@pytest.mark.parametrize("student", HOSTILE)
def test_a_hostile_name_becomes_one_plain_part_of_a_path(student: str) -> None:
    [folder] = page_folders([student]).values()
    folder.encode("utf-8")
    assert folder
    assert folder[0] not in ".-"
    assert not set(folder) & set('/\\:*?"<>|=\x1b\u202e')
    assert len(folder.encode()) < 250


@given(st.lists(st.text(st.characters(codec=None)), unique=True))
def test_no_two_students_share_a_folder_on_any_file_system(students: list[str]) -> None:
    folders = page_folders(students)
    assert len({folder.casefold() for folder in folders.values()}) == len(students)


@given(st.lists(st.text(st.characters(codec=None)), unique=True, max_size=5))
def test_no_student_has_the_folder_of_another_by_being_called_so(students: list[str]) -> None:
    folders = page_folders(students)
    both = {*students, *folders.values()}
    assert len({folder.casefold() for folder in page_folders(both).values()}) == len(both)


def test_a_name_that_ends_like_the_folder_of_another_has_a_folder_of_its_own() -> None:
    folders = page_folders(["Ada Lovelace", "Ada_Lovelace-76740216", "ADA_LOVELACE-76740216", "ada-76740216"])
    assert len({folder.casefold() for folder in folders.values()}) == 4
    assert folders["Ada Lovelace"] == "Ada_Lovelace-76740216"


FILES = (
    *(reports_folder.INDEX, reports_folder.GRADES, reports_folder.RECORDS, reports_folder.CAUSES, reports_folder.JUNIT),
    *(GRADEBOOK, f"{GRADEBOOK}-wal", f"{GRADEBOOK}-shm", f"{GRADEBOOK}-journal"),
    *(review.FILE, "ex2.html", "marks.sqlite", "INDEX.HTML", "Junit.Xml"),
)


@pytest.mark.parametrize("student", FILES)
def test_no_folder_is_called_like_a_file_that_the_grader_writes(student: str) -> None:
    assert page_folders([student])[student].startswith(f"{student}-")


def test_case_alone_keeps_two_students_apart() -> None:
    ada, other = page_folders(["Ada", "ada"]).values()
    assert ada.casefold() != other.casefold()
