import numpy as np

X = np.array([[5, 70, 4], [3, 66, 2], [9, 85, 10]])
print(X.shape)


def build_X(hours, quiz, lessons):
    return np.column_stack([hours, quiz, lessons]).astype(int)
