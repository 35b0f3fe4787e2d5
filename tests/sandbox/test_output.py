import pytest

from graders.sandbox.output import MarkedOutput

MARK = b"<mark>"


def marked(limit: int, marks: int) -> MarkedOutput:
    output = MarkedOutput(MARK, limit)
    output.expect(marks)
    return output


@pytest.mark.parametrize("size", [1, 2, 3, 5, 100])
def test_a_mark_is_found_wherever_the_chunks_are_cut(size: int) -> None:
    output = marked(100, 3)
    text = b"one<mark><mark>three<mark>four"
    for start in range(0, len(text), size):
        output.feed(text[start : start + size])
    assert [output.take() for _ in range(4)] == ["one", "", "three", "four"]


def test_a_part_is_there_once_its_mark_has_come() -> None:
    output = marked(100, 1)
    output.feed(b"one<ma")
    assert not output.has_part
    output.feed(b"rk>")
    assert output.has_part
    assert output.take() == "one"
    assert not output.has_part


def test_what_exceeds_the_limit_is_dropped_but_the_marks_are_not() -> None:
    output = marked(10, 3)
    for _ in range(100):
        output.feed(b"x" * 7)
    output.feed(b"<mark>yy<mark>")
    assert output.take() == "x" * 10
    assert output.take() == ""
    output.feed(b"z<mark>")
    assert output.take() == ""


def test_without_a_mark_it_gives_what_there_is_once() -> None:
    output = marked(100, 1)
    output.feed(b"last words")
    assert output.take() == "last words"
    assert output.take() == ""


def test_bytes_that_are_no_text_are_spelt_out() -> None:
    output = marked(100, 1)
    output.feed(b"\xff<mark>")
    assert output.take() == "\\xff"


def test_marks_that_nobody_waits_for_are_not_kept_nor_what_stands_before_them() -> None:
    output = marked(100, 1)
    output.feed(b"one<mark>two<mark>" + MARK * 1000)
    output.feed(MARK * 1000)
    assert output.take() == "one"
    assert not output.has_part
    output.expect(1)
    output.feed(b"three<mark>")
    assert output.take() == "three"
    assert not output.has_part
