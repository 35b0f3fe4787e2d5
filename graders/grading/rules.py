"""The rules of a course."""

from __future__ import annotations

from graders.grading.course import RULES, Course
from graders.policy import Policy
from graders.spec.course import load_course


def policy(course: Course) -> Policy:
    """Return the rules of ``course.yaml``, the default ones without it; raises ``SpecError`` with all problems."""
    rules = course.folder / RULES
    return load_course(rules, course.names()) if rules.exists() else Policy()
