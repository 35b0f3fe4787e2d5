"""What a linter does not measure: names and lengths in the package."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
MODULE_LINES = 250
FUNCTION_LINES = 60
NAMES_THAT_SAY_NOTHING = {"base", "common", "helper", "helpers", "misc", "util", "utils"}


def faults(package: Path) -> list[str]:
    """Tell each module or function of a package that is too long, or has a name that says nothing."""
    return [fault for module in sorted(package.rglob("*.py")) for fault in module_faults(module, package)]


def module_faults(module: Path, package: Path) -> list[str]:
    name, text = str(module.relative_to(package)), module.read_text(encoding="utf-8")
    found = []
    if NAMES_THAT_SAY_NOTHING & set(module.relative_to(package).with_suffix("").parts):
        found.append(f"{name}: a name that says nothing")
    if (lines := len(text.splitlines())) > MODULE_LINES:
        found.append(f"{name}: {lines} lines")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                found.append(f"{name}: {node.name} has {lines} lines")
    return found


def test_the_package_keeps_to_its_names_and_lengths() -> None:
    assert not faults(ROOT / "graders")


@pytest.mark.parametrize(
    ("path", "text", "fault"),
    [
        ("room/utils.py", "", "room/utils.py: a name that says nothing"),
        ("common/thing.py", "", "common/thing.py: a name that says nothing"),
        ("room/long.py", "\n" * 251, "room/long.py: 251 lines"),
        ("room/tall.py", "class A:\n  def b(self):\n" + "    0\n" * 60, "room/tall.py: b has 61 lines"),
    ],
)
def test_a_module_that_does_not_is_named(path: str, text: str, fault: str, tmp_path: Path) -> None:
    module = tmp_path / path
    module.parent.mkdir()
    module.write_text(text)
    assert faults(tmp_path) == [fault]


def test_what_just_fits_is_no_fault(tmp_path: Path) -> None:
    (tmp_path / "noun.py").write_text("def b():\n" + "  0\n" * 59 + "\n" * 190)
    assert faults(tmp_path) == []
