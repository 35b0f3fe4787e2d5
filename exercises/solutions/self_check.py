ratings = {
    "vector_vs_matrix": 4,
    "read_formula": 3,
    "why_loss": 5,
    "why_gradients": 2,
}
