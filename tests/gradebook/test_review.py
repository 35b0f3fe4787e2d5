import sqlite3

import pytest

from graders.gradebook.book import Gradebook
from graders.gradebook.review import Review
from tests.gradebook.entries import check, entry

EXPLAIN = check("explain", outcome="needs_review", max_score=1.0, sentence="It adds 3 per hour.")


def review(name: str = "explain", score: float = 1.0, student: str = "ada", digest: str = "d", **rest: str) -> Review:
    words = {"comment": "", "reviewer": "Grace"} | rest
    return Review(student=student, exercise="ex2", check=name, digest=digest, score=score, **words)


def test_a_review_survives_grading_again_and_is_not_stale(book: Gradebook) -> None:
    book.add([entry("ada", EXPLAIN)])
    digest = entry().digest
    book.add_reviews([review(digest=digest, comment="Well said.")])
    book.add([entry("ada", EXPLAIN, version="v2")])
    [kept] = book.reviews()
    assert kept.review == review(digest=digest, comment="Well said.")
    assert (kept.stale, kept.reviewed_at) == (False, 1001.0)
    [attempt] = book.history("ada")
    assert attempt.last.summary.score == 0.0


def test_a_review_is_stale_while_another_submission_counts(book: Gradebook) -> None:
    book.add([entry("ada", EXPLAIN), entry("ben", EXPLAIN)])
    book.add_reviews([review(digest=entry().digest)])
    book.add([entry("ada", EXPLAIN, source="new")])
    assert [one.stale for one in book.reviews()] == [True]
    book.add([entry("ada", EXPLAIN)])
    assert [one.stale for one in book.reviews()] == [False]


def test_the_same_review_again_keeps_who_gave_it_and_when_and_another_one_replaces_it(book: Gradebook) -> None:
    book.add([entry("ada", EXPLAIN)])
    digest = entry().digest
    book.add_reviews([review(digest=digest, score=1.0, reviewer="Grace")])
    book.add_reviews([review(digest=digest, score=1.0, reviewer="Alan")])
    assert [(one.review.reviewer, one.reviewed_at) for one in book.reviews()] == [("Grace", 1001.0)]
    book.add_reviews([review(digest=digest, score=0.5, reviewer="Alan")])
    assert [(one.review.reviewer, one.reviewed_at) for one in book.reviews()] == [("Alan", 1003.0)]


def test_reviews_of_a_submission_that_is_not_in_the_book_are_refused_all_together(book: Gradebook) -> None:
    book.add([entry("ada", EXPLAIN)])
    with pytest.raises(sqlite3.IntegrityError):
        book.add_reviews([review(digest=entry().digest), review(student="nobody")])
    assert book.reviews() == []


def test_reviews_are_in_order_of_exercise_student_and_check(book: Gradebook) -> None:
    book.add([entry("ben", EXPLAIN), entry("ada", EXPLAIN)])
    digest = entry().digest
    book.add_reviews([review(name, student=student, digest=digest) for student in ("ben", "ada") for name in "ba"])
    assert [(one.review.student, one.review.check) for one in book.reviews()] == [
        ("ada", "a"),
        ("ada", "b"),
        ("ben", "a"),
        ("ben", "b"),
    ]


def test_questions_are_the_checks_that_wait_for_a_person_or_are_provisional(book: Gradebook) -> None:
    provisional = check("again", outcome="passed", score=1.0, sentence="x")
    waiting = check("rate", outcome="needs_review")
    book.add([entry("ada", check("sure"), provisional, waiting)])
    assert [(one.student, one.exercise, one.check.id) for one in book.questions()] == [
        ("ada", "ex2", "again"),
        ("ada", "ex2", "rate"),
    ]


def test_what_a_student_goes_back_to_is_asked_once_as_it_was_graded_last(book: Gradebook) -> None:
    for source, version in (("first", "v1"), ("second", "v1"), ("first", "v2")):
        book.add([entry("ada", EXPLAIN | {"title": version}, source=source, version=version)])
    found = [(one.digest, one.check.title, one.present) for one in book.questions()]
    assert found == [(entry(source="first").digest, "v2", True), (entry(source="second").digest, "v1", False)]


def test_a_review_counts_again_when_the_student_goes_back_to_what_was_read(book: Gradebook) -> None:
    for source in ("first", "second", "first"):
        book.add([entry("ada", EXPLAIN, source=source)])
    read = entry(source="first").digest
    for score in (0.5, 1.0):
        book.add_reviews([review(digest=read, score=score)])
    assert [(one.review, one.stale) for one in book.reviews()] == [(review(digest=read, score=1.0), False)]


def test_only_the_submission_that_counts_has_present_questions(book: Gradebook) -> None:
    book.add([entry("ada", EXPLAIN, source="first", submitted_at=1.0)])
    book.add([entry("ada", EXPLAIN, source="second", submitted_at=2.0)])
    assert [one.present for one in book.questions()] == [False, True]
