"""An autograder for numeric Python exercises."""

__version__ = "0.1.0"
