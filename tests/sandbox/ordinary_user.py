"""Runs Python as a user without rights: ``python ordinary_user.py ARGUMENT ...``, started by root.

What that user must read is made reachable first, in a mount namespace that nobody else sees.
"""

import os
import sys
from pathlib import Path

import numpy as np

from graders.sandbox.mounts import make_reachable
from graders.sandbox.privileges import become

NOBODY = 65534

if __name__ == "__main__":
    repository = Path(__file__).parents[2]
    packages = Path(np.__file__).parents[1]
    make_reachable([str(tree) for tree in (sys.prefix, sys.base_prefix, packages, repository)])
    become(NOBODY)
    os.environ["HOME"] = "/"
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])  # noqa: S606 - no shell is wanted
