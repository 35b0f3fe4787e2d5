"""The folder that holds the files beside a submission while it runs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager

from graders.errors import SandboxError

_SEPARATORS = frozenset("/\\\0")


def check_names(names: Iterable[str]) -> None:
    """Make sure that every name is a plain file name, which leads nowhere else; :class:`SandboxError` if not."""
    for name in names:
        if name in {"", ".", ".."} or not _SEPARATORS.isdisjoint(name):
            raise SandboxError(f"{name!r} is no plain file name: give the files beside a submission without folders")


class WorkFolder:
    """A folder that is made when first needed; ``reader`` is the user (and group) of student code, if another.

    ``SandboxError`` when it would be out of that user's reach.
    """

    def __init__(self, reader: int | None) -> None:
        self._reader = reader
        self._path: str | None = None

    @contextmanager
    def holding(self, files: Mapping[str, bytes]) -> Iterator[str | None]:
        """Give the path of the folder while it holds ``files``, by name; None, and no folder, when there are none."""
        if not files:
            yield None
            return
        check_names(files)
        path = self._path = self._path or self._make()
        try:
            for name, content in files.items():
                self._write(os.path.join(path, name), content)  # noqa: PTH118 - this room works with descriptors
            yield path
        finally:
            for entry in os.scandir(path):
                os.unlink(entry.path)  # noqa: PTH108

    def remove(self) -> None:
        """Remove the folder, which is empty between runs."""
        if self._path is not None:
            os.rmdir(self._path)  # noqa: PTH106
            self._path = None

    def _make(self) -> str:
        import tempfile  # noqa: PLC0415 - takes time, and few submissions have files beside them

        from graders.sandbox.mounts import unreachable_ancestor  # noqa: PLC0415 - as above

        place = os.path.realpath(tempfile.gettempdir())
        if self._reader is not None and (closed := unreachable_ancestor(place)):
            raise SandboxError(
                f"student code runs as another user, who cannot pass {closed} to the files beside a submission; "
                "set TMPDIR to a folder that everybody may pass, such as /tmp"
            )
        path = tempfile.mkdtemp(prefix="graders-", dir=place)
        if self._reader is not None:
            os.chown(path, -1, self._reader)
            os.chmod(path, 0o750)  # noqa: PTH101, S103 - the group is the reader alone
        return path

    def _write(self, path: str, content: bytes) -> None:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_NOFOLLOW, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            if self._reader is not None:
                os.fchown(descriptor, -1, self._reader)
                os.fchmod(descriptor, 0o640)
            file.write(content)
