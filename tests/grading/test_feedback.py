"""What a beginner is told, from the submission to the sentence."""

from collections.abc import Callable

import pytest

from graders.errors import SpecError
from graders.record import to_record
from graders.result import CheckResult, Graded, Outcome
from tests.compare.test_wording import faults

Grade = Callable[..., Graded]

VARIABLE = "- {id: y, variable: y_hat, asks: the prediction, points: 2}\n"
FUNCTION = "- {id: f, function: predict, asks: predict, points: 2, cases: [[8], [0]]}\n"
REFERENCE = "y_hat = 34\ndef predict(x): return 3 * x + 10\n"


def only(graded: Graded) -> CheckResult:
    [check] = graded.checks
    return check


@pytest.mark.parametrize(
    ("source", "outcome", "says", "step"),
    [
        ("", "missing", "`y_hat` was not found in the file. The file defines nothing.", "Save the work in the editor"),
        ("other = 34", "missing", "`y_hat` was not found in the file.", "Define `y_hat`"),
        ("Y_hat = 34", "missing", "Found `Y_hat`; Python treats upper and lower case", "Rename it to `y_hat`."),
        ("y_hatt = 34", "missing", "Found `y_hatt`, which looks similar.", "rename it"),
        (
            "def main():\n    global y_hat\n    y_hat = 34\nif __name__ == '__main__':\n    main()",
            "missing",
            "that part does not run here",
            "left margin",
        ),
        ("if __name__ == '__main__':\n    y_hat = 34", "missing", "that part does not run here", "left margin"),
        ("y_hat = ...", "missing", "`y_hat` is still empty.", "Replace the `...`"),
        ("y_hat = '34'", "wrong", '`y_hat` is the text `"34"`', ""),
        ("y_hat = 34.5", "wrong", "34.5, expected 34", ""),
    ],
)
def test_a_variable_that_is_not_right(graded: Grade, source: str, outcome: str, says: str, step: str) -> None:
    check = only(graded(VARIABLE, REFERENCE, source))
    assert check.outcome == outcome
    assert says in check.message
    assert step in check.next_step
    assert check.score == 0


@pytest.mark.parametrize(
    ("body", "outcome", "says", "step"),
    [
        ("print(3 * x + 10)", "wrong", "`predict(8)` printed `34`, but returned `None`.", "Use `return`"),
        ("3 * x + 10", "wrong", "`predict(8)` returned `None`", "End `predict` with a `return` line"),
        ("...", "missing", "`predict` is still empty.", "Replace the `...`"),
        ("pass", "missing", "`predict` is still empty.", ""),
        ("raise NotImplementedError", "missing", "`predict` is still empty.", ""),
        (
            "import numpy as np; a = np.array([x]); a -= 0.5",
            "raised",
            "`TypeError` in line 2",
            "cannot hold a fraction",
        ),
        (
            "return 3(x) + 10",
            "raised",
            "`predict(8)` stopped with `TypeError` in line 2.",
            "or for a missing `*`",
        ),
        (
            "import numpy as np; return 1 < np.array([x, 9]) < 5",
            "raised",
            "`ValueError` in line 2",
            "Join comparisons of arrays with `&`",
        ),
        ("return float('x')", "raised", "`ValueError` in line 2", "Print this one with `repr(...)`"),
        (
            "import numpy as np; return np.linalg.inv(np.zeros((2, 3)))",
            "raised",
            "`ValueError`",
            "Print what goes into this line",
        ),
        ("return np.asarray(x)", "raised", "`predict(8)` stopped with `NameError` in line 2.", "import numpy as np"),
        ("return x / 0", "raised", "`ZeroDivisionError` in line 2", "divided by"),
        ("return float(input())", "raised", "`EOFError` in line 2", "Nobody is at the keyboard"),
        ("raise ValueError(x)", "raised", "`ValueError` in line 2", "raises it on purpose"),
        ("raise SystemExit", "raised", "`SystemExit`", "exit()"),
        ("return predict(x)", "raised", "`RecursionError`", "calls itself"),
        ("import os; os._exit(0)", "killed", "`predict(8)` ended Python before it gave an answer.", ""),
        ("return predict", "wrong", "function", ""),
    ],
)
def test_a_function_that_is_not_right(graded: Grade, body: str, outcome: str, says: str, step: str) -> None:
    check = only(graded(FUNCTION, REFERENCE, f"def predict(x):\n    {body}\n"))
    assert check.outcome == outcome
    assert says in check.message
    assert step in check.next_step


