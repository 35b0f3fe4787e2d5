"""Runs a few lines in an interpreter like the zygote's, and in a jail if they say so."""

import json
import subprocess
import sys
from typing import Any

from graders.sandbox.interpreter import command, environment

ENTER = """
import dataclasses, errno, json, os, resource, sys
import numpy
from graders.sandbox.interpreter import forget_packages
from graders.sandbox.jail import Layer
from graders.sandbox.limits import address_space
from graders.sandbox.zygote import prepare

without = frozenset(Layer(name) for name in sys.argv[3:])
forget_packages()
forgotten = os.open("/proc/self/status", os.O_RDONLY)
jail = dataclasses.replace(prepare(), without=without)
sys.stdout.reconfigure(line_buffering=True)
witness = jail.enter(2, address_space() + (256 << 20), frozenset())

def errno_of(attempt):
    try:
        attempt()
    except OSError as error:
        return errno.errorcode[error.errno]
    return "OPEN"
"""


def jailed(code: str, *without: str) -> subprocess.Popen[str]:
    """Start ``code`` after :data:`ENTER`, in a jail that lacks the layers ``without``."""
    argv = command("zygote", *without)
    argv[argv.index("-c") + 1] = f"import sys; sys.path += sys.argv[1:3]\n{ENTER}\n{code}"
    pipe = subprocess.PIPE
    return subprocess.Popen(argv, env=environment(), stdin=pipe, stdout=pipe, stderr=sys.stderr, text=True)


def result(code: str, *without: str) -> Any:
    """Return what ``code`` prints as JSON."""
    with jailed(code, *without) as process:
        printed, _ = process.communicate(timeout=60)
    assert process.returncode == 0, printed
    return json.loads(printed)
