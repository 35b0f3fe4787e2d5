def predict(x, w=3, b=10):
    print(w * x + b)


y_hat = "34"
explain_3 = ""
