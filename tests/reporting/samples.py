"""Graded submissions that between them show every outcome, mismatch and mark that a report can meet."""

from __future__ import annotations

from collections.abc import Callable

from graders.exercise import Exercise, VariableCheck
from graders.printable import printable
from graders.result import (
    FILE_CHECK,
    Cells,
    CheckResult,
    Diagnosis,
    Fault,
    Graded,
    Mismatch,
    MismatchKind,
    Outcome,
    Rating,
)
from tests.reporting.altered import replace
from tests.reporting.drawn import PICTURES

EXERCISE = Exercise(
    name="ex2",
    title="Compute a prediction",
    task=(
        "A model predicts a quiz score from the hours a learner studied. Its formula is\n"
        "\n"
        "    y_hat = 3 * x + 10\n"
        "\n"
        'Here `x` is the number of hours and `y_hat` (say "y hat") is the predicted score.\n'
        "\n"
        "1. Set `y_hat` to the prediction for `x = 8`.\n"
        "2. Write `predict(x, w=3, b=10)`, which returns `w * x + b` for any numbers,\n"
        "   and for a NumPy array of hours too.\n"
        "3. In one sentence each, say what the numbers mean.\n"
    ),
    checks=(VariableCheck(id="y_hat", asks="`y_hat` is the prediction for x = 8", points=2, variable="y_hat"),),
    minutes=20,
    builds_on=("ex1",),
)

