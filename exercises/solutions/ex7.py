import numpy as np

X = np.array([1, 2, 3, 4, 5], dtype=float)
y = np.array([45, 50, 60, 70, 75], dtype=float)

w = 5.0
b = 40.0


def mse(y, y_hat):
    return np.mean((np.ravel(y) - np.ravel(y_hat)) ** 2)


y_hat = w * X + b
loss = mse(y, y_hat)
w2 = 8.0
b2 = 36.0
parts = {"X": "input", "w": "parameter", "b": "parameter", "y_hat": "prediction", "loss": "error"}
