import io
import os
import pty

import pytest

from graders.cli.paper import of


class Terminal(io.StringIO):
    encoding = "utf-8"

    def isatty(self) -> bool:
        return True


class Latin(io.StringIO):
    encoding = "latin-1"


def test_a_terminal_has_colour() -> None:
    assert of(Terminal(), {}).colour


@pytest.mark.parametrize("environ", [{"NO_COLOR": "1"}, {"NO_COLOR": "0"}, {"TERM": "dumb"}])
def test_colour_can_be_refused(environ: dict[str, str]) -> None:
    assert not of(Terminal(), environ).colour


def test_an_empty_no_color_refuses_nothing() -> None:
    assert of(Terminal(), {"NO_COLOR": ""}).colour


def test_a_pipe_has_no_colour() -> None:
    assert not of(io.StringIO(), {}).colour


def test_only_a_unicode_encoding_gets_characters_beyond_ascii() -> None:
    assert of(Terminal(), {}).unicode
    assert not of(Latin(), {}).unicode


@pytest.mark.parametrize(("columns", "width"), [("40", 40), ("500", 88), ("x", 88), ("0", 88)])
def test_the_width_is_that_of_columns_within_reason(columns: str, width: int) -> None:
    assert of(io.StringIO(), {"COLUMNS": columns}).width == width


def test_the_width_is_that_of_the_terminal() -> None:
    leader, follower = pty.openpty()
    with open(follower, "w", encoding="utf-8") as stream:  # noqa: PTH123 - a descriptor is no path
        import fcntl
        import struct
        import termios

        fcntl.ioctl(leader, termios.TIOCSWINSZ, struct.pack("HHHH", 24, 53, 0, 0))
        assert of(stream, {}).width == 53
    os.close(leader)
