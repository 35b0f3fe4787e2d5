def predict(x, w=3, b=10):
    return w * (x + b)


y_hat = predict(8)
explain_3 = "for every hour you study you get 3 points more"
explain_10 = "the bias, it moves the whole line up"
