"""Exercise 10: Train a line. For its task, and to check your work: grade exercises/ex10.py"""

import numpy as np

# 100 points near the line 2 * x + 1, the same in every run
np.random.seed(42)
x = np.random.randn(100)
y = 2 * x + 1 + np.random.randn(100) * 0.1

# Five learners
hours = np.array([1, 2, 3, 4, 5], dtype=float)
scores = np.array([45, 50, 60, 70, 75], dtype=float)


def train(x, y, lr, epochs):
    # TODO 1: start with w = 0 and b = 0, run the epochs, return w, b and losses
    # TODO 2: print a line in every tenth epoch
    ...


# TODO 3: train on x and y with the learning rate 0.1 for 50 epochs
w = ...
b = ...
losses = ...

# TODO 4: does the loss grow and grow on hours and scores, with the learning rate 0.1? True or False
too_big = ...
