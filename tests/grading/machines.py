"""A Dask scheduler and its workers, each a process of its own as on a machine of its own."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import Self

ROOT = Path(__file__).parents[2]
FAULTY = str(Path(__file__).with_name("faulty_worker.py"))
WITHOUT_LANDLOCK = str(Path(__file__).with_name("without_landlock.py"))
WAIT_S = 60.0


def until(condition: Callable[[], object]) -> None:
    """Wait until the condition holds; a test that waits for long has failed."""
    deadline = time.monotonic() + WAIT_S
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


class Machines:
    """A scheduler on the loopback at ``address``, and the workers that were started there by their names."""

    def __init__(self, folder: Path, **environ: str) -> None:
        self._folder = folder
        self._processes: list[subprocess.Popen[bytes]] = []
        self.scheduler = self._start("scheduler", ["scheduler", "--port", "0"], environ)
        until(lambda: b"Scheduler at:" in self.log("scheduler"))
        self.address = self.log("scheduler").partition(b"Scheduler at:")[2].split()[0].decode()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for process in self._processes:
            process.kill()
            process.wait()

    def worker(self, name: str, *options: str, under: str | None = None, **environ: str) -> subprocess.Popen[bytes]:
        """Start a worker and return when it has joined; ``under`` is a script that starts Python in its own way."""
        arguments = ["worker", self.address, "--no-nanny", "--nthreads", "1", *options]
        process = self._start(name, arguments, environ, *([under] if under else []))
        until(lambda: b"Registered to:" in self.log(name))
        return process

    def address_of(self, name: str) -> str:
        return self.log(name).partition(b"Start worker at:")[2].split()[0].decode()

    def log(self, name: str) -> bytes:
        return (self._folder / f"{name}.log").read_bytes()

    def _start(self, name: str, arguments: list[str], environ: dict[str, str], *under: str) -> subprocess.Popen[bytes]:
        own = ["--host", "127.0.0.1", "--no-dashboard", "--dashboard-address", "127.0.0.1:0"]
        if arguments[0] == "worker":
            own += ["--local-directory", str(self._folder)]
        with (self._folder / f"{name}.log").open("wb") as log:
            process = subprocess.Popen(
                [sys.executable, *under, "-m", "dask", *arguments, *own],
                cwd=self._folder,
                env={**os.environ, "PYTHONPATH": str(ROOT), **environ},
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )
        self._processes.append(process)
        return process


def lose(process: subprocess.Popen[bytes]) -> None:
    """Lose a machine: its process ends without a word."""
    process.send_signal(signal.SIGKILL)
    process.wait()
