"""Sentences for what went wrong before there was a value to compare."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from graders.compare.display import show
from graders.exercise import Limits
from graders.grading.remedy import remedy
from graders.grading.verdict import MAX_PRINTED, Verdict
from graders.printable import one_line, printable
from graders.result import Fault, Outcome
from graders.transcript import Clues, Ended, Loaded, LoadFailed, Missing, Opaque, Raised, Stop, Transcript, Value

GUARD = '`if __name__ == "__main__":`'
"""What keeps a part of a file from running where it is imported, as it is here."""

_MAX_LINE = 80  # characters of a line that a sentence quotes

# What Python says of a call that does not fit a function: the first of its own functions, the others of built-in ones.
_MISFIT = re.compile(r"\(\) (?:takes|missing|got) |expected .*\d arguments?, got \d|an invalid keyword argument")


def fault(raised: Raised) -> Fault:
    """Return an exception as a report shows it: under the name of its nearest built-in class."""
    return Fault(
        exception=raised.bases[0] if raised.bases else "Exception",
        message=printable(raised.message),
        line=raised.line,
        source_line=one_line(raised.source_line.strip()),
    )


def raised(answer: Raised, text: str) -> Verdict:
    """Return the verdict on an exception that came out of ``text``, a call or an expression."""
    shown = fault(answer)
    at = f" in line {shown.line}" if shown.line else ""
    return Verdict(
        outcome=Outcome.RAISED,
        message=f"`{text}` stopped with `{shown.exception}`{at}.",
        next_step=remedy(answer),
        call=text,
        fault=shown,
        printed=printable(answer.printed, MAX_PRINTED),
    )


def is_misfit(answer: Raised) -> bool:
    """Say whether the call does not fit the function, so that no line of it was run."""
    return answer.line is None and "TypeError" in answer.bases and _MISFIT.search(answer.message) is not None


def misfit(answer: Raised, name: str, text: str) -> Verdict:
    """Return the verdict on a function that should refuse arguments, and cannot be called with them."""
    return raised(answer, text)._replace(
        outcome=Outcome.WRONG,
        message=f"`{name}` takes no arguments like these, so `{text}` did not run.",
        next_step="Compare the names between the brackets of the `def` line with the task.",
    )


def missing(answer: Missing, transcript: Transcript, asked: Collection[str], *, hidden: bool = False) -> Verdict:
    """Return the verdict on a name that the submission does not have, or not as a function.

    A name that is itself ``asked`` for is never taken for a misspelling of another. Where the input is ``hidden``, no
    type is named: a program may make one of the input that it was given.
    """
    name = answer.name
    if answer.found == "ellipsis" or name in transcript.clues.unfinished:
        return unfinished(name)
    if answer.found:
        value = "a value" if hidden else f"a value of type `{one_line(answer.found)}`"
        return Verdict(
            outcome=Outcome.MISSING,
            message=f"`{name}` is not a function here: it holds {value}.",
            next_step=f"Give the result of a call another name, so that `{name}` stays the function.",
        )
    if not isinstance(transcript.load, Loaded):
        return not_reached(transcript)
    others = [found for found in transcript.load.names if found not in asked]
    found, step = _misspelt(name, others, transcript, asked)
    return Verdict(
        outcome=Outcome.MISSING, message=f"`{name}` was not found in the file. {found}".strip(), next_step=step
    )


def _misspelt(name: str, names: Sequence[str], transcript: Transcript, asked: Collection[str]) -> tuple[str, str]:
    if name in transcript.clues.guarded:
        return (
            f"It gets its value under {GUARD}, and that part does not run here.",
            "Move what stands in that block to the left margin, below all functions.",
        )
    if isinstance(transcript.load, Loaded) and not transcript.load.names:
        return (
            "The file defines nothing.",
            "Save the work in the editor, and look whether this is the file that it was saved to.",
        )
    for found in names:
        if found.casefold() == name.casefold():
            return (
                f"Found `{one_line(found)}`; Python treats upper and lower case as different.",
                f"Rename it to `{name}`.",
            )
    import difflib  # noqa: PLC0415 - costs 3 ms and is needed only when something is missing

    for found in difflib.get_close_matches(name, names, n=1, cutoff=0.6):
        if difflib.get_close_matches(found, sorted(asked), n=1) == [name]:  # and not rather another that is asked for
            return f"Found `{one_line(found)}`, which looks similar.", f"If it is meant, rename it to `{name}`."
    return "", f"Define `{name}` at the left margin of the file."


def is_unfinished(value: Value) -> bool:
    """Say whether a value is the ``...`` that a starter holds."""
    return isinstance(value, Opaque) and value.type_name == "ellipsis"


def quoted(value: Value) -> str:
    """Return a value as it stands in a sentence."""
    return "nothing" if value is None else f"`{show(value)}`"


def unfinished(name: str) -> Verdict:
    """Return the verdict on a place that still holds the starter's ``...``."""
    return Verdict(
        outcome=Outcome.MISSING,
        message=f"`{name}` is still empty.",
        next_step=f"Replace the `...` of `{name}` with your own code.",
    )


