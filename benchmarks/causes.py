"""`grade`, or `grade` that tells no causes where WITHOUT_CAUSES is set; its workers load this file as well."""

import os
import sys
from collections.abc import Sequence

from graders.cli.main import main
from graders.grading import grade
from graders.grading.variants import Suspects
from graders.result import CheckResult
from graders.sandbox.runner import Sandbox
from graders.transcript import Answer

WITHOUT = "WITHOUT_CAUSES"


class Unexplained(Suspects):
    """Suspects of which nothing is told."""

    def explain(
        self,
        results: list[CheckResult],
        answers: Sequence[Sequence[Answer]],  # noqa: ARG002 - as it is called
        sandbox: Sandbox,  # noqa: ARG002
    ) -> list[CheckResult]:
        """Return the results as they are."""
        return results


if os.environ.get(WITHOUT):
    setattr(grade, "Suspects", Unexplained)  # noqa: B010 - the name belongs to another module

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