Y_HAT = CheckResult(
    id="y_hat",
    title="`y_hat` is the prediction for x = 8",
    outcome=Outcome.PASSED,
    score=2,
    max_score=2,
    message="",
)
PREDICT = CheckResult(
    id="predict",
    title="`predict(x)` uses the weight 3 and the bias 10",
    outcome=Outcome.WRONG,
    score=0,
    max_score=2,
    message="`predict(8)` returned 24, expected 34. `predict(0)` returned 0, expected 10.",
    right="The weight part is right.",
    next_step="Add `b` once, after `w * x`.",
    call="predict(8)",
    mismatch=Mismatch(
        kind=MismatchKind.VALUES,
        answer="24",
        expected="34",
        differing=1,
        size=1,
        difference=10.0,
        relative=10 / 34,
        allowed=1e-9 + 1e-6 * 34,
        rtol=1e-6,
        atol=1e-9,
    ),
    hints=(
        "What should the prediction be when `x` is 0?",
        "Compare the formula `w*x + b` with the return line.",
        "`return w * x + ____`",
    ),
    diagnosis=Diagnosis(id="no-bias", text="The bias `b` was never added.", equal=2, probes=2),
)
ANY_NUMBERS = CheckResult(
    id="any_numbers",
    title="`predict(x, w, b)` works for other numbers",
    outcome=Outcome.NOT_RUN,
    score=0,
    max_score=2,
    message="Not checked yet, because it builds on `predict`, which is not right so far.",
)
EXPLAIN_3 = CheckResult(
    id="explain_3",
    title="`explain_3` says what the 3 means",
    outcome=Outcome.PASSED,
    score=1,
    max_score=1,
    message="A person may read this again.",
    sentence="Each hour of study adds `3` points.",
    provisional=True,
)
EXPLAIN_10 = CheckResult(
    id="explain_10",
    title="`explain_10` says what the 10 means",
    outcome=Outcome.NEEDS_REVIEW,
    score=0,
    max_score=1,
    message="A person needs to read this sentence. It has no points until then.",
    sentence="You get ten on top.",
    provisional=True,
)
VECTOR = CheckResult(
    id="arrays",
    title="`predict` takes a whole array of hours at once",
    outcome=Outcome.WRONG,
    score=0.5,
    max_score=2,
    message="`predict(np.array([0, 1, 8]))` returned `[10, 3, 34]`, expected `[10, 13, 34]`.",
    right="The shape `(3,)` is right, and 2 of 3 numbers.",
    next_step="Look at position 1, counting from 0.",
    call="predict(np.array([0, 1, 8]))",
    mismatch=Mismatch(
        kind=MismatchKind.VALUES,
        index=(1,),
        answer="3",
        expected="13",
        differing=1,
        size=3,
        difference=10.0,
        relative=10 / 13,
        allowed=1e-9 + 1e-6 * 13,
        rtol=1e-6,
        atol=1e-9,
        answer_cells=Cells(shape=(3,), rows=(("10", "3", "34"),), differs=((False, True, False),)),
        expected_cells=Cells(shape=(3,), rows=(("10", "13", "34"),), differs=((False, True, False),)),
    ),
    hints=("NumPy multiplies every number of an array at once.",),
    printed="hours 0\nhours 1\nhours 8\n",
)
MATRIX = CheckResult(
    id="X",
    title="`X` holds one learner in each row",
    outcome=Outcome.WRONG,
    score=1,
    max_score=4,
    message="Row 0 of `X` is `[4.5, 2, 6]`, expected one learner: `[4.5, 72, 8]`.",
    right="`X` is a float array with 2 axes.",
    next_step="Write one learner per line inside `np.array([...])`.",
    mismatch=Mismatch(
        kind=MismatchKind.VALUES,
        index=(0, 1),
        answer="2",
        expected="72",
        differing=6,
        size=9,
        difference=70.0,
        relative=70 / 72,
        allowed=0.0,
        answer_cells=Cells(
            shape=(3, 3),
            rows=(("4.5", "2", "6"), ("72", "55", "91"), ("8", "4", "11")),
            differs=((False, True, True), (True, False, True), (True, True, False)),
        ),
        expected_cells=Cells(
            shape=(3, 3),
            rows=(("4.5", "72", "8"), ("2", "55", "4"), ("6", "91", "11")),
            differs=((False, True, True), (True, False, True), (True, True, False)),
        ),
    ),
    hints=("Read row 0 aloud: is it one person?", "Look at how the outer list is built."),
)
SHAPE = CheckResult(
    id="y_hats",
    title="`y_hat` holds one prediction for each learner",
    outcome=Outcome.WRONG,
    score=1,
    max_score=2,
    message=(
        "Shape: got `(3, 1)`, expected `(3,)`. `(3,)` is a plain row of 3 numbers. "
        "`(3, 1)` is a table with 3 rows and 1 column."
    ),
    right="The three numbers in `y_hat` are right.",
    next_step="Multiply by a weight vector of shape `(3,)`, or end with `.ravel()`.",
    mismatch=Mismatch(
        kind=MismatchKind.SHAPE,
        answer="(3, 1)",
        expected="(3,)",
        answer_cells=Cells(shape=(3, 1), rows=(("34",), ("10",), ("13",)), differs=((False,), (False,), (False,))),
        expected_cells=Cells(shape=(3,), rows=(("34", "10", "13"),), differs=((False, False, False),)),
    ),
)
WINDOW = CheckResult(
    id="table",
    title="`table` holds all products",
    outcome=Outcome.WRONG,
    score=0,
    max_score=1,
    message="1 of 10000 numbers differs: row 57, column 3, counting from 0.",
    mismatch=Mismatch(
        kind=MismatchKind.NONFINITE,
        path='["table"]',
        index=(57, 3),
        answer="nan",
        expected="1710",
        differing=1,
        size=10_000,
        answer_cells=Cells(
            shape=(100, 100),
            rows=tuple(
                tuple("nan" if (i, j) == (4, 3) else f"{(53 + i) * j * 10}" for j in range(8)) for i in range(8)
            ),
            differs=tuple(tuple((i, j) == (4, 3) for j in range(8)) for i in range(8)),
            origin=(53, 0),
        ),
        expected_cells=Cells(
            shape=(100, 100),
            rows=tuple(tuple(f"{(53 + i) * j * 10}" for j in range(8)) for i in range(8)),
            differs=tuple(tuple((i, j) == (4, 3) for j in range(8)) for i in range(8)),
            origin=(53, 0),
        ),
    ),
)
SLICE = CheckResult(
    id="cube",
    title="`cube` counts from 0 to 11",
    outcome=Outcome.WRONG,
    score=0,
    max_score=1,
    message="`cube` is 0 at `[1, 0, 1]`, counting from 0; expected 7. 1 of 12 numbers differs.",
    mismatch=Mismatch(
        kind=MismatchKind.VALUES,
        index=(1, 0, 1),
        answer="0",
        expected="7",
        differing=1,
        size=12,
        answer_cells=Cells(
            shape=(2, 3, 2),
            rows=(("6", "0"), ("8", "9"), ("10", "11")),
            differs=((False, True), (False, False), (False, False)),
            origin=(1, 0, 0),
        ),
        expected_cells=Cells(
            shape=(2, 3, 2),
            rows=(("6", "7"), ("8", "9"), ("10", "11")),
            differs=((False, True), (False, False), (False, False)),
            origin=(1, 0, 0),
        ),
    ),
)
FOLLOWED = CheckResult(
    id="loss",
    title="`loss` is the mean squared error",
    outcome=Outcome.PASSED,
    score=2,
    max_score=2,
    message="Right from your own `X`: the method is right, so it earns its points. Not right yet: `X`.",
    follow_through=("X",),
)
HIDDEN = CheckResult(
    id="hidden",
    title="`predict` works for inputs that are not shown",
    outcome=Outcome.WRONG,
    score=0,
    max_score=2,
    message="A call with other numbers did not return what was expected.",
    next_step="Use the names `x`, `w` and `b`, not the numbers 3 and 10.",
)
MISSING = CheckResult(
    id="mse",
    title="`mse(y, y_hat)` is the mean squared error",
    outcome=Outcome.MISSING,
    score=0,
    max_score=3,
    message="There is no `mse` in the file. It has `MSE`: did you mean that one?",
    next_step="Rename `MSE` to `mse`.",
)
RAISED = CheckResult(
    id="squared_error",
    title="`squared_error(y, y_hat)` squares the difference",
    outcome=Outcome.RAISED,
    score=0,
    max_score=2,
    message="`squared_error(80, 72)` stopped with an error in line 12.",
    next_step="Compare the names in line 12 with those in the brackets of `def`.",
    call="squared_error(80, 72)",
    fault=Fault(
        exception="NameError", message="name 'yhat' is not defined", line=12, source_line="    return (y - yhat) ** 2"
    ),
    hints=("Which names does the function know?",),
)
TIMED_OUT = CheckResult(
    id="loop",
    title="`total(n)` adds the first n numbers",
    outcome=Outcome.TIMED_OUT,
    score=0,
    max_score=2,
    message="`total(5)` was stopped after 5 seconds.",
    next_step="Look for a `while` whose condition never becomes false.",
    call="total(5)",
)
KILLED = CheckResult(
    id="memory",
    title="`ones(n)` is a vector of n ones",
    outcome=Outcome.KILLED,
    score=0,
    max_score=2,
    message="`ones(3)` used more than 256 MiB of memory, and was ended.",
    call="ones(3)",
)
GRADER_FAILED = CheckResult(
    id="property",
    title="`softmax` sums to 1",
    outcome=Outcome.GRADER_FAILED,
    score=0,
    max_score=2,
    message="The reference solution of this check could not be run. No points are lost by that.",
)
RATING = CheckResult(
    id="ready",
    title="How sure you are",
    outcome=Outcome.MISSING,
    score=0,
    max_score=0,
    message='`ready["bias"]` is still empty.',
    right="1 of 2 items is rated.",
    next_step='Write a whole number from 1 to 5 for each item: `ready = {"predict": ____, "bias": ____}`.',
)

