from __future__ import annotations

import pytest

from graders.reporting.chart import histogram, interval, reach, scatter
from graders.reporting.class_disclosure import Share


def test_a_histogram_has_a_bar_for_each_bin_in_proportion_to_the_largest() -> None:
    bars = histogram("h", "Scores", [0, 1, 4, 2, 0, 0, 0, 0, 0, 0], counts="Submissions").bars
    assert [(bar.height, bar.label) for bar in bars[:4]] == [(0, ""), (20, "1"), (80, "4"), (40, "2")]
    assert all(bar.y + bar.height == 100 for bar in bars)


def test_a_histogram_says_its_numbers_in_words() -> None:
    chart = histogram("h", "Scores", [2, 0, 0, 0, 0, 0, 0, 0, 0, 7], counts="Students")
    assert chart.description == "Students by percent of the points. 0 to 9: 2; 90 to 100: 7."


def test_an_empty_histogram_says_so() -> None:
    assert histogram("h", "", [0] * 10, counts="Students").description.endswith("None.")


def test_a_chart_of_who_reaches_how_much_shows_the_least_that_it_can_be() -> None:
    chart = reach("r", "Scores", [Share(75, 100), Share(0, 24)])
    assert [(bar.x, bar.height, bar.label) for bar in chart.bars] == [(30, 60, "75+"), (60, 0, "<25")]
    assert chart.description == (
        "Part of the class by percent of the points. 10 or more: 75 to 100 %; 20 or more: 0 to 24 %."
    )


def test_intervals_meet_and_the_last_holds_full_marks() -> None:
    assert [interval(position) for position in (0, 1, 9)] == ["0 to 9", "10 to 19", "90 to 100"]


def test_dots_lie_within_the_area_and_equal_ones_are_one_larger_dot() -> None:
    dots = scatter("s", "", [(0, 0), (1, 1), (1, 1), (2, -1)]).dots
    assert [(dot.x, dot.y) for dot in dots] == [(44, 212), (304, 12), (304, 212)]
    assert dots[1].radius == pytest.approx(dots[0].radius * 2**0.5, abs=0.1)


def test_a_scatter_plot_says_on_which_side_of_the_diagonal_students_are() -> None:
    chart = scatter("s", "", [(0.2, 0.8), (0.5, 0.5), (0.8, 0.2), (0.9, 0.1)])
    assert chart.description == "1 student above the diagonal, 2 below it, 1 on it."
