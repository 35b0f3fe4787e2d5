"""Print the two commands of the README's section "Quick start", a line each: the main job, then the tests."""

import re
import sys
from pathlib import Path

SECTION = re.compile(r"^## Quick start\n(.*?)(?=^## |\Z)", re.MULTILINE | re.DOTALL)
BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = 2


def commands(readme: str) -> list[str]:
    """Return the one-line `sh` blocks of the section; exits with a message when there are not exactly two."""
    section = SECTION.search(readme)
    blocks = [block.strip() for block in BLOCK.findall(section[1])] if section else []
    if len(blocks) != COMMANDS or not all(len(block.splitlines()) == 1 for block in blocks):
        sys.exit(f'README, "## Quick start": expected two sh blocks of one line each, found {blocks}')
    return blocks


if __name__ == "__main__":
    print(*commands(Path(sys.argv[1]).read_text(encoding="utf-8")), sep="\n")