@pytest.mark.parametrize("word", ["exit()", "quit()", "import sys; sys.exit()", "raise SystemExit"])
def test_a_file_that_ends_python_below_all_that_is_asked_for_has_passed_with_a_note(graded: Grade, word: str) -> None:
    result = graded(VARIABLE, "y_hat = 34", f"y_hat = 34\n{word}\n")
    assert [check.outcome for check in result.checks] == ["passed"]
    [note] = result.notes
    assert note.startswith("The file ended Python in line 2. What stands below that line did not run. Leave `exit()`")
    assert faults(note) == []


def test_the_note_on_a_file_that_stopped_says_with_what_and_what_to_do(graded: Grade) -> None:
    [note] = graded(VARIABLE, "y_hat = 34", "y_hat = 34\nprint({}['a`b'])\n").notes
    assert "stopped with `KeyError` in line 2." in note
    assert "Python says: `'a'b'`. The dict has no such key" in note


@pytest.mark.parametrize("above", ["1 / 0", "exit()", "while True: pass"])
def test_a_file_that_stops_above_what_is_asked_for_has_not_passed(graded: Grade, above: str) -> None:
    checks = FUNCTION + VARIABLE
    source = f"def predict(x): return 3 * x + 10\n{above}\ny_hat = 34\n"
    result = graded(checks, REFERENCE, source, limits="{cpu: 1 s, wall: 1 s}")
    assert result.checks[0].id == "file"
    assert (result.outcome, result.notes) == (result.checks[0].outcome, ())


def test_a_number_in_place_of_a_function_is_named(graded: Grade) -> None:
    check = only(graded(FUNCTION, REFERENCE, "def predict(x): return 3 * x + 10\npredict = predict(8)\n"))
    assert check.outcome is Outcome.MISSING
    assert "`predict` is not a function here: it holds a value of type `int`." in check.message


def test_other_argument_names_are_named(graded: Grade) -> None:
    checks = "- {id: f, function: predict, asks: predict, points: 2, cases: [{x: 8}]}\n"
    check = only(graded(checks, REFERENCE, "def predict(hours): return 3 * hours + 10\n"))
    assert check.outcome is Outcome.RAISED
    assert check.next_step == "Compare the names between the brackets of the `def` line with the task."


def test_a_similar_name_is_offered_only_for_the_one_that_it_is_closest_to(graded: Grade) -> None:
    checks = "".join(f"- {{id: c{n}, variable: explain_{n}, asks: explain {n}, points: 1}}\n" for n in (3, 10))
    first, second = graded(checks, "explain_3 = explain_10 = 'a'", "explain3 = 'a'").checks
    assert "Found `explain3`" in first.message
    assert "Found" not in second.message


def test_a_call_that_hangs_is_named_and_the_next_check_is_graded(graded: Grade) -> None:
    result = graded(
        FUNCTION + VARIABLE,
        REFERENCE,
        "y_hat = 34\ndef predict(x):\n    while True: pass\n",
        limits="{cpu: 1 s, wall: 1 s}",
    )
    assert [check.outcome for check in result.checks] == ["timed_out", "passed"]
    assert result.checks[0].message.startswith("`predict(8)` did not finish within 1 second")
    assert "1 seconds" not in result.checks[0].message


def test_a_file_that_hangs_says_so_once_and_leaves_the_checks_unchecked(graded: Grade) -> None:
    result = graded(FUNCTION + VARIABLE, REFERENCE, "while True: pass", limits="{cpu: 1 s, wall: 1 s}")
    assert [check.outcome for check in result.checks] == ["timed_out", "not_run", "not_run"]
    assert result.checks[0].message.startswith("The file did not finish")
    assert result.max_score == 4


SECOND = "{cpu: 1 s, wall: 60 s}"


def test_a_file_whose_time_ran_out_is_told_the_line_and_earns_what_it_had_by_then(graded: Grade) -> None:
    source = "y_hat = 34\ni = 0\nwhile i < 10:\n    y_hat = 34\ndef predict(x): return 3 * x + 10\n"
    result = graded(VARIABLE + FUNCTION, REFERENCE, source, limits=SECOND)
    file, y_hat, predict = result.checks
    assert [check.outcome for check in result.checks] == ["timed_out", "passed", "not_run"]
    assert file.message == (
        "The file did not finish within 1 second of computing. The time ran out in the loop in line 3: "
        "`while i < 10:`. What comes after it did not run."
    )
    assert file.next_step == "Look at what ends this loop, and after how many rounds."
    assert y_hat.score == 2
    assert predict.message == "Not checked yet, because the file stopped in line 3."


