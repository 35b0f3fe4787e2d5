import runpy
import shutil
from pathlib import Path

import pytest

import graders.resources
from graders.resources import course, templates

ROOT = Path(__file__).parents[1]


def test_a_checkout_has_the_folders_beside_the_package() -> None:
    assert (templates(), course()) == (ROOT / "templates", ROOT / "exercises")
    assert (course() / "ex2.yaml").is_file()


@pytest.mark.parametrize("installed", [True, False])
def test_a_wheel_has_the_folders_inside_the_package(installed: bool, tmp_path: Path) -> None:
    package = tmp_path / "graders"
    holds_data = package / "_data" if installed else tmp_path
    for name in ("templates", "exercises"):
        (holds_data / name).mkdir(parents=True)
    package.mkdir(exist_ok=True)
    copy = runpy.run_path(str(shutil.copy(graders.resources.__file__, package / "resources.py")))
    assert (copy["templates"](), copy["course"]()) == (holds_data / "templates", holds_data / "exercises")
