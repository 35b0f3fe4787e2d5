"""What is asked of a reference that has full marks."""

from collections.abc import Callable

import pytest

from graders.authoring.bench import Bench
from graders.authoring.reference import numbers

REFERENCE = "def f(x): return {'mean': 1.5 * x, 'spread': [x, float('nan')]}\n"


@pytest.mark.parametrize(("item", "codes"), [("item: spread", ["G204"]), ("item: mean", [])])
def test_a_right_answer_is_no_number_only_where_it_is_compared(
    item: str, codes: list[str], bench: Callable[..., Bench]
) -> None:
    put = bench(f"  - {{id: f, function: f, asks: f, points: 1, cases: [[2]], {item}}}", REFERENCE)
    assert [finding.code for finding in numbers(put)] == codes
