import numpy as np

x = np.array([[4, 72, 8], [2, 55, 3], [6, 88, 11]])
print(x.shape


def build_X(hours, quiz, lessons):
    return np.column_stack([hours, quiz, lessons])
