"""What the jail leaves readable: the standard library, NumPy, and the shared libraries that they load when used."""

from __future__ import annotations

import os
import sys

from graders.sandbox.landlock import READ_DIR, READ_FILE, WRITE_FILE, RuleSet

# The rest of what is installed may hold reference solutions: the wheel of this package does.
_PACKAGES = frozenset({"site-packages", "dist-packages"})

# Which libraries the extension modules of the standard library need beyond those that are loaded already.
_LIBRARIES = frozenset(
    {"libbz2", "libcrypto", "libdb-5.3", "libexpat", "libffi", "libgcc_s", "libgdbm", "libgdbm_compat", "liblzma"}
    | {"libm", "libmpdec", "libncursesw", "libpanelw", "libreadline", "libsqlite3", "libssl", "libstdc++", "libtinfo"}
    | {"libuuid", "libz", "libzstd"}
)


def trees() -> list[str]:
    """Return the folders of the standard library and of NumPy."""
    numpy = sys.modules["numpy"].__path__[0]
    beside = numpy + ".libs"  # where a wheel keeps the libraries that it brings along
    standard = [folder for folder in sys.path if os.path.isdir(folder)]  # noqa: PTH112 - pathlib takes 6 ms to import
    return [*standard, numpy, *([beside] if os.path.isdir(beside) else [])]  # noqa: PTH112


def rule_set() -> RuleSet:
    """Return the rules for all of this; folders of installed packages inside the standard library are left out."""
    rules = RuleSet()
    for folder in trees():
        rules.allow(folder, READ_DIR)
        for entry in os.scandir(folder):
            if entry.name not in _PACKAGES:
                rules.allow(entry.path, READ_FILE)
    for folder in _library_folders():
        for entry in os.scandir(folder):
            if entry.name.partition(".so")[0] in _LIBRARIES:
                rules.allow(entry.path, READ_FILE)
    rules.allow("/etc/ld.so.cache", READ_FILE)
    rules.allow("/dev/urandom", READ_FILE)
    rules.allow(os.devnull, READ_FILE | WRITE_FILE)
    return rules


def _library_folders() -> set[str]:
    """Return the folders of the shared libraries that this process has loaded."""
    with open("/proc/self/maps", encoding="utf-8", errors="surrogateescape") as maps:  # noqa: PTH123 - as above
        paths = (line.split(maxsplit=5)[5:] for line in maps)
        return {os.path.dirname(path[0].rstrip("\n")) for path in paths if path and ".so" in path[0]}  # noqa: PTH120
