"""What pytest collects of a course: a file for each exercise, an item for each thing that an author relies on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import pytest

from graders.authoring.finding import Examined, Finding, invalid
from graders.errors import GradersError, SpecError
from graders.exercise import Check, Exercise, Misconception
from graders.grading.course import Course
from graders.problem import Place
from graders.spec.document import contents
from graders.spec.load import parse

if TYPE_CHECKING:  # to collect, nothing is graded
    from graders.authoring.bench import Bench
    from graders.grading.grade import Prepared
    from graders.grading.rehearsal import Rehearsal
    from graders.sandbox.runner import Sandbox

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
        """What the reference answers, asked once; fails when it cannot be read."""
        from graders.authoring.reference import rehearse_reference  # noqa: PLC0415 - see above

        rehearsed = rehearse_reference(Course(self.path.parent), self.exercise, self._sandbox)
        if isinstance(rehearsed, Finding):
            self.fail([rehearsed])
        return rehearsed

    @cached_property
    def bench(self) -> Bench:
        """The exercise as ``grade check`` looks at it; fails while its reference is not right."""
        from graders.authoring.bench import Bench  # noqa: PLC0415 - see above
        from graders.authoring.reference import not_right  # noqa: PLC0415

        prepared, rehearsal = self.rehearsed
        if problems := rehearsal.problems(self.nodeid):
            first = not_right(problems[0], rehearsal)
            raise GradersError(f"{self.nodeid}: not tried while the reference is not right: {first.code} {first.text}")
        return Bench(Course(self.path.parent), prepared, self._sandbox)

    def fail(self, findings: Iterable[Finding]) -> NoReturn:
        """Raise what was found, as ``grade check`` says it, at places below pytest's root folder."""
        raise GradersError("\n".join(str(one._replace(place=self._below_root(one.place))) for one in findings))

    def _below_root(self, place: Place) -> Place:
        file, root = Path(place.file), self.config.rootpath
        return place._replace(file=file.relative_to(root).as_posix()) if file.is_relative_to(root) else place

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

    def settle(self, examined: Examined) -> None:
        """Keep the points of what was handed in, and fail with what was found."""
        if examined.graded:
            self.note(examined.graded.score, examined.graded.max_score)
        if examined.findings:
            self.parent.fail(examined.findings)


class Unusable(_Item):
    """A file that is meant to be an exercise, and is none."""

    def __init__(self, *, error: SpecError, **node: Any) -> None:  # noqa: ANN401 - pytest's own arguments
        super().__init__(**node)
        self._error = error

    def runtest(self) -> None:
        """Fail with all problems."""
        self.parent.fail(invalid(self._error))


class ReferencePasses(_Item):
    """The reference passes a check."""

    def __init__(self, *, number: int, check: Check, **node: Any) -> None:  # noqa: ANN401 - pytest's own arguments
        super().__init__(**node)
        self._number = number
        self.line = check.line

    def runtest(self) -> None:
        """Fail with what the reference is told, also when a check that comes first keeps this one from being tried."""
        from graders.authoring.reference import not_right  # noqa: PLC0415 - see above

        _, rehearsal = self.parent.rehearsed
        result = rehearsal.results[self._number]
        self.note(result.score, result.max_score)
        if problem := rehearsal.problem(self._number, self.parent.nodeid):
            self.parent.fail([not_right(problem, rehearsal)])


class StarterIsUnsolved(_Item):
    """The starter runs, and leaves something to do."""

    def runtest(self) -> None:
        """Fail with what ``grade check`` finds about the starter."""
        from graders.authoring.starter import examine_starter  # noqa: PLC0415 - see above

        self.settle(examine_starter(self.parent.bench))


class MisconceptionIsCaught(_Item):
    """Whoever has a misconception does not have full marks, and is told why."""

    def __init__(self, *, misconception: Misconception, **node: Any) -> None:  # noqa: ANN401 - pytest's own arguments
        super().__init__(**node)
        self._misconception = misconception
        self.line = misconception.line

    def runtest(self) -> None:
        """Fail with what ``grade check`` finds about the misconception."""
        from graders.authoring.misconceptions import examine_misconception  # noqa: PLC0415 - see above

        self.settle(examine_misconception(self._misconception, self.parent.bench))
