"""The child of level ``process``: a fresh interpreter that limits itself, for platforms without a better jail."""

from __future__ import annotations

import math
import os
import sys
import time

from graders.sandbox.child import get_ready, serve
from graders.sandbox.interpreter import forget_packages
from graders.sandbox.wire import pack

_FILE_SIZE = 16 * 1024 * 1024


def main(arguments: list[str]) -> None:
    """Serve the frames of standard input on standard output; what the program prints goes to standard error.

    The arguments are the CPU time in seconds, the memory in MiB, and the mark that ends what each ask has printed.
    """
    cpu_s, memory_mib, mark = arguments
    forget_packages()
    requests, replies = os.dup(0), os.dup(1)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    os.dup2(2, 1)
    os.close(null)
    sys.stdout.reconfigure(line_buffering=True, newline="\n")  # type: ignore[union-attr]  # text as Python opened it
    get_ready()
    _limit(int(cpu_s), int(memory_mib))
    os.write(replies, pack("ready", 0, {}))
    serve(requests, replies, 2, mark.encode("ascii"))


def _limit(cpu_s: int, memory_mib: int) -> None:
    """Set the limits that this platform knows; those that it does not are why the level is no better."""
    try:
        import resource  # noqa: PLC0415 - there is none on Windows
    except ImportError:
        return
    from graders.sandbox.limits import OPEN_FILES, address_space, lower  # noqa: PLC0415 - nor these

    for limit, most in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, _FILE_SIZE),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
    ):
        lower(limit, most, most)
    if sys.platform == "linux":  # macOS takes the value and does nothing
        memory = address_space() + memory_mib * 1024 * 1024
        lower(resource.RLIMIT_AS, memory, memory)
    seconds = math.ceil(time.process_time() + cpu_s)
    lower(resource.RLIMIT_CPU, seconds, seconds + 1)
