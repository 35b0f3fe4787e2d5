import numpy as np

X = np.array([[2.5, 64, 3], [7, 91, 12], [4, 58, 6]])
print("X has the shape", X.shape)


def build_X(hours, quiz, lessons):
    return np.array([hours, quiz, lessons], dtype=float).T
