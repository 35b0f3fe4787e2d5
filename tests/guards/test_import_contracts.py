"""The contracts in pyproject.toml, held against a copy of the package in which every module is empty but for one."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def skeleton(tmp_path: Path) -> Path:
    """A folder with the real configuration and the real module names, and no import anywhere."""
    (tmp_path / "pyproject.toml").write_bytes((ROOT / "pyproject.toml").read_bytes())
    for module in (ROOT / "graders").rglob("*.py"):
        empty = tmp_path / module.relative_to(ROOT)
        empty.parent.mkdir(parents=True, exist_ok=True)
        empty.touch()
    return tmp_path


def broken_contracts(folder: Path, contract: str) -> str:
    """Run one contract of the folder's configuration; "" when it is kept, else what import-linter says."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]
    command += ["--no-cache", "--no-logo", "--contract", contract]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert "Contracts:" in done.stdout, done.stdout + done.stderr
    return done.stdout if done.returncode else ""


@pytest.mark.parametrize("contract", ["layers", "jail-side", "pure-rooms", "cycles"])
def test_modules_without_imports_keep_every_contract(skeleton: Path, contract: str) -> None:
    assert not broken_contracts(skeleton, contract)


@pytest.mark.parametrize(
    ("contract", "module", "imported"),
    [
        ("layers", "graders.result", "graders.compare"),
        ("layers", "graders.compare", "graders.spec"),
        ("layers", "graders.reporting", "graders.sandbox"),
        ("layers", "graders.sandbox", "graders.submissions"),
        ("layers", "graders.grading", "graders.cli"),
        ("layers", "graders.plugin", "graders.cli"),
        ("layers", "graders.grading", "graders.authoring"),
        ("layers", "graders.authoring", "graders.cli"),
        ("layers", "graders.diagnose", "graders.spec"),
        ("layers", "graders.gradebook", "graders.grading"),
        ("layers", "graders.problem", "graders.printable"),
        ("jail-side", "graders.sandbox.child", "graders.compare"),
        ("jail-side", "graders.sandbox.zygote", "graders.result"),
        ("jail-side", "graders.sandbox.child", "graders.authoring"),
        ("jail-side", "graders.sandbox.reader", "graders.formula"),
        ("jail-side", "graders.sandbox.variant_program", "graders.diagnose"),
        ("jail-side", "graders.sandbox.wire", "yaml"),
        ("pure-rooms", "graders.transcript", "subprocess"),
        ("pure-rooms", "graders.compare", "sqlite3"),
        ("pure-rooms", "graders.diagnose", "subprocess"),
    ],
)
def test_an_import_that_breaks_a_contract_is_named(skeleton: Path, contract: str, module: str, imported: str) -> None:
    write_import(skeleton, module, imported)
    said = " ".join(broken_contracts(skeleton, contract).split())
    assert module in said
    assert imported in said


def test_a_contract_sees_through_the_modules_in_between(skeleton: Path) -> None:
    write_import(skeleton, "graders.sandbox.child", "graders.sandbox.between")
    (skeleton / "graders/sandbox/between.py").write_text("import graders.spec\n")
    assert "graders.sandbox.between -> graders.spec" in broken_contracts(skeleton, "jail-side")


def test_a_cycle_inside_a_room_is_named(skeleton: Path) -> None:
    write_import(skeleton, "graders.sandbox.child", "graders.sandbox.wire")
    write_import(skeleton, "graders.sandbox.wire", "graders.sandbox.child")
    said = broken_contracts(skeleton, "cycles")
    assert ".wire" in said
    assert ".child" in said


def test_a_room_without_a_place_in_the_layers_is_named(skeleton: Path) -> None:
    (skeleton / "graders/attic.py").touch()
    assert "attic" in broken_contracts(skeleton, "layers")


def test_beside_student_code_there_is_no_room_but_the_sandbox_and_what_holds_no_answer() -> None:
    modules = {f"graders.{path.stem}" for path in (ROOT / "graders").iterdir() if path.suffix == ".py" or is_room(path)}
    allowed = {"graders.__init__", "graders.blas", "graders.level", "graders.sandbox", "graders.transcript"}
    forbidden = configured("jail-side")["forbidden_modules"]
    assert modules - allowed == {name for name in forbidden if name.startswith("graders.")}


def test_the_page_on_the_architecture_draws_every_room_in_its_layer() -> None:
    page = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8").partition("## Rooms")[2]
    drawn = [line.split() for line in re.findall(r"^\w+(?:  \w+)*(?!\S)", page.split("```")[1], re.MULTILINE)]
    layers = [layer.split(" | ") for layer in configured("layers")["layers"]]
    assert drawn[1:] == layers[1:]  # above are the kind of the block, and the module that starts the program


def is_room(path: Path) -> bool:
    return (path / "__init__.py").is_file()


def configured(contract: str) -> dict[str, list[str]]:
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    return next(one for one in contracts if one["id"] == contract)


def write_import(folder: Path, module: str, imported: str) -> None:
    path = folder.joinpath(*module.split("."))
    path = path / "__init__.py" if path.is_dir() else path.with_suffix(".py")
    path.write_text(f"import {imported}\n")


def imported(module: str) -> set[str]:
    """Return the modules of the package that a module imports, lazily as well."""
    found = set()
    for node in ast.walk(ast.parse((ROOT / f"{module.replace('.', '/')}.py").read_bytes())):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("graders"):
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            found |= {node.module} if node.module != "graders.sandbox" else set(names)
    return found


def test_the_contract_names_every_module_that_runs_beside_student_code() -> None:
    tools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]
    [contract] = [one for one in tools["importlinter"]["contracts"] if one["id"] == "jail-side"]
    beside = {"graders.sandbox.stem", "graders.sandbox.fresh", "graders.sandbox.variant_program"}
    while more := set[str]().union(*map(imported, beside)) - beside:
        beside |= more
    own = {module for module in beside if module.startswith("graders.sandbox.")}
    assert own <= set(contract["source_modules"])
    assert "graders.sandbox.program" in own
