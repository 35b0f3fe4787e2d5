"""What several commands are told in the same words."""

from __future__ import annotations

import argparse
from pathlib import Path

GRADEBOOK = "gradebook.sqlite"


def add_reports(parser: argparse._ActionsContainer, what: str) -> None:
    """Let a command say in which folder ``what`` is."""
    parser.add_argument(
        "--reports", type=Path, default=Path("reports"), metavar="DIR", help=f"where {what} (default: reports)"
    )


def add_gradebook(parser: argparse._ActionsContainer) -> None:
    """Let a command say which gradebook it is about."""
    parser.add_argument(
        "--gradebook", type=Path, metavar="FILE", help=f"where results are kept (default: {GRADEBOOK} in --reports)"
    )


def whole_number(text: str) -> int:
    """Return a number from 0 on; raises as ``type`` of an argument does."""
    if not text.isascii() or not text.isdigit():
        raise argparse.ArgumentTypeError(f"expected a whole number from 0 on, found {text!r}")
    return int(text)
