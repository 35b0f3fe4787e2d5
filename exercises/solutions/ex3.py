def squared_error(y, y_hat):
    return (y - y_hat) ** 2


error_72 = squared_error(84, 72)
error_78 = squared_error(84, 78)
times_smaller = error_72 / error_78
why = "A miss 2 times smaller has a square 4 times smaller: squaring makes large misses count more."
