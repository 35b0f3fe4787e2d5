"""The door of the sandbox: programs go in, transcripts come out."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import TYPE_CHECKING, Protocol, Self

from graders.errors import SandboxError
from graders.level import Level
from graders.sandbox.launch import Launched, launch

if TYPE_CHECKING:
    from graders.exercise import Limits
    from graders.transcript import Program, Questions, Transcript


class Sandbox(Protocol):
    """Runs programs, one at a time, each kept apart from the grader and from the one before it.

    ``level`` is the level that its runs are attested at, and ``shortfall`` says why it is no better, with the remedy;
    it is empty at the best level. Both wait until the sandbox has started.
    """

    @property
    def level(self) -> Level: ...  # noqa: D102 - see above
    @property
    def shortfall(self) -> str: ...  # noqa: D102 - see above

    def run(self, program: Program, questions: Questions, limits: Limits) -> Transcript:
        """Load ``program`` and ask every batch in order.

        When the process ends in a batch, the rest of it is not asked, and the next batch is asked in a new process, at
        most twice for one program.

        The same program and asks give the same transcript, unless the program asks for the time, or the system for
        chance, as ``random.Random()`` and ``np.random.seed()`` do: other random generators start from a fixed seed.
        :class:`SandboxError` is never the program's doing; after it, the sandbox is closed.
        """

    def close(self) -> None:
        """End every process of the sandbox; may be called again."""

    def __enter__(self) -> Self: ...
    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def open_sandbox(require: Level = Level.PROCESS, launched: Launched | None = None) -> Sandbox:
    """Start the best sandbox that this platform has and return at once, unless it must be better than ``process``.

    ``launched`` is a zygote, or a stem that becomes one, that was started earlier, to save time. :class:`SandboxError`
    with reason and remedy when the level required cannot be reached.
    """
    if sys.platform != "linux":
        sandbox: Sandbox = _process_sandbox(f"{sys.platform} has neither Landlock nor seccomp; grade on Linux")
    else:
        sandbox = _Starting(launched or launch())
    if require is Level.CONFINED and sandbox.level is not require:
        sandbox.close()
        raise SandboxError(f"level {require} is required, but only {sandbox.level} can be had: {sandbox.shortfall}")
    return sandbox


class _Starting:
    """A sandbox whose zygote is starting: only when something is wanted of it does it wait for what it has become."""

    def __init__(self, launched: Launched) -> None:
        launched.become_zygote()
        self._launched = launched
        self._settled: Sandbox | None = None

    @property
    def level(self) -> Level:
        return self._sandbox().level

    @property
    def shortfall(self) -> str:
        return self._sandbox().shortfall

    def run(self, program: Program, questions: Questions, limits: Limits) -> Transcript:
        return self._sandbox().run(program, questions, limits)

    def close(self) -> None:
        if self._settled is not None:
            self._settled.close()
        else:
            self._launched.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _sandbox(self) -> Sandbox:
        if self._settled is None:
            from graders.sandbox.channel import ZygoteChannel  # noqa: PLC0415
            from graders.sandbox.confined import ConfinedSandbox  # noqa: PLC0415 - loads while the zygote does

            if not self._launched.is_open:
                raise SandboxError("the sandbox is closed")
            zygote = ZygoteChannel(self._launched)
            try:
                ready = zygote.await_ready()
            except BaseException:
                zygote.close()
                raise
            if ready["shortfall"]:
                zygote.close()
                self._settled = _process_sandbox(ready["shortfall"])
            else:
                self._settled = ConfinedSandbox(zygote, ready["user"])
        return self._settled


def _process_sandbox(shortfall: str) -> Sandbox:
    from graders.sandbox.process import ProcessSandbox  # noqa: PLC0415 - most platforms do without it

    return ProcessSandbox(shortfall)
