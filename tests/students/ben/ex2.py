y_hat = 34


def predict(x, w=3, b=10):
    return w * x


explain_3 = "the bias, where the line starts"
explain_10 = "no idea what this one is for"
