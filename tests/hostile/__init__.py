"""Hostile and odd programs, as data in the YAML files of this folder; the ids are those of the list of threats.

Each has ``source``, which is loaded and then asked to call ``answer`` (``asks`` times), and ``outcome``, what becomes
of the last ask, or of the loading if that does not come to its end. ``unjailed`` is the outcome at level ``process``:
it shows that an attack does work where nothing stands in its way. ``on_3_11`` is the outcome under Python 3.11, where
later ones see to it themselves. ``encoding`` is UTF-8 where not given.
"""

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from graders.exercise import Limits
from graders.transcript import Answer, Call, Ended, LoadFailed, NotAsked, Program, Raised, Returned, Transcript

FOLDER = Path(__file__).parent

# Text in a source that stands for a few lines of help, or for a line that is too long to be written out.
PARTS = {
    "@BLANKS@": " " * 100_000,
    "@PARAMETERS@": "(a:" * 50_000,
    "@FORGE@": """
import os, stat, sys
def write(message):
    for descriptor in range(3, 64):
        try:
            if stat.S_ISFIFO(os.fstat(descriptor).st_mode):
                os.write(descriptor, message)
        except OSError:
            pass
def turn():
    caller = sys._getframe()
    while 'inbox' not in caller.f_locals or 'frame' not in caller.f_locals:
        caller = caller.f_back
    return caller.f_locals['frame'].turn
def forge(tree, kind=b'returned', turn_=None):
    text = b'["%s", %s]' % (kind, tree)
    write((turn_ or turn()).to_bytes(8, 'little') + len(text).to_bytes(4, 'little') + bytes(4) + text)
""",
    "@LIBC@": """
import ctypes, errno, os
libc = ctypes.CDLL(None, use_errno=True)
def call(name, *arguments):
    result = getattr(libc, name)(*arguments)
    return errno.errorcode[ctypes.get_errno()] if result < 0 else result
""",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Hostile:
    id: str
    source: str
    outcome: str
    unjailed: str | None = None
    asks: int = 1
    encoding: str = "utf-8"
    wall_s: float = 5.0
    cpu_s: int = 2

    @property
    def limits(self) -> Limits:
        return Limits(wall_s=self.wall_s, cpu_s=self.cpu_s)

    @property
    def batches(self) -> list[list[Call]]:
        return [[Call("answer")] * self.asks]

    def program(self, places: dict[str, str]) -> Program:
        source = self.source
        for name, text in (PARTS | places).items():
            source = source.replace(name, text)
        return Program(name="hostile.py", source=source.encode(self.encoding))


def corpus() -> list[Hostile]:
    found: list[dict[str, Any]] = []
    for path in sorted(FOLDER.glob("*.yaml")):
        found += yaml.safe_load(path.read_text(encoding="utf-8"))
    for fields in found:
        old = fields.pop("on_3_11", fields["outcome"])
        fields["outcome"] = old if sys.version_info < (3, 12) else fields["outcome"]
    return [Hostile(**fields) for fields in found]


def outcome(transcript: Transcript) -> str:
    """Return in words what became of the last ask, or of the loading."""
    if isinstance(transcript.load, Ended):
        return f"ended {transcript.load.stop}"
    if isinstance(transcript.load, LoadFailed):
        return f"raised {transcript.load.raised.exception}"
    return _words(next(answer for answer in reversed(transcript.answers[-1]) if not isinstance(answer, NotAsked)))


def _words(answer: Answer) -> str:
    match answer:
        case Returned():
            return f"returned {answer.value!r}"
        case Raised():
            return f"raised {answer.exception}"
        case Ended():
            return f"ended {answer.stop}"
    return "missing"
