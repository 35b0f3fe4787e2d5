"""How a Python for student code is started: nothing is inherited, and nothing found but the standard library and NumPy.

Imports nothing that takes time: the zygote is started with this before anything else.
"""

from __future__ import annotations

import os
import sys

from graders.blas import ONE_THREAD

_BOOT = "import sys; sys.path += sys.argv[1:3]; from graders.sandbox.{} import main; main(sys.argv[3:])"


def command(module: str, *arguments: str) -> list[str]:
    """Return the command line that calls ``main(arguments)`` of a module of this room.

    The two folders that hold ``graders`` and ``numpy`` are on the path of the new process only until its ``main``
    has called :func:`forget_packages`.
    """
    graders = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))  # noqa: PTH100, PTH120 - pathlib takes 6 ms
    # -S, -P and -s: no site-packages, no current folder, no user folder.
    flags = ["-S", "-P", "-s", "-X", "utf8"]
    return [sys.executable, *flags, "-c", _BOOT.format(module), graders, _folder_of_numpy(graders), *arguments]


def environment() -> dict[str, str]:
    """Return all the variables that the new process gets.

    Sets of text come in the same order each time, and BLAS starts no threads, which the jail denies.
    """
    own = {"PYTHONHASHSEED": "0", **ONE_THREAD}
    system_root = os.environ.get("SYSTEMROOT")  # without it, Python does not start on Windows
    return own if system_root is None else own | {"SYSTEMROOT": system_root}


def forget_packages() -> None:
    """Take the folders of :func:`command` off the path, so that no other package there can be imported.

    From here on no bytecode is written: only that of this package is worth keeping.
    """
    sys.dont_write_bytecode = True
    folders = set(sys.argv[1:3])
    sys.path[:] = [folder for folder in sys.path if folder not in folders]
    sys.argv[:] = [""]


def numpy_version() -> str:
    """Return the version of the NumPy that student code gets, in a tenth of the time that its metadata takes."""
    import re  # noqa: PLC0415 - takes time

    if folder := _folder_of_numpy(""):
        with open(os.path.join(folder, "numpy", "version.py"), encoding="utf-8") as file:  # noqa: PTH118, PTH123
            if stated := re.search(r'^version = "(.+)"$', file.read(), re.MULTILINE):
                return stated[1]
    import numpy as np  # noqa: PLC0415 - what no release needs

    return np.__version__


def _folder_of_numpy(default: str) -> str:
    from importlib.machinery import PathFinder  # noqa: PLC0415 - takes time

    spec = PathFinder.find_spec("numpy")
    return os.path.dirname(os.path.dirname(spec.origin)) if spec and spec.origin else default  # noqa: PTH120 - as above
