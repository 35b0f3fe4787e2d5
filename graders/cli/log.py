"""What is told of submissions, where the log of a CI service may take a line of it for a command."""

from __future__ import annotations

import os
import sys
from typing import TextIO


def tell(text: str, stream: TextIO | None = None) -> None:
    """Write text that ends with a newline to ``stream``, else to standard output; GitHub Actions obeys nothing in it.

    Its runner would obey a line such as ``::error::…``, whoever printed it, but for what stands between two lines with
    a token that nobody can guess ("Stopping and starting workflow commands" in its reference of workflow commands).
    """
    if os.environ.get("GITHUB_ACTIONS") == "true":
        token = os.urandom(16).hex()
        text = f"::stop-commands::{token}\n{text}::{token}::\n"
    (stream or sys.stdout).write(text)