def test_a_call_that_had_only_what_such_a_file_left_over_is_not_held_against_the_function(graded: Grade) -> None:
    source = "def predict(x):\n    while x: pass\ny_hat = 34\npredict(8)\n"
    result = graded(FUNCTION + VARIABLE, REFERENCE, source, limits=SECOND)
    assert [check.outcome for check in result.checks] == ["timed_out", "not_run", "passed"]
    assert result.checks[1].message == "Not checked yet, because the file stopped in line 2."


@pytest.mark.parametrize(
    ("source", "where", "step"),
    [
        (
            "def predict(x):\n    while x:\n        x = abs(\n            x\n        )\n",
            "in the loop in line 2: `while x:`.",
            "Look at what ends this loop, and after how many rounds.",
        ),
        (
            "def predict(x):\n    for n in iter(int, 1):\n        x += sum(range(n))\n",
            "in the loop in line 2: `for n in iter(int, 1):`.",
            "Look at what ends this loop, and after how many rounds.",
        ),
        (
            "def predict(x, n=99): return n < 2 or predict(x, n - 1) + predict(x, n - 2)\n",
            "in line 1: `def predict(x, n=99): return n < 2 or predict(x, n - 1) + predict(x, n - 2)`.",
            "Count how often Python gets to this line, and look at how much there is to do in it.",
        ),
    ],
    ids=["while", "for", "recursion"],
)
def test_a_call_whose_time_ran_out_is_told_the_line_and_a_loop_only_where_there_is_one(
    graded: Grade, source: str, where: str, step: str
) -> None:
    check = only(graded(FUNCTION, REFERENCE, source, limits=SECOND))
    assert check.message == f"`predict(8)` did not finish within 1 second of computing. The time ran out {where}"
    assert check.next_step == step


def test_a_reference_whose_time_ran_out_tells_its_author_the_line(graded: Grade) -> None:
    with pytest.raises(
        SpecError, match=r"does not run.*The time ran out in the loop in line 2: `while True: pass`"
    ) as caught:
        graded(VARIABLE, "y_hat = 34\nwhile True: pass\n", "", limits=SECOND)
    assert len(caught.value.problems) == 1


def test_a_file_that_ends_python_is_told_that_the_rest_did_not_run(graded: Grade) -> None:
    result = graded(VARIABLE, REFERENCE, "import os; os._exit(0)")
    assert result.checks[0].message == "The file ended Python before its last line."


@pytest.mark.parametrize(
    ("source", "says", "step"),
    [
        ("y_hat = (34", "Line 1 cannot be read by Python.", "Find the bracket"),
        ("y_hat = 3x + 10", "Line 1 cannot be read by Python.", "A product has a sign"),
        ("y_hat = '34", "Line 1 cannot be read by Python.", "quotation mark"),
        ("def predict(x)\n    return x", "Line 1 cannot be read by Python.", "colon"),
        ("x = 1\n  y_hat = 34", "Line 2 does not start where Python expects it.", "blanks"),
        ("if 1:\n\ty = 1\n        z = 2", "Line 3 does not start where", "tabs"),
        ("print 'hello'", "Line 1", "print(...)"),
        ("y_hat = “34”", "Line 1", "Type the character again"),
        ("%matplotlib inline", "Line 1 starts with `%`, which works only in notebooks.", "Delete the line."),
        (">>> y_hat = 34", "Line 1 starts with `>>>`", "Delete the `>>>`"),
        ("```python\ny_hat = 34\n```", "Line 1 is a mark that came with code", "three backticks"),
        ("y_hat\u00a0= 34", "Line 1", "Delete the blanks in this line"),
        ("y_hat = 34\nretrun y_hat", "Line 2 cannot be read by Python.", "or a word misspelt"),
        ("def f(x):\n    y = x\nreturn y", "Line 3", "works only inside a function. Indent the line"),
        ("for i in [1]:\n    y = i\nbreak", "Line 3", "works only inside a loop. Indent the line"),
        ("for i in [1]:\n    y = i\ncontinue", "Line 3", "works only inside a loop. Indent the line"),
        ("x + 1 = y_hat", "Line 1", "To the left of one `=` stands the name"),
        ("if 3 = 4: y_hat = 34", "Line 1", "A comparison is written `==`"),
        ("def f(x):\ny_hat = 34", "Line 2 does not start where", "Indent the lines that belong"),
        ("y_hat = max(default=1, 34)", "Line 1", "Read Python's message above"),
        ("y_hat = 34)", "Line 1", "Read Python's message above"),
        ("y_hat = [3 4]", "Line 1", "a comma"),
        ("<<<<<<< HEAD\ny_hat = 34", "Git", "Keep one"),
        (b"y_hat = 'caf\xe9'", "not saved as UTF-8", "UTF-8"),
        ("y_hat = 34".encode("utf-16"), "not saved as UTF-8", "UTF-8"),
        ("# coding: my formula\ny_hat = 34", "names an encoding that Python does not know", "`coding:`"),
        (b"y_hat = 34\x00", "not saved as UTF-8", "UTF-8"),
        (b"# caf\xe9\ny_hat = 34", "not saved as UTF-8", "UTF-8"),
        (b"y_hat = 34\n# coding: latin-1\n# caf\xe9\n", "not saved as UTF-8", "UTF-8"),
        (b"# coding: utf-8\ny_hat = 34  # caf\xe9\n", "not saved as UTF-8", "UTF-8"),
    ],
)
def test_a_file_that_python_cannot_read(graded: Grade, source: str | bytes, says: str, step: str) -> None:
    result = graded(VARIABLE, REFERENCE, source)
    file, check = result.checks
    assert (file.id, file.outcome, check.outcome) == ("file", "raised", "not_run")
    assert says in file.message
    assert step in file.next_step
    assert file.fault is not None