UNREADABLE = CheckResult(
    id=FILE_CHECK,
    title="The file runs",
    outcome=Outcome.RAISED,
    score=0,
    max_score=0,
    message="Line 4 cannot be read by Python.",
    next_step="Find the bracket that Python names, and close it.",
    fault=Fault(exception="SyntaxError", message="'(' was never closed", line=4, source_line="y_hat = (3 * 8 + 10"),
)

PARTLY = Graded(
    exercise="ex2",
    title="Compute a prediction",
    submission="ex2.py",
    student="Ada",
    level="confined",
    seed=7,
    checks=(Y_HAT, PREDICT, VECTOR, ANY_NUMBERS, EXPLAIN_3, EXPLAIN_10),
    printed="The prediction is 34\n",
)


def _kinds() -> tuple[CheckResult, ...]:
    """Return a check for each kind of mismatch, without drawn arrays."""
    pairs = {
        MismatchKind.TYPE: ("`None`", "the number 3"),
        MismatchKind.LENGTH: ("2", "3"),
        MismatchKind.KEYS: ('"bias"', '"b"'),
        MismatchKind.SHAPE: ("(3, 1)", "(3,)"),
        MismatchKind.DTYPE: ("int64", "float64"),
        MismatchKind.NONFINITE: ("nan", "0.731"),
        MismatchKind.VALUES: ("0.30000000000000004", "0.3"),
        MismatchKind.TEXT: ("'Weight'\n'  and bias'", "'weight'"),
    }
    return tuple(
        CheckResult(
            id=kind.value,
            title=f"`{kind.value}` is as expected",
            outcome=Outcome.WRONG,
            score=0,
            max_score=1,
            message=f"Got {answer}, expected {expected}.",
            mismatch=Mismatch(kind=kind, path='["w"][1]', answer=answer, expected=expected),
        )
        for kind, (answer, expected) in pairs.items()
    )


