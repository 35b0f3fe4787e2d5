import numpy as np


def predict(x, w=3, b=10):
    total = 0
    while total != w * x + b:
        total = total + 0.7
    return total


y_hat = 34
explain_3 = "3 is the weight of each hour"
explain_10 = "10 is where it starts when x is 0"
