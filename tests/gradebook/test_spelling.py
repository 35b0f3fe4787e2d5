import os
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.gradebook.spelling import spelt, unspelt
from graders.printable import one_line

any_text = st.text(st.characters(exclude_categories=()))


@given(any_text)
def test_every_name_comes_back_from_its_spelling(name: str) -> None:
    assert unspelt(spelt(name)) == name


@given(any_text)
def test_a_spelling_is_safe_to_show_and_fits_every_file(name: str) -> None:
    assert one_line(spelt(name), limit=len(spelt(name))) == spelt(name)
    spelt(name).encode()


@pytest.mark.parametrize("name", ["Zoë Müller", "李 明", "O'Brien, Jr. <ada@example.org>"])
def test_an_ordinary_name_is_spelt_as_it_is(name: str) -> None:
    assert spelt(name) == name


def test_names_that_look_alike_in_a_terminal_are_spelt_apart() -> None:
    assert (
        len({spelt(name) for name in ("ada", "ada\u202e", "ada\x00", "ada\\x00", "ada\r\n", "ada\n", "ad\udc80a")}) == 7
    )


def test_a_name_that_only_a_file_system_knows_comes_back() -> None:
    with tempfile.TemporaryDirectory() as folder:
        Path(os.fsdecode(os.fsencode(folder) + b"/\xff\xfe")).mkdir()
        [name] = (path.name for path in Path(folder).iterdir())
    assert unspelt(spelt(name)) == name == "\udcff\udcfe"
