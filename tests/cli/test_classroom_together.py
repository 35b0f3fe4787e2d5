"""Several graders, gradebooks and folders of reports for one class."""

from pathlib import Path

from tests.cli.pupils import RIGHT, hand_in, outcomes, written
from tests.cli.running import Run
from tests.cli.started import PATIENCE_S, grading


def test_two_graders_at_once_do_the_work_once(forty: Path, undisturbed: dict[str, bytes], tmp_path: Path) -> None:
    with grading(tmp_path, forty, "--jobs", 1) as one, grading(tmp_path, forty, "--jobs", 1) as other:
        said = sorted(process.communicate(timeout=PATIENCE_S)[0].splitlines()[0] for process in (one, other))
    assert (one.returncode, other.returncode) == (0, 0)
    assert said == [
        "40 submissions: 0 graded now, 40 known from before",
        "40 submissions: 40 graded now, 0 known from before",
    ]
    assert written(tmp_path / "reports") == undisturbed


def test_two_graders_with_one_gradebook_and_two_folders_of_reports_do_not_mind_each_other(
    forty: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    book = ("--gradebook", "book.sqlite", "--jobs", 1)
    with (
        grading(tmp_path, forty, "--reports", "one", *book) as one,
        grading(tmp_path, forty, "--reports", "other", *book) as other,
    ):
        assert [process.communicate(timeout=PATIENCE_S)[1] for process in (one, other)] == ["", ""]
    assert (one.returncode, other.returncode) == (0, 0)
    assert written(tmp_path / "one") == written(tmp_path / "other") == undisturbed


def test_each_folder_of_reports_is_kept_up_to_date_by_itself(grade: Run, few: Path, tmp_path: Path) -> None:
    for reports in ("one", "other"):
        assert grade(few, "--reports", reports, "--gradebook", "book.sqlite").returncode == 0
    hand_in(few, {"ben": RIGHT})
    for reports in ("one", "other"):
        assert grade(few, "--reports", reports, "--gradebook", "book.sqlite").returncode == 0
        assert outcomes(tmp_path / reports)["ben"] == "passed"
    assert written(tmp_path / "one") == written(tmp_path / "other")
