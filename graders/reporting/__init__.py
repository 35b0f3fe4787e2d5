"""From a result to text: pure functions, one module for each form."""
