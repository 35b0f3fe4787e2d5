"""Exercise 6: A whole batch at once. For its task, and to check your work: grade exercises/ex6.py"""

import numpy as np

# 3 samples with 4 features each
X = np.array(
    [
        [1.0, 2.0, 3.0, 4.0],
        [5.0, 6.0, 7.0, 8.0],
        [9.0, 10.0, 11.0, 12.0],
    ]
)

# 4 weights for each of 2 neurons
W = np.array(
    [
        [0.1, 0.2],
        [0.3, 0.4],
        [0.5, 0.6],
        [0.7, 0.8],
    ]
)

# TODO 1: the matrix product of X and W; print its shape as well
output = ...


def layer(X, W, b=0.0):
    # TODO 2: return the matrix product plus the bias
    # TODO 3: stop with a ValueError when the sizes do not fit
    ...
