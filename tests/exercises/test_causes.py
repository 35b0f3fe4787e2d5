"""Every exercise of the course: each wrong solution that can be told apart is told, and nothing that is right is.

No wrong solution has a jail of its own here: all of an exercise run in one process, and what they answered is taken for
the answers of a submission.
"""

import ast
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from graders.diagnose.choose import choose
from graders.diagnose.lineup import Lineup, differs, is_lost, is_spared
from graders.diagnose.patterns import patterns
from graders.diagnose.suspect import Origin, Question, Suspect
from graders.diagnose.swapped import swapped
from graders.exercise import Exercise
from graders.grading.course import Course
from graders.grading.grade import prepare
from graders.grading.variant_run import VariantRun
from graders.sandbox.runner import open_sandbox
from graders.transcript import Answer, Returned

COURSE = Course(Path(__file__).parents[2] / "exercises")
NAMES = COURSE.names()


class Known(NamedTuple):
    """An exercise, its wrong solutions, and what rewritings of its reference answer."""

    exercise: Exercise
    questions: tuple[Question, ...]
    everyone: tuple[Suspect, ...]
    lineup: Lineup
    rewritten: list[tuple[Answer, ...]]

    def causes(self, answers: Sequence[Answer], wrong: set[str]) -> dict[str, set[str]]:
        """Return what is told of these answers, by the function or variable that it is told of."""
        names = {question.check: question.name for question in self.questions}
        told: dict[str, set[str]] = {}
        for check, finding in choose(wrong, answers, self.lineup, self.waiting(answers)).items():
            told.setdefault(names[check], set()).update(finding.diagnosis.id.split(" or "))
        return told

    def wrong(self, answers: Sequence[Answer]) -> set[str]:
        """Return the checks that would be graded as wrong: those that wait for another one are not."""
        return self.differing(answers) - self.waiting(answers)

    def waiting(self, answers: Sequence[Answer]) -> set[str]:
        """Return the checks that would not be checked yet."""
        differing = self.differing(answers)
        return {check.id for check in self.exercise.checks if differing & {*check.needs}}

    def differing(self, answers: Sequence[Answer]) -> set[str]:
        """Return the checks of which an answer is not right."""
        return {
            question.check
            for question, answer in zip(self.questions, answers, strict=True)
            if differs(answer, question.expected, question.comparison)
        }

    def twins(self, suspect: Suspect, name: str) -> set[str]:
        """Return all that have a suspect's values for one function or variable, itself among them, by their ids."""
        numbers = [number for number, question in enumerate(self.questions) if question.name == name]
        members = [member.suspect for member in self.lineup.members]
        return {
            other.cause.id
            for other in [suspect, *members]
            if not any(
                apart(suspect, other, number, self.questions[number])
                and not is_spared(suspect.answers[number], other.answers[number], self.questions[number].expected)
                for number in numbers
            )
        }

    def is_distinguishable(self, suspect: Suspect, name: str) -> bool:
        """Say whether two calls at least tell a suspect from what is right and from all that count as much."""
        twins = self.twins(suspect, name)
        rivals = [
            member.suspect
            for member in self.lineup.members
            if member.suspect.cause.id not in twins and member.suspect.cause.origin <= suspect.cause.origin
        ]
        calls = {
            question.text
            for number, question in enumerate(self.questions)
            if question.name == name
            and question.size is not None
            and tells(suspect, number, question)
            and all(differs(suspect.answers[number], other.answers[number], question.comparison) for other in rivals)
        }
        return len(calls) > 1


def tells(suspect: Suspect, number: int, question: Question) -> bool:
    answer = suspect.answers[number]
    if not isinstance(answer, Returned) or answer.value is None:
        return False
    if suspect.cause.origin is not Origin.DECLARED and is_lost(answer, question.expected):
        return False
    return differs(answer, question.expected, question.comparison)


def apart(one: Suspect, other: Suspect, number: int, question: Question) -> bool:
    both = one.answers[number], other.answers[number]
    return any(isinstance(answer, Returned) for answer in both) and differs(*both, question.comparison)


@cache
def known(name: str) -> Known:
    exercise = COURSE.exercise(name)
    solution = COURSE.solution(name)
    with open_sandbox() as sandbox:
        suspects = prepare(exercise, solution, spec=name, seed=0, sandbox=sandbox).suspects
        everyone = suspects.run(sandbox)
        run = VariantRun(
            solution.reference, list(rewritings(solution.reference.source)), suspects.compared, exercise.limits
        )
        rewritten = run.answers(sandbox)
    questions = suspects.questions
    lineup = Lineup(questions, [*everyone, *patterns(questions), *swapped(questions)])
    return Known(exercise, suspects.questions, everyone, lineup, rewritten)


class Commuted(ast.NodeTransformer):
    """Turns round every sum and every product."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.Add | ast.Mult):
            node.left, node.right = node.right, node.left
        return node


class Spelt(ast.NodeTransformer):
    """Writes differences, quotients and squares in another way."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        match node.op:
            case ast.Sub():
                return ast.BinOp(ast.UnaryOp(ast.USub(), node.right), ast.Add(), node.left)
            case ast.Pow() if ast.unparse(node.right) == "2":
                return ast.BinOp(node.left, ast.Mult(), node.left)
        return node


def rewritings(source: bytes) -> Iterator[bytes]:
    """Yield a reference without its comments, and with the same values worked out in other ways."""
    for transformer in (ast.NodeTransformer(), Commuted(), Spelt()):
        tree = ast.fix_missing_locations(transformer.visit(ast.parse(source)))
        yield ast.unparse(tree).encode()


@pytest.mark.parametrize("name", NAMES)
def test_every_wrong_solution_that_can_be_told_apart_is_told_and_none_by_another_name(name: str) -> None:
    found = known(name)
    listed = {member.suspect.cause.id for member in found.lineup.members}
    called = {question.name for question in found.questions if question.size is not None}
    told = 0
    for suspect in found.everyone:
        wrong = found.wrong(suspect.answers)
        causes = found.causes(suspect.answers, wrong)
        for of, named in causes.items():
            assert named & listed <= found.twins(suspect, of), suspect.cause
        in_wrong = (
            question.name
            for number, question in enumerate(found.questions)
            if question.check in wrong and tells(suspect, number, question)
        )
        for of in called.intersection(in_wrong):
            if found.is_distinguishable(suspect, of):
                assert causes.get(of), suspect.cause
                told += 1
    assert told or not called


@pytest.mark.parametrize("name", NAMES)
def test_every_declared_misconception_is_told_by_its_own_name_or_with_its_twin(name: str) -> None:
    found = known(name)
    declared = [one for one in found.everyone if one.cause.origin is Origin.DECLARED]
    assert [one.cause.id for one in declared] == [one.id for one in found.exercise.misconceptions]
    for suspect, misconception in zip(declared, found.exercise.misconceptions, strict=True):
        causes = found.causes(suspect.answers, found.wrong(suspect.answers))
        assert any(misconception.id in named for named in causes.values()), (misconception.id, causes)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_right_has_no_cause_however_it_is_written(name: str) -> None:
    found = known(name)
    every_check = {check.id for check in found.exercise.checks}
    assert found.causes([question.expected for question in found.questions], every_check) == {}
    assert len(found.rewritten) == 3
    assert not found.wrong(found.rewritten[0])
    for answers in found.rewritten:
        if not found.wrong(answers):
            assert found.causes(answers, every_check) == {}
