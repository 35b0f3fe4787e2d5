"""What tests write into a gradebook."""

from __future__ import annotations

import json
from collections.abc import Iterator

from graders.gradebook.book import Gradebook
from graders.gradebook.digest import result_key, submission_digest
from graders.gradebook.entry import Entry, Result
from graders.gradebook.history import Summary
from graders.result import Outcome


def check(
    name: str = "predict", *, score: float = 0.0, max_score: float = 2.0, outcome: str = "wrong", sentence: str = ""
) -> dict[str, object]:
    """Return one check of a record."""
    found = {"id": name, "title": f"`{name}`", "outcome": outcome, "score": score, "max_score": max_score}
    return found | {"message": f"{outcome}: {score}", "provisional": bool(sentence), "sentence": sentence}


def record(*checks: dict[str, object], student: str | None = "ada", submission: str = "ada/ex2.py") -> str:
    """Return a record in the format ``graders/1``, as far as a gradebook looks into it."""
    whole = {"format": "graders/1", "submission": submission, "student": student}
    return json.dumps(whole | {"checks": list(checks or (check(),))})


def entry(
    student: str = "ada",
    *checks: dict[str, object],
    exercise: str = "ex2",
    source: str = "y_hat = 34",
    version: str = "v1",
    submitted_at: float = 100.0,
) -> Entry:
    """Return an entry whose result is the sum of its checks."""
    checks = checks or (check(),)
    digest = submission_digest(source.encode(), {})
    label = f"{student}/{exercise}.py".encode("ascii", "backslashreplace").decode()
    return Entry(
        student=student,
        exercise=exercise,
        digest=digest,
        label=label,
        submitted_at=submitted_at,
        key=result_key(exercise=version, submission=digest, grader="0.1.0", seed=0, level="confined"),
        result=Result(
            summary=Summary(
                exercise_digest=version,
                grader="0.1.0",
                seed=0,
                level="confined",
                outcome=Outcome.worst(Outcome(str(one["outcome"])) for one in checks),
                score=sum(float(str(one["score"])) for one in checks),
                max_score=sum(float(str(one["max_score"])) for one in checks),
            ),
            record=record(*checks, student=student, submission=label),
        ),
    )


def hand_in(book: Gradebook, one: Entry) -> None:
    """Add an entry as a run does: without a result where the book has it."""
    book.add([one._replace(result=None) if book.known([one.key]) else one])


def ticking(start: float = 1000.0, step: float = 1.0) -> Iterator[float]:
    """Yield the times of a clock that goes on by ``step`` each time it is read."""
    while True:
        yield start
        start += step
