"""The Python that student code gets."""

from pathlib import Path

import numpy as np
import pytest

from graders.sandbox import interpreter
from graders.sandbox.interpreter import numpy_version


def test_the_version_of_numpy_is_read_from_its_files() -> None:
    assert numpy_version() == np.__version__


@pytest.mark.parametrize(("text", "expected"), [('version = "9.8.7rc1"\n', "9.8.7rc1"), ("x = 1\n", np.__version__)])
def test_where_they_do_not_state_it_numpy_is_asked(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, text: str, expected: str
) -> None:
    (tmp_path / "numpy").mkdir()
    (tmp_path / "numpy" / "version.py").write_text(text, encoding="utf-8")
    monkeypatch.setattr(interpreter, "_folder_of_numpy", lambda _default: str(tmp_path))
    assert numpy_version() == expected
