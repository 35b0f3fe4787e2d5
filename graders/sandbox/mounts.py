"""A view of the file system in which a user without rights can reach the trees that the jail reads.

A Python below ``/root`` is out of reach for every user but root. The process leaves for a mount namespace of its own,
where an empty folder lies over ``/root`` and only the wanted trees are put back, read-only.
"""

from __future__ import annotations

import os
import stat

from graders.sandbox.kernel import mount, unshare

_NEW_MOUNTS = 0x0002_0000  # CLONE_NEWNS
_READ_ONLY, _NO_SUID, _NO_DEV, _REMOUNT, _BIND, _RECURSIVE, _PRIVATE = 1, 2, 4, 32, 4096, 16384, 1 << 18


def make_reachable(trees: list[str]) -> None:
    """Make every tree reachable for everyone, in this process and its children only; needs root."""
    hidden = {tree: ancestor for tree in trees if (ancestor := unreachable_ancestor(tree)) is not None}
    if not hidden:
        return
    unshare(_NEW_MOUNTS)
    mount("none", "/", "none", _RECURSIVE | _PRIVATE)
    # Held open, a tree can still be named once its place is covered.
    held = {tree: os.open(tree, os.O_PATH | os.O_CLOEXEC) for tree in hidden}
    for ancestor in set(hidden.values()):
        mount("tmpfs", ancestor, "tmpfs", _NO_SUID | _NO_DEV, "mode=0755,size=1m")
    for tree, descriptor in held.items():
        os.makedirs(tree, mode=0o755, exist_ok=True)  # noqa: PTH103 - pathlib takes 6 ms to import
        mount(f"/proc/self/fd/{descriptor}", tree, "none", _BIND | _RECURSIVE)
        mount("none", tree, "none", _REMOUNT | _BIND | _READ_ONLY | _NO_SUID | _NO_DEV)
        os.close(descriptor)
    for ancestor in set(hidden.values()):
        mount("none", ancestor, "none", _REMOUNT | _BIND | _READ_ONLY | _NO_SUID | _NO_DEV)


def unreachable_ancestor(path: str) -> str | None:
    """Return the topmost folder on the way to ``path`` that not everyone may pass, or None."""
    passed = ""
    for part in path.strip("/").split("/"):
        passed += "/" + part
        if not os.stat(passed).st_mode & stat.S_IXOTH:  # noqa: PTH116 - as above
            return passed
    return None
