"""``grade DIR``: grade the submissions of a class."""

from __future__ import annotations

import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

from graders.cli import paper
from graders.cli.engine import engine
from graders.cli.gradebook import open_gradebook
from graders.cli.interrupt import Heed, interruptible
from graders.cli.log import tell
from graders.cli.records import check_target, open_records
from graders.cli.status import NOT_GRADED, RIGHT
from graders.cli.tally import Tally
from graders.cli.turn import turn
from graders.errors import GradersError
from graders.gradebook.book import Gradebook
from graders.grading.class_list import ClassList
from graders.grading.class_state import class_state
from graders.grading.course import Course, at_hand, named
from graders.grading.data import may_be_data
from graders.grading.intake import Conditions, Received, take_in
from graders.grading.reports_folder import INDEX, RECORDS, ReportsFolder
from graders.grading.versions import digest
from graders.level import Level
from graders.printable import one_line
from graders.reporting.paper import Ink
from graders.result import LeftOver, Outcome
from graders.submissions.claim import NOBODYS
from graders.submissions.findings import Findings, Found
from graders.submissions.folder import find
from graders.submissions.names import as_people_count
from graders.submissions.roster import read_roster

if TYPE_CHECKING:
    from tqdm import tqdm

    from graders.grading.many import Engine
    from graders.grading.worker import Done
    from graders.sandbox.launch import Launched


def run(root: Path, options: Namespace, launched: Launched | None) -> int:
    """Grade what is new below ``root``, bring the reports up to date and return the exit status.

    ``launched`` is what sandboxes come from, if it is starting already.
    """
    course = _course(options.course)
    if root.resolve() in {folder.resolve() for folder in (course.folder, options.course) if folder}:
        raise GradersError(f"{one_line(str(root))}: this folder is the course; give the one with the submissions")
    roster = read_roster(options.roster) if options.roster else None
    findings = find(root, course.names(), roster, reports=options.reports, data=may_be_data(course.folder))
    if options.dry_run:
        _check_rules(course)
        tell(_wrapped(_matches(findings), sys.stdout))
        return RIGHT
    if not findings.found:
        raise GradersError(f"{one_line(str(root))}: {_why_nothing(findings, course)}")
    conditions = Conditions(
        exercises={name: digest(course, name) for name in sorted({found.exercise for found in findings.found})},
        seed=options.seed,
        level=Level(options.require or Level.CONFINED),
    )
    with turn(options.reports), open_gradebook(options) as book:
        check_target(options.json)
        waiting, names, strangers, unreadable = take_in(
            findings.found, conditions, book, roster, regrade=options.regrade
        )
        run_ = _Run(options, course, conditions, book, names)
        try:
            with interruptible() as heed:
                failed, lost = run_.grade(waiting, launched, heed)
        except KeyboardInterrupt:
            raise KeyboardInterrupt("what was graded is kept, and the same command goes on from there") from None
        class_list = ClassList(
            title=root.resolve().name,
            names=names,
            strangers=strangers,
            left_over=sorted([*findings.left_over, *unreadable, *lost]),
            gone=run_.gone(findings.found),
        )
        tally = Tally(
            received=len(findings.found) - len(unreadable) - len(lost),
            graded=len(waiting) - len(lost),
            left_over=len(class_list.left_over),
            gone=len(class_list.gone),
            strangers=strangers,
            failed=failed + len(lost),
        )
        del findings, waiting  # the reports need none of these
        run_.report(class_list)
    stream = sys.stderr if options.json == "-" else sys.stdout
    said = tally.lines(anonymous=options.anonymous)
    tell(_wrapped([*said, f"Report: {one_line(str(options.reports / INDEX))}"], stream), stream)
    with open_records(options.json) as records:
        if records is not None:
            with (options.reports / RECORDS).open("rb") as lines:
                records.writelines(lines)
    return NOT_GRADED if unreadable or failed or lost else RIGHT


