"""Exercise 12: One scale, and the bell curve. For its task, and to check your work: grade exercises/ex12.py"""

import numpy as np


# TODO 1: the z-scores of each column
def standardise(X): ...


# TODO 2: n random numbers with mean 0 and standard deviation std
def init_weights(n, std=0.1, seed=0): ...


# TODO 3: the share of 100000 normal numbers between -1 and 1
share_within_1 = ...

# TODO 4: one sentence
typical_gap = ""
