"""Why an answer is wrong: wrong solutions whose values it has. Pure."""
