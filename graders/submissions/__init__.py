"""A path to submissions: whose they are, for which exercise, and their bytes."""
