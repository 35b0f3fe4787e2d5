"""What was graded, kept in one SQLite file: results by digest, every attempt, and what people gave by hand."""
