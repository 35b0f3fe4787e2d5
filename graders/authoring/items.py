"""What pytest collects of a course: a file for each exercise, an item for each thing that an author relies on."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graders.errors import GradersError, SpecError
from graders.exercise import Check, Exercise, Misconception
from graders.grading.course import Course
from graders.problem import Place, Problem
from graders.spec.document import contents
from graders.spec.load import parse

if TYPE_CHECKING:  # to collect, nothing is graded
    from graders.grading.grade import Prepared
    from graders.grading.rehearsal import Rehearsal
    from graders.result import Graded
    from graders.sandbox.runner import Sandbox
    from graders.submissions.submission import Submission

_SANDBOX = pytest.StashKey["Sandbox"]()


class ExerciseFile(pytest.File):
    """An exercise: its reference, its starter and its misconceptions are tried."""

    def collect(self) -> Iterator[pytest.Item]:
        """Yield the items of the exercise, or one with all problems of a file that cannot be used."""
        try:
            exercise = self.exercise
        except SpecError as error:
            yield Unusable.from_parent(self, name="spec:valid", error=error)
            return
        for number, check in enumerate(exercise.checks):
            yield ReferencePasses.from_parent(self, name=check.id, number=number, check=check)
        if exercise.max_score:
            yield StarterIsUnsolved.from_parent(self, name="starter:unsolved")
        for one in exercise.misconceptions:
            yield MisconceptionIsCaught.from_parent(self, name=f"misconception:{one.id}", misconception=one)

    @cached_property
    def exercise(self) -> Exercise:
        """What is asked; raises ``SpecError`` with every problem, each at its place below pytest's root folder."""
        return parse(contents(self.path, "a file with an exercise"), self.nodeid, self.path.stem)

    @cached_property
    def rehearsed(self) -> tuple[Prepared, Rehearsal]:
        """What the reference answers, asked once; raises ``GradersError`` when it cannot be read or run."""
        from graders.grading.grade import rehearse  # noqa: PLC0415 - see above

        reference = Course(self.path.parent).program(self.exercise.name)
        return rehearse(self.exercise, reference, seed=0, sandbox=self._sandbox)

    def graded(self, submission: Submission) -> Graded:
        """Return the result of a submission; raises ``GradersError`` while the reference is not right itself."""
        from graders.grading.grade import grade  # noqa: PLC0415 - see above
        from graders.result import Outcome  # noqa: PLC0415

        prepared, rehearsal = self.rehearsed
        if rehearsal.problems(self.nodeid):
            raise GradersError(f"{self.nodeid}: not tried, because the reference does not pass all checks")
        graded = grade(submission, prepared, self._sandbox)
        failed = next((check for check in graded.checks if check.outcome is Outcome.GRADER_FAILED), None)
        if failed is not None:
            raise GradersError(f"{self.nodeid}: the grader failed in the check '{failed.id}': {failed.message}")
        return graded

    @property
    def _sandbox(self) -> Sandbox:
        """The only sandbox of this process, closed when pytest ends."""
        if _SANDBOX not in self.config.stash:
            from graders.sandbox.runner import open_sandbox  # noqa: PLC0415 - see above

            sandbox = self.config.stash[_SANDBOX] = open_sandbox()
            self.config.add_cleanup(sandbox.close)
        return self.config.stash[_SANDBOX]


class _Item(pytest.Item):
    """Something that must hold for an exercise; ``line`` is where the file declares it."""

    parent: ExerciseFile
    line = 1

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the file, its line counted from 0, and the heading of a failure."""
        return self.path, self.line - 1, f"{self.path.name}: {self.name}"

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:  # noqa: ANN401 - as pytest has it
        """Return what a person can mend in our own words; a traceback is for bugs."""
        return str(excinfo.value) if isinstance(excinfo.value, GradersError) else super().repr_failure(excinfo, style)

    def note(self, score: float, max_score: float) -> None:
        """Keep points among the properties of the item, from where they get into JUnit's XML."""
        self.user_properties += [("score", score), ("max_score", max_score)]


class Unusable(_Item):
    """A file that is meant to be an exercise, and is none."""

    def __init__(self, *, error: SpecError, **node: Any) -> None:  # noqa: ANN401 - pytest's own arguments
        super().__init__(**node)
        self._error = error

    def runtest(self) -> None:
        """Fail with all problems."""
        raise self._error


class ReferencePasses(_Item):
    """The reference passes a check."""

    def __init__(self, *, number: int, check: Check, **node: Any) -> None:  # noqa: ANN401 - pytest's own arguments
        super().__init__(**node)
        self._number = number
        self.line = check.line

    def runtest(self) -> None:
        """Fail with what the reference is told, also when a check that comes first keeps this one from being tried."""
        _, rehearsal = self.parent.rehearsed
        result = rehearsal.results[self._number]
        self.note(result.score, result.max_score)
        if problem := rehearsal.problem(self._number, self.parent.nodeid):
            raise SpecError([problem])


class StarterIsUnsolved(_Item):
    """The starter can be graded, and does not have full marks."""

    def runtest(self) -> None:
        """Fail when there is no starter, or when it leaves nothing to do."""
        from graders.submissions.submission import read  # noqa: PLC0415 - see above

        graded = self.parent.graded(read(self.path.with_suffix(".py")))
        self.note(graded.score, graded.max_score)
        if graded.score >= graded.max_score:
            raise GradersError(f"{graded.submission}: the starter has full marks; leave something to do for students")


class MisconceptionIsCaught(_Item):
    """Whoever has a misconception does not have full marks, and is told why."""

    def __init__(self, *, misconception: Misconception, **node: Any) -> None:  # noqa: ANN401 - pytest's own arguments
        super().__init__(**node)
        self._misconception = misconception
        self.line = misconception.line

    def runtest(self) -> None:
        """Fail when a submission with the misconception is taken for right, or for something else."""
        from graders.submissions.submission import Submission  # noqa: PLC0415 - see above

        prepared, _ = self.parent.rehearsed
        source, files = self._source(prepared.reference.source), prepared.reference.files
        graded = self.parent.graded(Submission(self.name, prepared.exercise.name, None, source, files))
        self.note(graded.score, graded.max_score)
        if graded.score >= graded.max_score:
            raise self._fault("has full marks: add a case for which it gives another value than the reference")
        causes = {check.diagnosis.id for check in graded.checks if check.diagnosis}
        if not any(self._misconception.id in cause.split(" or ") for cause in causes):
            told = f"the cause that is told is '{min(causes)}'" if causes else "no cause is told"
            raise self._fault(f"does not have full marks, but {told}: add a case that sets it apart")

    def _source(self, reference: bytes) -> bytes:
        """Return the misconception as somebody hands it in who has it."""
        from graders.diagnose.declared import UnknownNameError, declared  # noqa: PLC0415 - see above
        from graders.diagnose.edit import Source  # noqa: PLC0415

        try:
            return declared(self._misconception, Source(reference)).handed_in()
        except UnknownNameError as error:
            raise self._fault(f"replaces '{error}', which the reference does not define at its left margin") from None
        except (SyntaxError, ValueError):
            raise self._fault("is not tried, because Python cannot read the reference as UTF-8") from None

    def _fault(self, text: str) -> SpecError:
        place = Place(self.parent.nodeid, self._misconception.line, self._misconception.column)
        return SpecError([Problem(place, f"the misconception '{self._misconception.id}' {text}")])
