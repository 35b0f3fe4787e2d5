"""``grade DIR``: grade the submissions of a class."""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from graders.analysis.roll import LeftOver
from graders.cli.status import NOT_GRADED, RIGHT
from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from graders.grading.course import Course
from graders.grading.intake import Received, Terms, grader_version, receive
from graders.grading.many import Engine, grade_many, known_entry
from graders.grading.rules import digest, policy, policy_digest
from graders.printable import one_line
from graders.resources import course as shipped_course
from graders.result import Outcome
from graders.submissions.findings import Findings
from graders.submissions.folder import find
from graders.submissions.roster import Roster, read_roster
from graders.transcript import Level

GRADEBOOK = "gradebook.sqlite"


def run(root: Path, options: Namespace) -> int:
    """Grade what is new below ``root``, bring the reports up to date and return the exit status."""
    course = _course(options.course)
    roster = read_roster(options.roster) if options.roster else None
    findings = find(root, course.names(), roster)
    if options.dry_run:
        sys.stdout.write(_matches(findings))
        return RIGHT
    if not findings.found:
        raise GradersError(f"{one_line(str(root))}: no submission for {', '.join(course.names())}; try --dry-run")
    terms = Terms(
        exercises={name: digest(course, name) for name in sorted({found.exercise for found in findings.found})},
        seed=options.seed,
        level=Level(options.require or Level.CONFINED),
    )
    received, unreadable = receive(findings.found, terms)
    with open_gradebook(options) as book:
        known = {} if options.regrade else book.known([one.key for one in received])
        waiting = [one for one in received if one.key not in known or known[one.key].outcome is Outcome.GRADER_FAILED]
        book.add([known_entry(one) for one in received if one.key in known])
        left_over = [LeftOver(one.label, one.why) for one in [*findings.left_over, *unreadable]]
        run_ = _Run(options, course, terms, book, _names(received, roster))
        failed = run_.grade(waiting, left_over)
        run_.report(left_over)
    sys.stdout.write(run_.summary(len(received), len(waiting), len(left_over), failed))
    return NOT_GRADED if unreadable or failed else RIGHT


@contextmanager
def open_gradebook(options: Namespace) -> Iterator[Gradebook]:
    """Open the gradebook that the options name: that of the reports, unless it is kept elsewhere."""
    path: Path = options.gradebook or options.reports / GRADEBOOK
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GradersError(f"{one_line(str(path.parent))}: reports cannot be written: {error.strerror}") from None
    with Gradebook.open(path, clock=time.time) as book:
        yield book


class _Run:
    """One run over a class: what is new is graded, and the reports are brought up to date."""

    def __init__(
        self, options: Namespace, course: Course, terms: Terms, book: Gradebook, names: Mapping[str, str | None]
    ) -> None:
        self._options = options
        self._course = course
        self._terms = terms
        self._book = book
        self._names = names

    def grade(self, waiting: Sequence[Received], left_over: list[LeftOver]) -> int:
        """Grade what is waiting, add what cannot be read any more to what is left over, return how often we failed."""
        if not waiting:
            return 0
        from tqdm import tqdm  # noqa: PLC0415 - only when there is something to wait for

        from graders.grading.class_reports import ClassReports  # noqa: PLC0415 - Jinja and NumPy, as above
        from graders.grading.worker import Done  # noqa: PLC0415

        reports = ClassReports(self._options.reports, self._book, self._names)
        failed = 0
        with (
            self._engine() as engine,
            tqdm(total=len(waiting), unit=" submissions", disable=None, dynamic_ncols=True) as progress,
        ):

            def finished(received: Received, done: Done) -> None:
                nonlocal failed
                failed += done.graded.outcome is Outcome.GRADER_FAILED
                reports.add_page(received.found.student, received.found.exercise, received.key, done.page)
                progress.update()

            lost = grade_many(waiting, self._terms, engine=engine, book=self._book, finished=finished)
        left_over += [LeftOver(one.label, one.why) for one in lost]
        return failed + len(lost)

    def report(self, left_over: Sequence[LeftOver]) -> None:
        """Write the reports of the class, unless nothing they depend on has changed."""
        options = self._options
        state = json.dumps(
            [
                grader_version(),
                policy_digest(self._course),
                {name: digest(self._course, name) for name in self._course.names()},
                options.anonymous,
                sorted(self._names.items()),
                sorted(left_over),
                [(one.exercise, one.student, one.digest, one.last.key) for one in self._book.history()],
                [(one.review.check, one.review.score, one.reviewed_at) for one in self._book.reviews()],
            ]
        )
        from graders.grading.class_reports import ClassList, ClassReports  # noqa: PLC0415 - Jinja and NumPy

        reports = ClassReports(options.reports, self._book, self._names)
        if reports.are_current(state):
            return
        exercises = [self._course.exercise(name) for name in self._course.names()]
        class_list = ClassList(title=options.files[0].resolve().name, names=self._names, left_over=tuple(left_over))
        reports.write(class_list, exercises, policy(self._course), anonymous=options.anonymous)
        reports.remember(state)

    def summary(self, received: int, graded: int, left_over: int, failed: int) -> str:
        """Return what to say at the end."""
        lines = [f"{received} submissions: {graded} graded now, {received - graded} known from before"]
        if left_over:
            lines.append(f"{left_over} files left over, told in the report and by --dry-run")
        if failed:
            lines.append(f"{failed} could not be graded, through no fault of theirs; grade again to try once more")
        lines.append(f"Report: {one_line(str(self._options.reports / 'index.html'))}")
        return "\n".join(lines) + "\n"

    @contextmanager
    def _engine(self) -> Iterator[Engine]:
        from graders.grading.grade import prepare  # noqa: PLC0415 - NumPy
        from graders.grading.pool import Pool  # noqa: PLC0415
        from graders.sandbox.runner import open_sandbox  # noqa: PLC0415

        with open_sandbox(self._terms.level) as sandbox:
            prepared = {
                name: prepare(
                    self._course.exercise(name),
                    self._course.program(name),
                    spec=one_line(str(self._course.spec(name))),
                    seed=self._terms.seed,
                    sandbox=sandbox,
                )
                for name in self._terms.exercises
            }
        with Pool(self._options.jobs or len(os.sched_getaffinity(0)), prepared, self._terms.level) as pool:
            yield pool


def _course(given: Path | None) -> Course:
    """Return the course of a class: the one given, else ``exercises/`` or the shipped one."""
    for folder in [given] if given else [Path("exercises"), shipped_course()]:
        if Course(folder).names():
            return Course(folder)
    raise GradersError(f"{one_line(str(given))}: no exercise here; expected files such as ex1.yaml")


def _names(received: Sequence[Received], roster: Roster | None) -> dict[str, str | None]:
    names: dict[str, str | None] = {one.found.student: None for one in received}
    if roster:
        names |= {student.id: student.name or None for student in roster.students}
    return names


def _matches(findings: Findings) -> str:
    """Return who is matched to what and why, and what is left over, a line each."""
    lines = [f"{one.student} {one.exercise}: {one.label} ({one.why})" for one in findings.found]
    lines += [f"nothing from {student} for {exercise}" for student, exercise in findings.absent]
    lines += [f"left over: {one.label} ({one.why})" for one in findings.left_over]
    return "".join(f"{line}\n" for line in lines)
