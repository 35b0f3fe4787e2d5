"""Exercise 3: Measure error. For its task, and to check your work: grade exercises/ex3.py"""


def squared_error(y, y_hat):
    # TODO 1: the difference, times itself
    ...


# TODO 2: the squared errors for the predictions 72 and 78, when the actual value is 84
error_72 = ...
error_78 = ...

# TODO 3: how many times smaller is error_78?
times_smaller = ...

# TODO 4: one sentence
why = ""
