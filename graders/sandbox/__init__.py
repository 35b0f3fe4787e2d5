"""Runs untrusted source in a process of its own: a source and a list of asks become a transcript."""
