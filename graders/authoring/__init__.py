"""What authors and CI run: exercises examined, and new ones begun."""
