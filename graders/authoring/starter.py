"""The starter of an exercise: there, it runs, and leaves something to do."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from graders.authoring.bench import Bench
from graders.authoring.finding import Examined, Finding
from graders.errors import SubmissionError
from graders.grading.grade import grade
from graders.parsing import program
from graders.printable import one_line
from graders.problem import Place
from graders.result import FILE_CHECK, CheckResult, Graded, Outcome
from graders.submissions.submission import Submission, read

_READERS = frozenset({"fromfile", "genfromtxt", "load", "loadtxt", "open"})


def starter(bench: Bench) -> Iterator[Finding]:
    """Yield what is wrong with the file that students begin with."""
    yield from examine_starter(bench).findings


def examine_starter(bench: Bench) -> Examined:
    """Hand the starter in as it is."""
    course, name = bench.course, bench.prepared.exercise.name
    place = Place(str(course.starter(name)))
    try:
        label = "the starter cannot be read"
        submission = read(course.starter(name), label=label, withheld=[course.reference(name)])
    except SubmissionError as error:
        return Examined((Finding(place, "G211", str(error)),))
    graded = grade(submission, bench.prepared, bench.sandbox)
    return Examined((*_faults(graded, place), *_no_data(submission, bench)), graded)


def _faults(graded: Graded, place: Place) -> Iterator[Finding]:
    failed = next((check for check in graded.checks if check.outcome is Outcome.GRADER_FAILED), None)
    if failed:
        yield Finding(place, "G214", f"the grader fails on the starter, in '{failed.id}': {failed.message}")
    elif graded.checks[0].id == FILE_CHECK:
        line = graded.checks[0].fault.line if graded.checks[0].fault else None
        yield Finding(place._replace(line=line or 0, column=1 if line else 0), "G212", _stopped(graded.checks[0]))
    elif graded.score >= graded.max_score > 0:
        yield Finding(place, "G213", "the starter has full marks already; leave out what students should write")


def _no_data(submission: Submission, bench: Bench) -> Iterator[Finding]:
    """Yield each call that reads a file which is not among the data: whoever keeps the line will not find it."""
    course, name = bench.course, bench.prepared.exercise.name
    try:
        tree = program(submission.source)
    except (SyntaxError, ValueError):  # told as a file that does not run
        return
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Name(id=reader) | ast.Attribute(attr=reader), args=[ast.Constant(value=str(file)), *_]
            ) if reader in _READERS and file not in bench.prepared.data:
                place = Place(str(course.starter(name)), node.lineno, node.col_offset + 1)
                is_there = (course.folder / file).is_file()
                why = "the reference does not name it" if is_there else f"there is no such file beside {name}.yaml"
                yield Finding(place, "G215", f"the starter reads '{one_line(file)}', and {why}")


def _stopped(check: CheckResult) -> str:
    why = f" ({check.fault})" if check.fault else ""
    return f"the starter does not run. {check.message}{why}"
