"""The HTML page of one submission: one file, without script, that loads nothing."""

from __future__ import annotations

from graders.exercise import Exercise
from graders.reporting.environment import environment
from graders.reporting.view import submission_view
from graders.result import Graded


def page(graded: Graded, exercise: Exercise, remark: str = "") -> str:
    """Return the page as HTML; the same arguments give the same text.

    The ``remark`` tells where the rules of a course change what counts, see :mod:`graders.reporting.remark`.
    """
    view = submission_view(graded, exercise)
    return environment().get_template("pages/submission.html").render(view=view, remark=remark)
