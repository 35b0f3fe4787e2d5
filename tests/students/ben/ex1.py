import numpy as np

X = np.array([[4.5, 2, 6], [72, 55, 88], [8, 3, 11]], dtype=float)
print(X.shape)


def build_X(hours, quiz, lessons):
    return np.array([hours, quiz, lessons], dtype=float)
