"""What ruff and mypy are set to find, shown on files that have it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOUND = '''"""A module without a fault."""


def double(number: float) -> float:
    """Return twice the number."""
    return 2 * number
'''


def check(tool: str, *arguments: str, source: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a tool with the settings of pyproject.toml on a source, as a module of the package."""
    (folder / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    module = folder / "graders/sample.py"
    module.parent.mkdir()
    (module.parent / "__init__.py").write_text('"""A package."""\n')
    module.write_text(source)
    command = [sys.executable, "-m", tool, *arguments, "graders/sample.py"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


LINT = ("ruff", "check", "--no-cache", "--output-format=concise")
FORMAT = ("ruff", "format", "--check", "--no-cache")
TYPES = ("mypy", "--cache-dir=.cache")


@pytest.mark.parametrize("command", [LINT, FORMAT, TYPES], ids=["lint", "format", "types"])
def test_a_sound_module_passes(command: tuple[str, ...], tmp_path: Path) -> None:
    done = check(*command, source=SOUND, folder=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("command", "source", "named"),
    [
        (LINT, SOUND.replace("number: float", "number: float, unused: int"), "ARG001"),
        (LINT, SOUND.replace("2 * number", "eval(str(number))"), "S307"),
        (LINT, SOUND.replace('    """Return twice the number."""\n', ""), "D103"),
        (LINT, SOUND.replace("\n\n\ndef", "\n\nimport ast\n\nEMPTY = ast.parse('')\n\n\ndef"), "TID251"),
        (FORMAT, SOUND.replace("2 * number", "2*number"), "1 file would be reformatted"),
        (TYPES, SOUND.replace("number: float", "number"), "no-untyped-def"),
        (TYPES, SOUND.replace("2 * number", "str(number)"), "return-value"),
        (TYPES, SOUND.replace("2 * number", "number  # type: ignore"), "unused-ignore"),
        (TYPES, SOUND.replace("2 * number", "len(number)  # type: ignore"), "ignore-without-code"),
    ],
)
def test_a_fault_is_named(command: tuple[str, ...], source: str, named: str, tmp_path: Path) -> None:
    assert source != SOUND
    done = check(*command, source=source, folder=tmp_path)
    assert done.returncode == 1
    assert named in done.stdout