def unfinished_text(name: str) -> Verdict:
    """Return the verdict on a sentence that has not been written yet."""
    return Verdict(
        outcome=Outcome.MISSING,
        message=f"`{name}` is still empty.",
        next_step=f'Write one sentence in your own words: `{name} = "..."`.',
    )


def returned_none(text: str, name: str, printed: str, clues: Clues) -> Verdict:
    """Return the verdict on a function that gives nothing back where a value is expected."""
    if name in clues.unfinished:
        return unfinished(name)
    shown = one_line(printed.strip(), 80)
    if shown or name in clues.prints:
        what = f"`{text}` printed `{shown}`" if shown else f"`{text}` prints its result"
        message = f"{what}, but returned `None`. A printed value is shown and then gone."
        step = "Use `return` in place of `print(...)`, to hand the value back."
    else:
        message = f"`{text}` returned `None`, which stands for no value."
        step = f"End `{name}` with a `return` line, and check that every path reaches one."
    return Verdict(outcome=Outcome.WRONG, message=message, next_step=step, call=text)


def ended(answer: Ended, text: str, limits: Limits) -> Verdict:
    """Return the verdict on a run that ended during ``text``, a call, an expression or the import of the file."""
    subject = f"`{text}`" if text else "The file"
    slow = answer.stop in {Stop.WALL, Stop.CPU}
    endless = "Look for a loop whose end is never reached."
    message, step = {
        Stop.WALL: (f"did not finish within {_seconds(limits.wall_s)}.", endless),
        Stop.CPU: (
            f"did not finish within {_seconds(limits.cpu_s)} of computing.{_last_line(answer, is_file=not text)}",
            _faster(answer) if answer.line else endless,
        ),
        Stop.MEMORY: (
            f"needed more than {limits.memory_mib} MiB of memory.",
            "Look for an array or a list that grows without end.",
        ),
        Stop.EXITED: (
            "ended Python before it gave an answer." if text else "ended Python before its last line.",
            "Leave `exit()`, `quit()` and `os._exit()` out.",
        ),
        Stop.CRASHED: (
            f"made Python itself crash ({one_line(answer.detail, 60)}).",
            "Leave out low-level tools such as `ctypes`.",
        ),
        Stop.GARBLED: (
            "gave an answer that could not be read.",
            "Return plain numbers, text or arrays, of a moderate size.",
        ),
        Stop.OVERSIZED: ("was not run, because what it is given is too large.", "Use fewer or smaller values."),
    }[answer.stop]
    return Verdict(
        outcome=Outcome.TIMED_OUT if slow else Outcome.KILLED,
        message=f"{subject} {message}",
        next_step=step,
        call=text,
        printed=printable(answer.printed, MAX_PRINTED),
    )


def _last_line(answer: Ended, *, is_file: bool) -> str:
    """Return where the time ran out, as sentences that go on from others; empty where it is not known."""
    if not answer.line:
        return ""
    source = one_line(answer.source_line.strip(), _MAX_LINE)
    where = f"{'the loop in ' if answer.is_loop else ''}line {answer.line}"
    said = f" The time ran out in {where}{f': `{source}`' if source else ''}."
    return f"{said} What comes after it did not run." if is_file else said


def _faster(answer: Ended) -> str:
    """Return what to look at: a loop only where there is one."""
    if answer.is_loop:
        return "Look at what ends this loop, and after how many rounds."
    return "Count how often Python gets to this line, and look at how much there is to do in it."


def _seconds(number: float) -> str:
    return f"{number:g} second{'' if number == 1 else 's'}"


def not_reached(transcript: Transcript) -> Verdict:
    """Return the verdict on what could not be looked at because the file did not run to its end."""
    match transcript.load:
        case LoadFailed(raised=Raised(line=line)) | Ended(line=line):
            pass
        case Loaded():
            line = None
    stopped = f"stopped in line {line}" if line else "stopped"
    why = "is a notebook" if transcript.clues.notebook else stopped
    return Verdict(outcome=Outcome.NOT_RUN, message=f"Not checked yet, because the file {why}.")