class _Run:
    """One run over a class: what is new is graded, and the reports are brought up to date.

    What it imports late takes long: NumPy, Jinja and YAML. A class in which nothing has changed does without.
    """

    def __init__(
        self,
        options: Namespace,
        course: Course,
        conditions: Conditions,
        book: Gradebook,
        names: Mapping[str, str | None],
    ) -> None:
        self._options = options
        self._course = course
        self._conditions = conditions
        self._book = book
        self._names = names
        self._folder = ReportsFolder(options.reports, book, names)

    def grade(self, waiting: Sequence[Found], launched: Launched | None, heed: Heed) -> tuple[int, list[LeftOver]]:
        """Grade what is waiting; return how often that failed through a fault of ours, and what cannot be read now."""
        if not waiting:
            return 0, []
        from tqdm import tqdm  # noqa: PLC0415 - see above

        tqdm.monitor_interval = 0  # a thread, beside which no worker could be forked; `miniters` does without it
        _check_rules(self._course)
        self._folder.withdraw(map(self._page, waiting))
        count = len(waiting)
        with (
            engine(self._options, self._course, self._conditions, submissions=count, launched=launched) as at_work,
            tqdm(total=count, unit=" submissions", disable=None, dynamic_ncols=True, miniters=1) as progress,
        ):
            heed()
            return self._grade_with(at_work, waiting, progress, heed)

    def _grade_with(
        self, at_work: Engine, waiting: Sequence[Found], progress: tqdm[NoReturn], heed: Heed
    ) -> tuple[int, list[LeftOver]]:
        from graders.grading.many import grade_many  # noqa: PLC0415 - see above
        from graders.grading.standing import page_version  # noqa: PLC0415

        failed = 0

        def finished(received: Received, done: Done) -> None:
            nonlocal failed
            failed += done.outcome is Outcome.GRADER_FAILED
            self._folder.note_page(self._page(received.found), page_version(received.key, done.record))
            progress.update()
            heed()

        placed = ((one, self._folder.place(self._page(one))) for one in waiting)
        lost = grade_many(placed, self._conditions, engine=at_work, book=self._book, finished=finished)
        return failed, lost

    def _page(self, one: Found) -> str:
        return self._folder.page_path(one.student, one.exercise)

    def gone(self, found: Iterable[Found]) -> list[tuple[str, str]]:
        """Return the students and exercises that have a result in the reports, and no file among those ``found``."""
        here = {(one.student, one.exercise) for one in found}
        exercises = set(self._course.names())
        return sorted(
            (student, exercise)
            for student, exercise in self._book.places()
            if student in self._names and exercise in exercises and (student, exercise) not in here
        )

    def report(self, class_list: ClassList) -> None:
        """Write the reports of the class, unless nothing they depend on has changed."""
        state = class_state(class_list, self._course, self._book, anonymous=self._options.anonymous)
        if self._folder.are_current(state):
            return
        from graders.grading.class_reports import ClassReports  # noqa: PLC0415 - see above
        from graders.grading.rules import policy  # noqa: PLC0415

        rules = policy(self._course)
        begun = {exercise for _, exercise in self._book.places()} | rules.exercises.keys()
        exercises = [self._course.exercise(name) for name in self._course.names() if name in begun]
        reports = ClassReports(self._folder, self._book, exercises, rules)
        reports.write(class_list, anonymous=self._options.anonymous)
        self._folder.remember(state)


def _check_rules(course: Course) -> None:
    """Raise the ``SpecError`` of the course's rules, of which the reports would make use only after all grading."""
    from graders.grading.rules import policy  # noqa: PLC0415 - YAML

    policy(course)


def _course(given: Path | None) -> Course:
    """Return the course of a class: the one given, else the one at hand."""
    course = Course(named(given)) if given else at_hand()
    if not course.names():
        raise GradersError(f"{one_line(str(given))}: no exercise here; expected files such as ex1.yaml")
    return course


def _why_nothing(findings: Findings, course: Course) -> str:
    nobodys = next((one.label for one in findings.left_over if one.why == NOBODYS), "")
    if nobodys:
        return f"nothing says whose {nobodys} is; give the folder in which each student has one, or the file alone"
    return f"no submission for {', '.join(course.names())}; try --dry-run"


def _matches(findings: Findings) -> list[str]:
    """Return who is matched to what and why, and what is left over, a line each; exercises come as people count."""
    found = sorted(findings.found, key=lambda one: (as_people_count(one.exercise), one.student))
    absent = sorted(findings.absent, key=lambda pair: (pair[0], as_people_count(pair[1])))
    lines = [f"{one.student} {one.exercise}: {one.label} ({one.why})" for one in found]
    lines += [f"nothing from {student} for {exercise}" for student, exercise in absent]
    lines += [f"left over: {one.label} ({one.why})" for one in findings.left_over]
    return lines


def _wrapped(lines: Sequence[str], stream: TextIO) -> str:
    """Return the lines as text, each wrapped where it is longer than the terminal is wide."""
    sheet = paper.of(stream)
    return "".join(f"{row}\n" for line in lines for row in sheet.prose((line, Ink.PLAIN), hanging=2))
