import json
import math

import pytest

from graders.record import from_record, to_record
from graders.reporting.record import record
from tests.reporting.drawn import CURVE
from tests.reporting.samples import SAMPLES


@pytest.mark.parametrize("name", SAMPLES)
def test_a_result_comes_back_from_its_record_unchanged(name: str) -> None:
    assert from_record(json.loads(record(SAMPLES[name]))) == SAMPLES[name]


def test_the_samples_have_something_of_everything() -> None:
    checks = [check for graded in SAMPLES.values() for check in graded.checks]
    assert any(check.fault for check in checks)
    assert any(check.mismatch and check.mismatch.answer_cells for check in checks)
    assert any(check.diagnosis for check in checks)
    assert any(check.follow_through for check in checks)
    assert any(graded.ratings for graded in SAMPLES.values())
    assert any(graded.pictures for graded in SAMPLES.values())


def test_a_number_that_json_does_not_know_comes_back_in_a_picture() -> None:
    series = CURVE.answer[0]._replace(y=(math.nan, 1.0))
    kept = SAMPLES["right"]._replace(pictures=(CURVE._replace(answer=(series,)),))
    [picture] = from_record(json.loads(record(kept))).pictures
    assert str(picture.answer[0].y) == "(nan, 1.0)"


def test_a_record_of_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="expected a record of the format graders/1, found 'graders/9'"):
        from_record({**to_record(next(iter(SAMPLES.values()))), "format": "graders/9"})
