"""Level ``confined``: a zygote forks a child for each program, and the child jails itself before it sees it."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.channel import ZygoteChannel
from graders.sandbox.conversation import converse
from graders.sandbox.jailed import JailedChild
from graders.sandbox.messages import Source
from graders.sandbox.work_folder import WorkFolder
from graders.transcript import Program, Questions, Transcript


class ConfinedSandbox:
    """Runs each program in a jailed fork of one zygote, one at a time."""

    level = Level.CONFINED
    shortfall = ""

    def __init__(self, zygote: ZygoteChannel, user: int | None) -> None:
        """Take a zygote that is ready, and the user that it has become if that is another than the grader's."""
        self._zygote = zygote
        self._folder = WorkFolder(user)

    def run(self, program: Program, questions: Questions, limits: Limits) -> Transcript:
        """Run ``program``; an exception closes the sandbox, as the zygote may be in the middle of a request."""
        try:
            with self._folder.holding(program.files) as folder:
                source = Source(program.name, program.source, folder)

                def start() -> JailedChild:
                    return JailedChild(self._zygote, limits, folder, draws=source.may_draw)

                return converse(start, self.level, source, questions, limits)
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the zygote and remove the work folder."""
        self._zygote.close()
        self._folder.remove()
