"""A folder to the submissions in it: who handed in what, why a file counts, and what is left over."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from itertools import groupby, islice, product
from pathlib import Path
from unicodedata import normalize

from graders.result import LeftOver
from graders.submissions import submission
from graders.submissions.claim import NOT_NAMED, Loose, read_claim
from graders.submissions.findings import Findings, Found
from graders.submissions.names import fold
from graders.submissions.near import forms, near
from graders.submissions.owner import Owned, assign
from graders.submissions.roster import Roster
from graders.submissions.submission import Submission
from graders.submissions.walk import File, label, walk

_FOLDER_IS_STUDENT = "the folder is the student, the file the exercise"
_FILE_IS_BOTH = "the file name says student and exercise"
_FILE_IS_STUDENT = "the folder is the exercise, the file the student"
_RULES = (_FOLDER_IS_STUDENT, _FILE_IS_BOTH, _FILE_IS_STUDENT)  # the first that matches a student's files counts


def find(
    root: Path,
    exercises: Collection[str],
    roster: Roster | None = None,
    *,
    reports: Path | None = None,
    data: Collection[str] = (),
) -> Findings:
    """Return what students handed in below ``root`` for the exercises of a course.

    Of several files of one student for one exercise that one counts which, in this order: matches the first rule, lies
    in the fewest folders, is called exactly as the exercise, has the highest number of a copy, comes first by name.
    No file is opened and no link followed. Files in a student's own folder that are not named after an exercise are
    part of what was handed in, and so are not left over when something was found there, unless their name is near that
    of an exercise of which nothing was. A copy of a file that the course has, one of ``data``, is such a part whatever
    its name. The folder ``reports``, where the grader writes, is passed over.

    Raises ``SubmissionError`` when ``root`` cannot be listed.
    """
    files, left_over = walk(root, reports)
    by_name = {fold(name): name for name in exercises}
    ids = {fold(student.id): student.id for student in roster.students} if roster else {}
    claims = [read_claim(file, by_name, ids) for file in files]
    owned, loose = assign([claim for claim in claims if not isinstance(claim, Loose)], ids)
    loose += [claim for claim in claims if isinstance(claim, Loose)]

    owned.sort(key=lambda one: one.student)
    owned.sort(key=lambda one: one.claim.exercise)
    clashes = _clashes({one.student for one in owned})
    found, counting = [], []
    for _, files_of_one in groupby(owned, key=lambda one: (one.claim.exercise, one.student)):
        counts, *others = sorted(files_of_one, key=_rank)
        counting.append(counts)
        found.append(_found(root, counts, _remark(counts, ids if roster else None, clashes)))
        left_over += [LeftOver(one.claim.file.label, _outranked(one, counts)) for one in others]
    left_over += _not_beside(loose, counting, exercises, data)
    pairs = {(one.student, one.exercise) for one in found} if roster else set()
    begun = sorted({exercise for _, exercise in pairs})
    return Findings(
        found=tuple(found),
        left_over=tuple(sorted(left_over)),
        absent=tuple(pair for pair in product(sorted(ids.values()), begun) if pair not in pairs),
    )


def read(found: Found) -> Submission:
    """Return the submission, with the files that its student put beside it and that its text names.

    Raises ``SubmissionError`` when it cannot be read any more.
    """
    as_file = submission.read(found.path, label=found.label, alone=found.alone)
    return as_file._replace(exercise=found.exercise, student=found.student)


def _rule(one: Owned) -> str:
    if one.depth:
        return _FOLDER_IS_STUDENT
    return _FILE_IS_STUDENT if one.claim.by_folder else _FILE_IS_BOTH


def _rank(one: Owned) -> tuple[int, int, bool, int, str, tuple[str, ...]]:
    claim, file = one.claim, one.claim.file
    inexact = claim.copy is not None or (one.depth > 0 and file.name != f"{claim.exercise}.py")
    return _RULES.index(_rule(one)), len(file.folders), inexact, -(claim.copy or 0), file.name, file.folders


def _found(root: Path, one: Owned, remark: str) -> Found:
    file, place = one.claim.file, one.claim.file.path
    return Found(
        root=root,
        place=place,
        label=place if place == file.label else file.label,  # one text, not two, for each of thousands
        student=one.student,
        exercise=one.claim.exercise,
        why=_rule(one) + remark,
        submitted_at=file.changed_at,
        alone=not one.depth,
    )


def _remark(one: Owned, roster: Mapping[str, str] | None, clashes: Mapping[str, Collection[str]]) -> str:
    remark = "; not on the roster" if roster is not None and fold(one.student) not in roster else ""
    others = [name for name in clashes.get(one.student, ()) if name != one.student]
    return remark + (f"; not the same student as {', '.join(others)}, whose name looks alike" if others else "")


def _clashes(students: Iterable[str]) -> dict[str, Collection[str]]:
    """Return all that look like a student, for those whom others look like.

    Names look alike without case, and with compatible letters made one (NFKC).
    """
    by_look = groupby(sorted(sorted(students), key=_look), key=_look)
    groups = (tuple(group) for _, group in by_look)
    return {student: group for group in groups if len(group) > 1 for student in group}


def _look(student: str) -> str:
    return normalize("NFKC", student).casefold()


def _outranked(one: Owned, counts: Owned) -> str:
    return f"another file of {one.student} for {one.claim.exercise}; {counts.claim.file.label} counts"


def _not_beside(
    loose: Iterable[Loose], counting: Collection[Owned], exercises: Collection[str], data: Collection[str]
) -> set[LeftOver]:
    """Return the lines for files that are no submission, without those beside one that counts in its student's folder.

    A folder inside a student's that holds no submission gets one line for everything in it. A file beside a submission
    has one when its name is near that of an exercise for which its student has nothing; where nobody has a submission,
    the line of a Python file says which exercise its name is near.
    """
    homes: dict[tuple[str, ...], str] = {}
    for one in counting:
        folders = one.claim.file.folders
        homes.update((folders[:depth], one.student) for depth in range(one.depth, len(folders) + 1) if one.depth)
    has = {(one.student, one.claim.exercise) for one in counting}
    known = forms(exercises)
    lines = set()
    for passed in loose:
        home = _nearest(passed.file, homes)
        if home and home == passed.file.folders and passed.file.name in data:
            continue
        if passed.named or not home:
            lines.add(LeftOver(passed.file.label, passed.why if passed.why != NOT_NAMED else _not_named(passed, known)))
        elif home != passed.file.folders:
            within = passed.file.folders[: len(home) + 1]
            lines.add(LeftOver(label(within), "a folder without a submission, inside a student's folder"))
        else:
            student = homes[home]
            meant = (name for name in near(passed.file.name, student, known) if (student, name) not in has)
            lines.update(LeftOver(passed.file.label, _misnamed(passed, student, name)) for name in islice(meant, 1))
    return lines


def _not_named(passed: Loose, known: Mapping[tuple[str, ...], Sequence[str]]) -> str:
    """Say what to call a file in a folder without a submission, which may be its student's."""
    student = next(reversed(passed.file.folders), "")
    exercise = next(near(passed.file.name, student, known), "") if student else ""
    return f"its name is near {exercise}; call it {exercise}.py" if exercise else NOT_NAMED


def _misnamed(passed: Loose, student: str, exercise: str) -> str:
    why = f"its name is near {exercise}, for which {student} has nothing"
    return f"{why}; call it {exercise}.py" if passed.why == NOT_NAMED else f"{passed.why}; {why}"


def _nearest(file: File, homes: Collection[tuple[str, ...]]) -> tuple[str, ...]:
    depths = range(len(file.folders), 0, -1)
    return next((file.folders[:depth] for depth in depths if file.folders[:depth] in homes), ())
