"""``python -m graders`` is ``grade``."""

from graders.cli.main import script

if __name__ == "__main__":
    script()
