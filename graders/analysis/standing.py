"""How each student stands over all exercises, and how that compares with the student's own rating."""

from __future__ import annotations

import math
from typing import NamedTuple

from graders.analysis.roll import Roll, Student
from graders.analysis.spread import mean

_STARS = 5


class SelfRating(NamedTuple):
    """A student's own rating beside the score, both from 0 to 1; one star is 0 and five are 1.

    ``label`` is what a person calls the student, ``stars`` the mean of the items that were rated.
    """

    student: str
    label: str
    stars: float
    rating: float
    score: float

    @property
    def surplus(self) -> float:
        """By how much the rating lies above the score; negative below it."""
        return self.rating - self.score


def total_share(student: Student) -> float | None:
    """Return the total as a part of what it is out of, without the points that nobody has decided on yet.

    An exercise without a submission counts as no points. None without any submission, and when nothing is decided.
    """
    return student.total / student.out_of if student.work and student.out_of > 0 else None


def self_ratings(roll: Roll) -> tuple[SelfRating, ...]:
    """Return the students who rated themselves and have a score, the largest surplus first.

    The score is over the exercises that were handed in. Part of any pattern is regression to the mean: low scores meet
    ratings above them and high scores ratings below them even when both are honest (Metacognition and Learning, doi
    10.1007/s11409-020-09228-6).
    """
    rated = [one for student in roll.students if (one := _self_rating(student))]
    return tuple(sorted(rated, key=lambda one: (-one.surplus, one.student)))


def _self_rating(student: Student) -> SelfRating | None:
    stars = mean(rating.stars for work in student.work for rating in work.ratings if rating.stars is not None)
    decided = math.fsum(work.decided_points for work in student.work)
    if stars is None or not decided:
        return None
    return SelfRating(
        student=student.id,
        label=student.label,
        stars=stars,
        rating=(stars - 1) / (_STARS - 1),
        score=math.fsum(work.score for work in student.work) / decided,
    )
