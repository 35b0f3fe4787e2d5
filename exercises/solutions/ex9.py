import numpy as np

x = np.array([1, 2, 3, 4, 5], dtype=float)
y = np.array([45, 50, 60, 70, 75], dtype=float)


def loss_at(w, b):
    return np.mean((w * x + b - y) ** 2)


dw = -42.0
db = -10.0


def step(w, b, dw, db, lr):
    return w - lr * dw, b - lr * db


w1, b1 = step(5, 40, dw, db, 0.01)
loss_before = loss_at(5, 40)
loss_after = loss_at(w1, b1)
which_lr = 0.08
