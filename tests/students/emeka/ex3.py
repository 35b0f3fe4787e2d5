def squared_error(y, y_hat):
    return y - y_hat


error_72 = squared_error(84, 72)
error_78 = squared_error(84, 78)
times_smaller = 2
why = "A big miss is punished more than a small one."
