"""Self-check: how sure are you? The four lines are in self_check.yaml; see them with: grade exercises/self_check.py"""

# TODO: a whole number from 1 (not at all) to 5 (I could teach it) for each line
ratings = {
    "vector_vs_matrix": ...,
    "read_formula": ...,
    "why_loss": ...,
    "why_gradients": ...,
}
