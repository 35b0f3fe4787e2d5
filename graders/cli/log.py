"""What is told of submissions, where the log of a CI service may take a line of it for a command."""

from __future__ import annotations

import os
import sys


def tell(text: str) -> None:
    """Write text that ends with a newline to standard output; in a log of GitHub Actions it is nothing but text.

    Its runner obeys a line such as ``::error::…``, whoever printed it, but for what stands between two lines with a
    token that nobody can guess ("Stopping and starting workflow commands" in its reference of workflow commands).
    """
    if os.environ.get("GITHUB_ACTIONS") == "true":
        token = os.urandom(16).hex()
        text = f"::stop-commands::{token}\n{text}::{token}::\n"
    sys.stdout.write(text)
