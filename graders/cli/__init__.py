"""The command ``grade``: parse, dispatch, exit status."""
