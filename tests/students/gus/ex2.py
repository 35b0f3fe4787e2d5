y_hat = 34


def predict(x):
    return 34


explain_3 = "multiplies the hours"
explain_10 = "added at the end"
