"""Exercise 8: Slopes: derivative and gradient. For its task, and to check your work: grade exercises/ex8.py"""

import numpy as np

x = np.array([1, 2, 3, 4, 5], dtype=float)  # hours studied
y = np.array([45, 50, 60, 70, 75], dtype=float)  # quiz scores


def loss_at(w):
    return np.mean((w * x + 40 - y) ** 2)


def derivative(f, x, h=1e-5):
    # TODO 1: return the slope of f at x
    ...


def loss_slope(w):
    # TODO 2: return the slope of loss_at at w
    ...


def gradients(x, y, w, b):
    # TODO 3: return the pair (dw, db)
    ...


# TODO 4: "increase" or "decrease"
w_should = ...
