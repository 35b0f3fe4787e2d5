def squared_error(y, y_hat):
    return 2 * (y - y_hat)


error_72 = squared_error(80, 72)
error_78 = squared_error(80, 78)
times_smaller = error_72 // error_78
why = ""
