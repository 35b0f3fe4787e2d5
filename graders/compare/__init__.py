"""Two values and the rules by which they are compared: a mismatch or nothing, and the words for it."""