@pytest.mark.parametrize(
    "source",
    [
        b"# coding: latin-1\ny_hat = 34  # caf\xe9\n",
        b"\n# -*- coding: cp1252 -*-\ny_hat = len('caf\xe9') + 30\n",
        "\ufeffy_hat = 34  # café".encode(),
    ],
)
def test_a_file_in_the_encoding_that_it_names_is_read(graded: Grade, source: bytes) -> None:
    assert only(graded(VARIABLE, REFERENCE, source)).outcome == "passed"


def test_a_notebook_saved_as_python_is_recognised(graded: Grade) -> None:
    notebook = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
    assert "Jupyter notebook" in graded(VARIABLE, REFERENCE, notebook).checks[0].message


def test_what_a_notebook_keeps_from_being_checked_is_not_blamed_on_a_line(graded: Grade) -> None:
    notebook = '{"cells": [],\n "metadata": {}, "trusted": null, "nbformat": 4}'
    file, check = graded(VARIABLE, REFERENCE, notebook).checks
    assert (file.outcome, check.message) == ("missing", "Not checked yet, because the file is a notebook.")


def test_what_stands_above_the_line_that_raised_is_graded(graded: Grade) -> None:
    result = graded(VARIABLE + FUNCTION, REFERENCE, "y_hat = 34\nprint(1 / 0)\ndef predict(x): return 3 * x + 10\n")
    assert [(check.id, check.outcome) for check in result.checks] == [
        ("file", "raised"),
        ("y", "passed"),
        ("f", "not_run"),
    ]
    assert "The file stopped with `ZeroDivisionError` in line 2." in result.checks[0].message
    assert result.checks[0].fault is not None
    assert result.checks[0].fault.source_line == "print(1 / 0)"


def test_what_is_right_already_is_counted(graded: Grade) -> None:
    check = only(graded(FUNCTION, REFERENCE, "def predict(x): return 34\n"))
    assert check.right.startswith("1 of 2 calls is right.")
    assert check.call == "predict(0)"


def test_a_hidden_case_gives_away_no_input_and_no_value(graded: Grade) -> None:
    checks = "- {id: f, function: predict, asks: predict, points: 2, cases: [{args: [1234], hidden: true}]}\n"
    for body in ("return 999", "raise ValueError(str(x))", "print(x); return 0", "print(x)"):
        result = graded(checks, REFERENCE, f"def predict(x):\n    {body}\n")
        record = str(to_record(result)) + str(result)
        assert "1234" not in record
        assert "3712" not in record
        assert only(result).message.startswith("For an input that is not shown, the function")


def test_no_hidden_input_is_told_by_the_name_of_a_type_that_a_call_leaves_in_place_of_the_function(
    graded: Grade,
) -> None:
    cases = "[{args: [1234], hidden: true}, {args: [5678], hidden: true}]"
    checks = f"- {{id: f, function: predict, asks: predict, points: 2, cases: {cases}}}\n"
    body = "    global predict\n    predict = type(f'x={x}', (), {})()\n    return 3 * x + 10\n"
    result = graded(checks, REFERENCE, f"def predict(x):\n{body}")
    assert only(result).outcome is Outcome.MISSING
    assert only(result).message == "`predict` is not a function here: it holds a value."
    assert "1234" not in str(to_record(result)) + str(result)


