def squared_error(y, y_hat):
    return (y - y_hat) ^ 2


error_72 = squared_error(80, 72)
error_78 = squared_error(80, 78)
times_smaller = error_72 / error_78
why = "the square of 8 is 64 and the square of 2 is 4"
