"""What is told of the files beside a submission, whatever came out."""

from __future__ import annotations

import sys
from collections.abc import Mapping

from graders.grading.data import replaced
from graders.printable import one_line
from graders.submissions.submission import Submission


def notes(submission: Submission, data: Mapping[str, bytes]) -> tuple[str, ...]:
    """Return a sentence for each file that was not used; ``data`` is that of the exercise."""
    standard = sys.stdlib_module_names | {"numpy"}
    hidden = (
        f"`{one_line(name)}` beside this file has the name of a module that Python or NumPy brings, so it is not used."
        for name in sorted(submission.files)
        if name.endswith(".py") and name.removesuffix(".py") in standard
    )
    own = (
        f"`{one_line(name)}` beside this file differs from that of the exercise, which was used in its place."
        for name in replaced(submission, data)
    )
    return (*hidden, *own)
