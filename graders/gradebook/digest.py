"""What a result depends on, as a digest: equal digests mean that grading again would find the same."""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from graders import __version__

if TYPE_CHECKING:
    from graders.exercise import Limits


def exercise_digest(
    name: str, *, spec: bytes, reference: bytes, files: Mapping[str, bytes], data: Mapping[str, bytes]
) -> str:
    """Return the digest of an exercise: its name, its YAML, its reference, and what that and everybody may read.

    ``files`` lie beside the reference, which alone may read them, and ``data`` is for submissions as well.
    """
    apart = {f"../{file}": content for file, content in data.items()}  # no file beside the reference is called so
    return _digest("exercise", name.encode(), spec, reference, *_parts(files), *_parts(apart))


def submission_digest(source: bytes, files: Mapping[str, bytes]) -> str:
    """Return the digest of a submission: its source and the files that it is offered."""
    return _digest("submission", source, *_parts(files))


def result_key(*, exercise: str, submission: str, grader: str, seed: int, level: str) -> str:
    """Return the key of a result; ``exercise`` and ``submission`` are digests, ``grader`` is a version."""
    return _digest("result", *(part.encode() for part in (exercise, submission, grader, str(seed), level)))


def variants_key(program: bytes, files: Mapping[str, bytes], asks: bytes, limits: Limits) -> str:
    """Return the key of what wrong solutions answer: ``program`` runs them, ``asks`` are as they are sent to it.

    Exercise, reference and seed are in these. Beside them the answers depend on the grader, on Python and on NumPy.
    """
    import numpy as np  # noqa: PLC0415 - only a wrong submission waits for it

    machine = os.uname().machine if sys.platform != "win32" else ""  # `platform` takes 3 ms to import
    versions = (__version__, sys.version, np.__version__, machine, repr(limits))
    return _digest("variants", program, asks, *(part.encode() for part in versions), *_parts(files))


def _parts(files: Mapping[str, bytes]) -> Iterator[bytes]:
    for name in sorted(files):
        yield name.encode("utf-8", "surrogatepass")
        yield files[name]


def _digest(kind: str, *parts: bytes) -> str:
    """Return the SHA-256 of the parts in hex; each follows its length, so that no two lists of parts run together."""
    digest = hashlib.sha256()
    for part in (kind.encode(), *parts):
        digest.update(len(part).to_bytes(8))
        digest.update(part)
    return digest.hexdigest()
