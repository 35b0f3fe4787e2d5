"""Exercise 7: A tiny end-to-end model. For its task, and to check your work: grade exercises/ex7.py"""

import numpy as np

X = np.array([1, 2, 3, 4, 5], dtype=float)  # hours studied
y = np.array([45, 50, 60, 70, 75], dtype=float)  # quiz scores

w = 5.0
b = 40.0

# TODO 1: the five predictions
y_hat = ...


def mse(y, y_hat):
    # TODO 2: return the mean of the squared errors
    # TODO 3: make it right for columns of shape (n, 1) too
    ...


# TODO 4: the mean squared error of y_hat
loss = ...

# TODO 5: a weight and a bias with a loss below 10
w2 = ...
b2 = ...

# TODO 6: "input", "parameter", "prediction" or "error" for each of "X", "w", "b", "y_hat" and "loss"
parts = ...
