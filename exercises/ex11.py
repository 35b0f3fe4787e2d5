"""Exercise 11: Describe the data. For its task, and to check your work: grade exercises/ex11.py"""

import numpy as np

quiz_scores = np.array([40, 55, 72, 88, 91])
training = np.array([41, 52, 58, 63, 70, 74, 77, 85, 92])
group_a = np.array([44, 55, 61, 68, 72, 79, 90])
group_b = np.array([8, 12, 15, 17, 21, 30, 88])


# TODO 1: four functions; each returns one number
def mean(a): ...


def median(a): ...


def variance(a): ...


def std(a): ...


# TODO 2: the four numbers of quiz_scores, by name
report = ...

# TODO 3: "a" or "b"
bigger_risk = ...
