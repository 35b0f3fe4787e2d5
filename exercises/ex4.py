"""Exercise 4: Vector, matrix, tensor. For its task, and to check your work: grade exercises/ex4.py"""

import numpy as np

# TODO 1: a vector with the numbers 4.5, 72 and 8
learner = ...

# TODO 2: a matrix with one learner in each row
X = ...

# TODO 3: a picture of zeros, 28 high and 30 wide, with 3 channels
image = ...


def make_batch(count, height, width, channels):
    # TODO 4: return zeros for that many pictures
    ...


# TODO 4: 16 pictures of the size of image
batch = ...


def describe(a):
    # TODO 5: return a dict with the keys "kind", "axes", "shape" and "numbers"
    ...


def as_column(v):
    # TODO 6: return the numbers of v as a matrix with one column
    ...
