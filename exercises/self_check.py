"""Self-check: how sure are you? To see what is asked, and what you said: grade exercises/self_check.py"""

# TODO: a whole number from 1 (not at all) to 5 (I could teach it) for each line
ratings = {
    "vector_vs_matrix": ...,
    "read_formula": ...,
    "why_loss": ...,
    "why_gradients": ...,
}
