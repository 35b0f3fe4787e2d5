"""Exercise 16: Can we trust it? For its task, and to check your work: grade exercises/ex16.py"""

import numpy as np

x_train = np.array([1.0, 2.0, 3.0, 4.0, 5.0])
y_train = np.array([45.0, 50.0, 60.0, 70.0, 75.0])
x_val = np.array([1.5, 2.5, 4.5])
y_val = np.array([48.5, 55.5, 72.5])
y_five = np.array([52.0, 61.0, 70.0, 48.0, 95.0])
y_hat_five = np.array([51.0, 63.0, 69.0, 49.0, 65.0])


def model_a(x):
    return 8 * x + 36


def model_b(x):
    return y_train[np.searchsorted(x_train, x, side="right") - 1]


# TODO 1: two measures of error; each returns one number
def mse(y, y_hat): ...


def mae(y, y_hat): ...


# TODO 2: the mean squared error of both models, on known and on new data
train_mse_a = ...
val_mse_a = ...
train_mse_b = ...
val_mse_b = ...

# TODO 3: "a" or "b"
memorises = ...

# TODO 4: both errors for the five, and the one that a wild value disturbs less: "mae" or "mse"
mae_five = ...
mse_five = ...
better_loss = ...

# TODO 5: what each part of the formula is
labels = ...

# TODO 6: one sentence
plain_english = ""
