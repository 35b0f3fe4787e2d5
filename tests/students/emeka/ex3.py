def squared_error(y, y_hat):
    return y - y_hat


error_72 = squared_error(80, 72)
error_78 = squared_error(80, 78)
times_smaller = 4
why = "A big miss is punished more than a small one."
