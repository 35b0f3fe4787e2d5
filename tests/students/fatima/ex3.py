import numpy as np


def squared_error(y, y_hat):
    return np.square(y - y_hat)


error_72 = squared_error(84, 72)
error_78 = squared_error(84, 78)
times_smaller = error_72 / error_78
why = "Squaring makes a large distance count much more than a small one."
