import numpy as np


def predict(x, w=3, b=10):
    x = np.array(x, dtype=float)
    return b + w * x


y_hat = predict(8)
explain_3 = "It is the slope: how many points one more hour brings."
explain_10 = "It is the score that the model gives to zero hours."
