from __future__ import annotations

from graders.reporting.task import Block, BlockKind, blocks
from tests.reporting.samples import EXERCISE


def test_a_task_falls_into_paragraphs_code_and_steps() -> None:
    assert blocks(EXERCISE.task) == (
        Block(
            BlockKind.PARAGRAPH,
            ("A model predicts a quiz score from the hours a learner studied. Its formula is",),
        ),
        Block(BlockKind.CODE, ("y_hat = 3 * x + 10",)),
        Block(
            BlockKind.PARAGRAPH,
            ('Here `x` is the number of hours and `y_hat` (say "y hat") is the predicted score.',),
        ),
        Block(
            BlockKind.STEPS,
            (
                "Set `y_hat` to the prediction for `x = 8`.",
                (
                    "Write `predict(x, w=3, b=10)`, which returns `w * x + b` for any numbers, "
                    "and for a NumPy array of hours too."
                ),
                "In one sentence each, say what the numbers mean.",
            ),
        ),
    )


def test_lines_of_one_paragraph_are_joined() -> None:
    assert blocks("one\ntwo\n\nthree") == (Block(BlockKind.PARAGRAPH, ("one two", "three")),)


def test_items_with_dashes_and_stars_make_a_list() -> None:
    assert blocks("- a\n* b\n  more") == (Block(BlockKind.ITEMS, ("a", "b more")),)


def test_a_list_goes_on_after_a_blank_line() -> None:
    assert blocks("1. a\n\n2. b") == (Block(BlockKind.STEPS, ("a", "b")),)


def test_code_keeps_its_own_indentation() -> None:
    assert blocks("    def f():\n        return 1") == (Block(BlockKind.CODE, ("def f():\n    return 1",)),)


def test_a_list_may_follow_its_introduction_at_once() -> None:
    assert blocks("Do:\n1. a") == (Block(BlockKind.PARAGRAPH, ("Do:",)), Block(BlockKind.STEPS, ("a",)))


def test_a_number_in_a_sentence_starts_no_list() -> None:
    assert blocks("Use 3.5 or\n-4 here") == (Block(BlockKind.PARAGRAPH, ("Use 3.5 or -4 here",)),)


def test_a_formula_that_stands_alone_is_a_block() -> None:
    assert blocks("It is\n\n$y = w * x$\n\nor $y = 0$.") == (
        Block(BlockKind.PARAGRAPH, ("It is",)),
        Block(BlockKind.FORMULA, ("y = w * x",)),
        Block(BlockKind.PARAGRAPH, ("or $y = 0$.",)),
    )


def test_no_text_gives_no_blocks() -> None:
    assert blocks("") == ()
    assert blocks("\n \n") == ()
