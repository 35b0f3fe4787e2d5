import numpy as np

x = np.array([1, 2, 3, 4, 5], dtype=float)
y = np.array([45, 50, 60, 70, 75], dtype=float)


def loss_at(w):
    return np.mean((w * x + 40 - y) ** 2)


def derivative(f, x, h=1e-5):
    return (f(x + h) - f(x - h)) / (2 * h)


def loss_slope(w):
    return derivative(loss_at, w)


def gradients(x, y, w, b):
    y_hat = w * x + b
    dw = 2 * np.mean((y_hat - y) * x)
    db = 2 * np.mean(y_hat - y)
    return dw, db


w_should = "increase"
