from pathlib import Path

import pytest

from graders.cli.main import _COMMANDS
from tests.cli.running import ROOT, Run


@pytest.mark.parametrize("command", _COMMANDS)
def test_each_command_is_listed_and_has_help_of_its_own(grade: Run, command: str) -> None:
    assert f"grade {command}" in grade("--help").stdout
    result = grade(command, "--help")
    assert (result.returncode, result.stderr) == (0, "")
    assert result.stdout.startswith(f"usage: grade {command} ")


@pytest.mark.parametrize("command", _COMMANDS)
def test_bad_usage_of_a_command_is_told_in_its_name(grade: Run, command: str) -> None:
    result = grade(command, "--nonsense")
    assert result.returncode == 2
    assert f"grade {command}: error:" in result.stderr


@pytest.mark.parametrize("command", _COMMANDS)
def test_a_folder_named_like_a_command_is_graded_by_its_path(grade: Run, tmp_path: Path, command: str) -> None:
    submission = tmp_path / command / "ada" / "ex2.py"
    submission.parent.mkdir(parents=True)
    submission.write_text("")
    result = grade(f"./{command}", "--dry-run", "--course", ROOT / "exercises")
    assert result.stdout.startswith("ada ex2: ada/ex2.py")
