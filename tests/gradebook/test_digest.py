from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graders.gradebook.digest import exercise_digest, result_key, submission_digest

SPEC, REFERENCE = b"title: T", b"y_hat = 34"
KEY = {"exercise": "e" * 64, "submission": "s" * 64, "grader": "0.1.0", "seed": 0, "level": "confined"}

small_bytes = st.binary(max_size=4)
few_files = st.dictionaries(st.text("ab\udc80", max_size=3), small_bytes, max_size=3)


def test_a_digest_is_the_same_in_every_version_and_on_every_machine() -> None:
    # From: printf '\0\0\0\0\0\0\0\12submission\0\0\0\0\0\0\0\1x' | sha256sum
    assert submission_digest(b"x", {}) == "5d08f108c526585791ee0c3de930d746f19563318bdbadf76a959c7a688f4295"


@given(small_bytes, few_files, small_bytes, few_files)
def test_different_submissions_have_different_digests(
    source: bytes, files: Mapping[str, bytes], other: bytes, others: Mapping[str, bytes]
) -> None:
    same = (source, files) == (other, others)
    assert (submission_digest(source, files) == submission_digest(other, others)) is same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ((b"ab", {}), (b"a", {"b": b""})),
        ((b"", {"ab": b"c"}), (b"", {"a": b"bc"})),
        ((b"", {"a": b"b", "c": b"d"}), (b"", {"a": b"bcd"})),
    ],
)
def test_parts_do_not_run_together(one: tuple[bytes, dict[str, bytes]], other: tuple[bytes, dict[str, bytes]]) -> None:
    assert submission_digest(*one) != submission_digest(*other)


def test_the_order_of_files_does_not_matter() -> None:
    files = {"a.csv": b"1", "b.csv": b"2"}
    assert submission_digest(b"", files) == submission_digest(b"", dict(reversed(files.items())))


def test_everything_that_an_exercise_is_made_of_counts() -> None:
    digests = {
        exercise_digest("ex2", spec=SPEC, reference=REFERENCE, files={}, data={}),
        exercise_digest("ex3", spec=SPEC, reference=REFERENCE, files={}, data={}),
        exercise_digest("ex2", spec=SPEC + b" ", reference=REFERENCE, files={}, data={}),
        exercise_digest("ex2", spec=SPEC, reference=REFERENCE + b" ", files={}, data={}),
        exercise_digest("ex2", spec=SPEC, reference=REFERENCE, files={"scores.csv": b""}, data={}),
        exercise_digest("ex2", spec=SPEC, reference=REFERENCE, files={}, data={"scores.csv": b""}),
        exercise_digest("ex2", spec=SPEC, reference=REFERENCE, files={}, data={"scores.csv": b"1"}),
        submission_digest(SPEC, {}),
    }
    assert len(digests) == 8


@pytest.mark.parametrize(
    "other",
    [{"exercise": "f" * 64}, {"submission": "t" * 64}, {"grader": "0.1.1"}, {"seed": 1}, {"level": "process"}],
)
def test_everything_that_a_result_depends_on_counts(other: dict[str, object]) -> None:
    assert result_key(**KEY) != result_key(**(KEY | other))  # type: ignore[arg-type]


def test_a_seed_of_any_size_has_a_key() -> None:
    assert len({result_key(**(KEY | {"seed": 10**power})) for power in (0, 18, 30)}) == 3  # type: ignore[arg-type]
