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


def mse(y, y_hat):
    return np.mean((y - y_hat) ** 2)


def mae(y, y_hat):
    return np.mean(np.abs(y - y_hat))


train_mse_a = mse(y_train, model_a(x_train))
val_mse_a = mse(y_val, model_a(x_val))
train_mse_b = mse(y_train, model_b(x_train))
val_mse_b = mse(y_val, model_b(x_val))
memorises = "b"
mae_five = mae(y_five, y_hat_five)
mse_five = mse(y_five, y_hat_five)
better_loss = "mae"
labels = {"x": "input", "w": "parameter", "b": "parameter", "y_hat": "prediction"}
plain_english = "Multiply each feature by its weight, add up the products, and add the bias to get the prediction."
