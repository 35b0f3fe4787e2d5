"""Sentences for what went wrong before there was a value to compare."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from graders.compare.display import show
from graders.exercise import Limits
from graders.grading.verdict import Verdict
from graders.printable import one_line, printable
from graders.result import Fault, Outcome
from graders.transcript import Clues, Ended, Load, Loaded, LoadFailed, Missing, Opaque, Raised, Stop, Transcript, Value

_NEXT_STEPS = {
    "EOFError": "Nobody is at the keyboard here. Set the value in the code instead of asking with `input()`.",
    "ModuleNotFoundError": "Python's own modules and NumPy are available. Leave other imports out.",
    "ImportError": "Check the spelling of what is imported, and from where.",
    "RecursionError": "The function calls itself again and again. Give it a case in which it stops.",
    "MemoryError": "Look for an array or a list that grows without end.",
    "ZeroDivisionError": "Look at what is divided by, and when it can be zero.",
    "IndexError": "Print the `.shape` or the length first. The first index is 0.",
    "KeyError": "Print the keys of the dict and compare the spelling.",
    "AttributeError": "Check the spelling after the dot, and print what stands before it.",
    "FileNotFoundError": "Only files beside the submission can be read, and only if the code names them.",
    "PermissionError": "Files, the network and other programs are out of reach here. The task needs none of them.",
    "RuntimeError": "Read Python's message above, then look at the line that it names.",
    "NotImplementedError": "Replace the `raise NotImplementedError` line with your own code.",
    "SystemExit": "Leave `exit()`, `quit()` and `sys.exit()` out, so that the file runs to its end.",
    "ValueError": "Print what goes into this line, and the `.shape` of each array.",
    "TypeError": "Print the `type(...)` of what goes into this line.",
}


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
        next_step=next_step(answer),
        call=text,
        fault=shown,
        printed=printable(answer.printed, 4000),
    )


def next_step(answer: Raised) -> str:
    """Return one thing to try after an exception."""
    exception = fault(answer).exception
    if exception == "NameError" and "'np'" in answer.message:
        return "Add `import numpy as np` at the top of the file."
    if exception in {"NameError", "UnboundLocalError"}:
        return "Check the spelling of the name, and that it gets its value earlier."
    if exception == "TypeError" and "argument" in answer.message:
        return "Compare the names between the brackets of the `def` line with the task."
    if exception == "TypeError" and "not callable" in answer.message:
        return "What stands before the brackets is no function. Look where it gets its value, or for a missing `*`."
    if exception == "TypeError" and "same_kind" in answer.message:
        return "An array of whole numbers cannot hold a fraction. Write `x = x - ...` in place of `x -= ...`."
    if exception == "ValueError" and "broadcast" in answer.message:
        return "Two shapes do not fit together. Print the `.shape` of both arrays."
    if exception == "ValueError" and "truth value of an array" in answer.message:
        return (
            "`if`, `and` and `a < b < c` need one True or False. Join comparisons of arrays with `&`, each in brackets."
        )
    if exception != "SystemExit" and answer.source_line.lstrip().startswith("raise "):
        return "This line raises it on purpose. Look at the condition above it, and when it is true."
    return _NEXT_STEPS.get(exception, "Look at the line that Python names, and print what goes into it.")


def missing(answer: Missing, transcript: Transcript, asked: Collection[str]) -> Verdict:
    """Return the verdict on a name that the submission does not have, or not as a function.

    A name that is itself ``asked`` for is never taken for a misspelling of another.
    """
    name = answer.name
    if answer.found == "ellipsis" or name in transcript.clues.unfinished:
        return unfinished(name)
    if answer.found:
        return Verdict(
            outcome=Outcome.MISSING,
            message=f"`{name}` is not a function here: it holds a value of type `{one_line(answer.found)}`.",
            next_step=f"Give the result of a call another name, so that `{name}` stays the function.",
        )
    if not isinstance(transcript.load, Loaded):
        return not_reached(transcript.load)
    others = [found for found in transcript.load.names if found not in asked]
    found, step = _misspelt(name, others, transcript, asked)
    return Verdict(
        outcome=Outcome.MISSING, message=f"`{name}` was not found in the file. {found}".strip(), next_step=step
    )


def _misspelt(name: str, names: Sequence[str], transcript: Transcript, asked: Collection[str]) -> tuple[str, str]:
    if name in transcript.clues.guarded:
        return (
            'It gets its value under `if __name__ == "__main__":`, and that part does not run here.',
            "Move the line out of that block, to the left margin.",
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
    message, step = {
        Stop.WALL: (f"did not finish within {_seconds(limits.wall_s)}.", "Look for a loop whose end is never reached."),
        Stop.CPU: (
            f"did not finish within {_seconds(limits.cpu_s)} of computing.",
            "Look for a loop whose end is never reached.",
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
    }[answer.stop]
    return Verdict(
        outcome=Outcome.TIMED_OUT if slow else Outcome.KILLED,
        message=f"{subject} {message}",
        next_step=step,
        call=text,
        printed=printable(answer.printed, 4000),
    )


def _seconds(number: float) -> str:
    return f"{number:g} second{'' if number == 1 else 's'}"


def not_reached(load: Load) -> Verdict:
    """Return the verdict on what could not be looked at because the file did not run to its end."""
    line = load.raised.line if isinstance(load, LoadFailed) else None
    where = f" in line {line}" if line else ""
    return Verdict(outcome=Outcome.NOT_RUN, message=f"Not checked yet, because the file stopped{where}.")
