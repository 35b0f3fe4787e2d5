def squared_error(y, y_hat):
    difference = y - y_hat
    return difference * difference


error_72 = squared_error(84, 72)
error_78 = squared_error(84, 78)
times_smaller = error_72 / error_78
why = "The distance is 2 times smaller, and squaring it makes that 4 times."
