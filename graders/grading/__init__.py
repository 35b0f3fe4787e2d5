"""Grading: an exercise, its reference and a submission become a result."""
