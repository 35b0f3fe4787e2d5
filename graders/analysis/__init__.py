"""Statistics over a class: what its submissions have in common, and where a person is wanted."""
