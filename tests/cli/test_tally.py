import pytest

from graders.cli.tally import Tally

QUIET = Tally(received=3, graded=3, left_over=0, gone=0, strangers=(), failed=0)


@pytest.mark.parametrize(
    ("strangers", "told", "anonymous"),
    [
        (("aad",), "1 student is not on the roster: aad", "1 student is not on the roster"),
        (tuple("abcde"), "5 students are not on the roster: a, b, c, d, e", "5 students are not on the roster"),
        (tuple("abcdef"), "6 students are not on the roster, told in the report", "6 students are not on the roster"),
    ],
)
def test_a_few_who_are_not_on_the_roster_are_named_unless_nobody_may_be(
    strangers: tuple[str, ...], told: str, anonymous: str
) -> None:
    tally = QUIET._replace(strangers=strangers)
    assert tally.lines(anonymous=False)[1:] == [told]
    assert tally.lines(anonymous=True)[1:] == [anonymous]


def test_a_run_without_anything_odd_has_one_line() -> None:
    assert QUIET.lines(anonymous=False) == ["3 submissions: 3 graded now, 0 known from before"]
