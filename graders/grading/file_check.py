"""The gate before all checks: whether the submission runs as a file."""

from __future__ import annotations

from graders.exercise import Limits
from graders.grading import advice
from graders.grading.remedy import remedy
from graders.grading.verdict import Verdict
from graders.printable import one_line
from graders.result import FILE_CHECK, Graded, Outcome
from graders.transcript import Ended, Loaded, LoadFailed, Raised, Transcript

_WELL = (Outcome.PASSED, Outcome.NEEDS_REVIEW)
_INDENT = "Indent the line like those that it belongs to, or leave it out."
_SYNTAX = {
    "was never closed": "Find the bracket that Python names, and close it.",
    "unterminated string": "Close the text with the same kind of quotation mark that opened it.",
    "expected ':'": "End the line with a colon.",
    "invalid character": "Type the character again: it was probably copied from a web page or a word processor.",
    "invalid non-printable": "Delete the blanks in this line and type them again: one of them is no plain blank.",
    "invalid decimal literal": "A product has a sign, such as `3 * x`. No name begins with a digit.",
    "Missing parentheses in call to 'print'": "Python 3 needs brackets: `print(...)`.",
    "leading zeros": "Write the number without zeros in front.",
    "' outside function": f"This works only inside a function. {_INDENT}",
    "outside loop": f"This works only inside a loop. {_INDENT}",
    "not properly in loop": f"This works only inside a loop. {_INDENT}",
    "instead of '='": "A comparison is written `==`. To the left of one `=` stands the name that gets the value.",
    "expected an indented block": (
        "Indent the lines that belong to the line with the colon. Where there are none yet, write `...`."
    ),
}
_BLOCK = "Start the lines of one block with the same number of blanks, and use no tabs."
_SAID = "Read Python's message above, then look at this line and the one before it."
_UNSAID = (
    "Look at this line and the one above it. A bracket, a comma, a quotation mark or a colon may be missing, "
    "or a word misspelt."
)


def file_check(transcript: Transcript, limits: Limits) -> Verdict | None:
    """Return what keeps the file from running, or None when it runs."""
    if transcript.clues.notebook:
        return Verdict(
            outcome=Outcome.MISSING,
            message="This file is a Jupyter notebook, saved under the name of a Python file.",
            next_step="In Jupyter, choose File, then Save and Export Notebook As, then Executable Script.",
        )
    match transcript.load:
        case Loaded():
            return None
        case Ended() as answer:
            return advice.ended(answer, "", limits)
        case LoadFailed(raised=raised):
            return _unreadable(raised) if "SyntaxError" in raised.bases else _stopped(raised)


def stopped_last(graded: Graded) -> Graded:
    """Return a result with a note in place of its gate where the file stopped when all that is asked for was there."""
    gate, *checks = graded.checks
    is_over = gate.id == FILE_CHECK and gate.outcome is Outcome.RAISED
    if not (is_over and checks and all(check.outcome in _WELL for check in checks)):
        return graded
    said = gate.fault.message if gate.fault and gate.fault.exception != "SystemExit" else ""
    quoted = "Python says: `{}`.".format(one_line(said, 200).replace("`", "'")) if said else ""
    note = " ".join(filter(None, (gate.message, quoted, gate.next_step)))
    return graded._replace(checks=tuple(checks), notes=(*graded.notes, note))


def _stopped(raised: Raised) -> Verdict:
    shown = advice.fault(raised)
    at = f" in line {raised.line}" if raised.line else ""
    what = "ended Python" if shown.exception == "SystemExit" else f"stopped with `{shown.exception}`"
    return Verdict(
        outcome=Outcome.RAISED,
        message=f"The file {what}{at}. What stands below that line did not run.",
        next_step=remedy(raised),
        fault=shown,
    )


def _unreadable(raised: Raised) -> Verdict:
    """Say where Python could not read the file, in the words of the beginner's most likely slip."""
    shown = advice.fault(raised)
    if "unknown encoding" in raised.message:
        message = "A comment at the top of this file names an encoding that Python does not know."
        next_step = "Delete what stands behind `coding:` in that comment, and save the file as UTF-8."
    elif any(sign in raised.message for sign in ("codec can't decode", "null bytes", "Non-UTF-8")):
        message = "Python cannot read the characters of this file: it is not saved as UTF-8 text."
        next_step = "In the editor, choose Save As (or Save with Encoding), and pick UTF-8."
    elif raised.source_line.lstrip().startswith(("!", "%")):
        message = f"Line {raised.line} starts with `{raised.source_line.lstrip()[0]}`, which works only in notebooks."
        next_step = "Delete the line."
    elif raised.source_line.startswith(("<<<<<<<", "=======", ">>>>>>>")):
        message = f"Line {raised.line} is a mark that Git left when two versions were merged."
        next_step = "Keep one of the two versions, and delete the lines of marks."
    elif raised.source_line.lstrip().startswith(">>>"):
        message = f"Line {raised.line} starts with `>>>`, which Python's prompt shows and which is no code."
        next_step = "Delete the `>>>` at the start of every line."
    elif raised.source_line.lstrip().startswith("```"):
        message = f"Line {raised.line} is a mark that came with code copied from a page."
        next_step = "Delete the lines with three backticks."
    elif raised.bases[0] in {"IndentationError", "TabError"}:
        message = f"Line {raised.line} does not start where Python expects it."
        next_step = _of_message(raised, _BLOCK)
    else:
        message = f"Line {raised.line} cannot be read by Python." if raised.line else "Python cannot read this file."
        next_step = _of_message(raised, _UNSAID if raised.message.startswith("invalid syntax") else _SAID)
    return Verdict(outcome=Outcome.RAISED, message=message, next_step=next_step, fault=shown)


def _of_message(raised: Raised, otherwise: str) -> str:
    return next((step for sign, step in _SYNTAX.items() if sign in raised.message), otherwise)
