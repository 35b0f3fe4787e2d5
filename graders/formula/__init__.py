"""A formula in the notation of Python to the elements that set it as mathematics."""
