"""Entry of the command ``grade``: pick the command, turn faults into one line each and an exit status."""

from __future__ import annotations

import _signal  # type: ignore[import-not-found]  # signal takes 5 ms to import
import errno
import gc
import os
import sys
from collections.abc import Callable, Sequence
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from graders.blas import ONE_THREAD
from graders.cli.log import tell
from graders.cli.status import INTERRUPTED, NOT_GRADED, complain
from graders.errors import GradersError

if TYPE_CHECKING:
    from graders.sandbox.launch import Launched

Command = Callable[[Sequence[str]], int]

_COMMANDS = {
    "check": "graders.cli.check",
    "diff": "graders.cli.diff",
    "history": "graders.cli.history",
    "new": "graders.cli.new",
    "review": "graders.cli.review",
    "schema": "graders.cli.schema",
}
"""The module of each command that grades nothing; its ``run`` takes all arguments, its own name first."""

_WITHOUT_GRADING = frozenset({"-h", "--help", "--version"})


def script() -> NoReturn:
    """Run :func:`main` on the command line and end the process at once: NumPy takes long to take down."""
    os.environ.update(ONE_THREAD)  # nothing here is large enough to be shared out; for workers as well
    _end_as_by_interrupt()
    gc.disable()  # almost all that a start makes lives to its end; looking for what does not takes 6 ms
    status = main(sys.argv[1:])
    with suppress(OSError):  # what could not be written has been told
        sys.stdout.flush()
        sys.stderr.flush()
    os._exit(status)


def _end_as_by_interrupt() -> None:
    """Let who asks this process to end, or closes its terminal, find what Ctrl-C leaves: what is done, and no more."""
    for name in ("SIGTERM", "SIGHUP"):
        number = getattr(_signal, name, None)  # there is no SIGHUP on Windows
        if number is not None and _signal.getsignal(number) == _signal.SIG_DFL:  # nohup has it ignored
            _signal.signal(number, _signal.default_int_handler)


def main(argv: Sequence[str]) -> int:
    """Run one command and return the exit status of the process.

    0: everything graded is right. 1: graded, something is not right. 2: could not grade. 130: interrupted.
    """
    try:
        status = _command(argv)(argv)
        sys.stdout.flush()  # here, where a reader that is gone and a full device are no faults of ours
    except GradersError as error:
        complain(error)
        return NOT_GRADED
    except SystemExit as stop:  # argparse, after --help or a usage error
        return stop.code if isinstance(stop.code, int) else NOT_GRADED
    except KeyboardInterrupt as stop:
        sys.stderr.write(f"grade: {'; '.join(['interrupted', *stop.args])}\n")
        return INTERRUPTED
    except BrokenPipeError:
        _drop_output()
        return NOT_GRADED
    except Exception as error:  # noqa: BLE001 - whatever it is, it is ours, and must not look like a verdict
        if isinstance(error, OSError) and error.errno == errno.ENOSPC:
            _drop_output()
            complain(GradersError("no space is left where results are written"))
            return NOT_GRADED
        from graders.printable import trace  # noqa: PLC0415 - only needed for a bug

        said = "grade: internal fault, nothing was graded wrongly because of it. Please report:"
        tell(f"{said}\n{trace(error)}", sys.stderr)
        return NOT_GRADED
    return status


def _drop_output() -> None:
    """Let what is still to be written to standard output go nowhere: there is nobody to read it."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _command(argv: Sequence[str]) -> Command:
    """Return the command that ``argv`` asks for; each is imported only when it is the one."""
    if argv and argv[0] in _COMMANDS:
        from importlib import import_module  # noqa: PLC0415 - whoever grades a file does not wait for it

        command: Command = import_module(_COMMANDS[argv[0]]).run
        return command
    launched = _launch() if not _WITHOUT_GRADING.intersection(argv) else None
    from graders.cli import grade  # noqa: PLC0415

    return lambda argv: grade.run(argv, launched)


def _launch() -> Launched | None:
    """Start the process that runs submissions before anything else: it takes as long to start as all the rest."""
    if sys.platform != "linux":
        return None
    from graders.sandbox.launch import launch  # noqa: PLC0415

    return launch()