def test_no_hidden_input_is_told_by_what_a_later_process_says_of_its_source(graded: Grade) -> None:
    """The process that answers what is left after another one ended has all hidden questions while it loads."""
    cases = "[{args: [1234], hidden: true}]"
    checks = (
        f"- {{id: f, function: predict, asks: predict, points: 2, cases: {cases}}}\n"
        f"- {{id: g, function: other, asks: other, points: 2, cases: {cases.replace('1234', '5678')}}}\n"
        "- {id: y, variable: y_hat, asks: y, points: 2}\n"
    )
    source = """
import os, sys
from graders.transcript import Clues, Discarded
y_hat = 1
def predict(x): os._exit(0)
def other(x): return x
caller = sys._getframe()
while caller.f_code.co_name != "_serve":
    caller = caller.f_back
unread = bytes(caller.f_locals["inbox"]._bytes)
if b"predict" not in unread:
    call = "5678" if b"5678" in unread else "nothing"
    caller.f_locals["program"].clues = Clues(discarded=(Discarded(1, "", "y_hat", call),))
"""
    reference = f"{REFERENCE}def other(x): return 2 * x\n"
    result = graded(checks, reference, source)
    assert [check.outcome for check in result.checks] == [Outcome.KILLED, Outcome.WRONG, Outcome.WRONG]
    assert "5678" not in str(to_record(result)) + str(result)


def test_hidden_inputs_cannot_be_carried_into_a_case_that_is_shown(graded: Grade) -> None:
    checks = (
        "- {id: a, function: predict, asks: predict, points: 2, cases: [{args: [1234], hidden: true}]}\n"
        "- {id: b, function: predict, asks: predict, points: 2, cases: [[8]]}\n"
    )
    source = "seen = []\ndef predict(x):\n    seen.append(x)\n    raise ValueError(str(seen))\n"
    assert "1234" not in str(graded(checks, REFERENCE, source))


def test_a_check_waits_for_the_ones_it_needs(graded: Grade) -> None:
    needy = "- {id: g, function: predict, asks: predict, points: 2, needs: [y], cases: [[8]]}\n"
    result = graded(VARIABLE + needy, REFERENCE, "y_hat = 1\ndef predict(x): return 3 * x + 10\n")
    assert [check.outcome for check in result.checks] == ["wrong", "not_run"]
    assert result.checks[1].message == "Not checked yet, because this comes first: the prediction."
    assert graded(VARIABLE + needy, REFERENCE, REFERENCE).score == 4


@pytest.mark.parametrize(
    ("first", "outcome"),
    [
        ("text: why, mentions: [[slope]]", "needs_review"),
        ("text: why, mentions: [[slope]], avoids: [steep]", "wrong"),
        ('property: __import__("os")._exit(3) if "steep" in why else True, let: {why: why}', "grader_failed"),
    ],
)
def test_no_check_waits_for_what_is_not_decided_by_the_submission(graded: Grade, first: str, outcome: str) -> None:
    checks = f"- {{id: why, {first}, asks: says why, points: 1}}\n" + VARIABLE.replace("points", "needs: [why], points")
    reference = "why = 'it is the slope of the line'\ny_hat = 34\n"
    result = graded(checks, reference, "why = 'it tells how steep it is'\ny_hat = 34\n")
    assert [check.outcome for check in result.checks] == [outcome, "passed"]
    assert result.score == 2


def test_a_module_that_hides_a_real_one_is_not_used_and_a_note_says_so(graded: Grade) -> None:
    source = "import numpy as np\ny_hat = int(np.sum([30, 4]))\n"
    result = graded(VARIABLE, REFERENCE, source, numpy__py="raise SystemError")
    assert only(result).outcome is Outcome.PASSED
    assert result.notes == (
        "`numpy.py` beside this file has the name of a module that Python or NumPy brings, so it is not used.",
    )


def test_files_beside_the_submission_can_be_read(graded: Grade) -> None:
    source = "import mine\ny_hat = mine.ten + int(open('scores.csv').read())\n"
    assert graded(VARIABLE, REFERENCE, source, mine__py="ten = 10", scores__csv="24").score == 2


def test_hostile_text_is_spelt_out_in_every_part_of_a_result(graded: Grade) -> None:
    source = (
        "print('\\x1b[2Jout')\ny_hat = '\\x1b]0;title\\x07\\u202e'\ndef predict(x): raise ValueError('\\x1b[31m')\n"
    )
    text = str(graded(VARIABLE + FUNCTION, REFERENCE, source))
    assert "\\x1b" in text
    assert not set(text) & {"\x1b", "\x07", "\u202e"}
