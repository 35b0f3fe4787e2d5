def squared_error(y, y_hat):
    return 2 * (y - y_hat)


error_72 = squared_error(84, 72)
error_78 = squared_error(84, 78)
times_smaller = error_72 // error_78
why = ""