UNSAFE = (
    "<script>alert(1)</script> \"><img src=x onerror=alert(1)> '></title></style><h1>` `<b>` "
    "{{ 7 * 7 }} {% include 'x' %} \x1b[31m\x07\x00 \u202egpj.exe\u2066 \u200b &lt; =cmd() "
    "http://example.org //example.org"
)
"""Markup, template syntax, terminal controls, bidi overrides and addresses, as a submission could hold them."""


def hostile(cleaned: Callable[[str], str] = printable) -> Graded:
    """Return a submission with :data:`UNSAFE` in every text, passed through ``cleaned``."""
    text = cleaned(UNSAFE)
    cells = Cells(shape=(1, 1), rows=((text,),), differs=((True,),))
    fault = Fault(exception=text, message=text, line=3, source_line=text)
    open_check = CheckResult(
        id=text,
        title=text,
        outcome=Outcome.RAISED,
        score=0,
        max_score=1,
        message=text,
        right=text,
        next_step=text,
        call=text,
        mismatch=Mismatch(
            kind=MismatchKind.TEXT, path=text, answer=text, expected=text, answer_cells=cells, expected_cells=cells
        ),
        fault=fault,
        printed=text,
        sentence=text,
        hints=(text, text, text),
        diagnosis=Diagnosis(id=text, text=text, equal=2, probes=3),
        follow_through=(text,),
    )
    outcomes = (Outcome.PASSED, Outcome.NEEDS_REVIEW, Outcome.NOT_RUN, Outcome.GRADER_FAILED)
    return Graded(
        exercise=text,
        title=text,
        submission=text,
        student=text,
        level="confined",
        seed=0,
        checks=(*(replace(open_check, outcome=outcome) for outcome in outcomes), *[open_check] * 4),
        notes=(text, text),
        ratings=(Rating(text, 3),),
        printed=text,
    )


SAMPLES = {
    "partly": PARTLY,
    "right": replace(PARTLY, checks=(Y_HAT, replace(PREDICT, outcome=Outcome.PASSED, score=2, message="")), printed=""),
    "arrays": replace(PARTLY, student=None, checks=(MATRIX, SHAPE, WINDOW, SLICE)),
    "followed": replace(PARTLY, checks=(MATRIX, FOLLOWED)),
    "kinds": replace(PARTLY, checks=_kinds()),
    "outcomes": replace(
        PARTLY, checks=(Y_HAT, MISSING, RAISED, TIMED_OUT, KILLED, HIDDEN, GRADER_FAILED, ANY_NUMBERS, EXPLAIN_10)
    ),
    "unreadable": replace(
        PARTLY,
        checks=(
            UNREADABLE,
            *(
                replace(
                    check,
                    outcome=Outcome.NOT_RUN,
                    score=0,
                    message="Not checked yet, because the file stopped in line 4.",
                )
                for check in (Y_HAT, PREDICT, VECTOR)
            ),
        ),
        notes=("`random.py` beside this file has the name of a module that Python brings, so it is not used.",),
        printed="",
    ),
    "review": replace(PARTLY, checks=(Y_HAT, EXPLAIN_10)),
    "fault of ours": replace(PARTLY, checks=(Y_HAT, GRADER_FAILED)),
    "ratings": replace(
        PARTLY,
        level="process",
        checks=(RATING,),
        ratings=(Rating("I can compute a prediction by hand.", 4), Rating("I can say what the bias `b` does.", None)),
        printed="",
    ),
    "pictures": replace(PARTLY, checks=(Y_HAT,), printed="", pictures=PICTURES),
    "hostile": hostile(),
}
