"""Exercise 15: Confidence and calibration. For its task, and to check your work: grade exercises/ex15.py"""

import numpy as np

p = np.array([0.55, 0.52, 0.58, 0.51, 0.95, 0.99, 0.97, 0.96, 0.93, 0.98])
y = np.array([1, 0, 1, 0, 1, 1, 1, 0, 1, 1])


# TODO 1: the share of right guesses
def accuracy(p, y): ...


# TODO 2: the average difference between what is said and what happens, group by group
def calibration_gap(p, y, edges): ...


# TODO 3: True where a person should decide
def needs_human(p, low=0.1, high=0.9): ...


# TODO 4: the gap of p and y with the edges 0.5, 0.6 and 1
gap = ...

# TODO 5: "overconfident" or "underconfident"
verdict = ...
