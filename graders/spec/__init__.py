"""YAML text to an exercise, or every problem in it at once."""
