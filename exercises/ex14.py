"""Exercise 14: Softmax. For its task, and to check your work: grade exercises/ex14.py"""

import numpy as np

logits = np.array([2.0, 1.0, 0.1])


# TODO 1: the probabilities for an array of scores
def softmax(x): ...


# TODO 2: the probabilities of logits; then print their sum
probs = ...

# TODO 3: the position of the highest probability
winner = ...


# TODO 4: the probabilities of each row
def softmax_rows(X): ...
