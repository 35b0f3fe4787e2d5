def Predict(x, w=3, b=10):
    return w * x + b


y_hat = Predict(8)
explain_3 = "the weight: times the hours"
explain_10 = "the bias"
