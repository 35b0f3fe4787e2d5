import numpy as np

X = np.array(
    [
        [4.5, 72.0, 8.0],
        [2.0, 55.0, 3.0],
        [6.0, 88.0, 11.0],
    ]
)
print(X.shape)


def build_X(hours, quiz, lessons):
    return np.column_stack([hours, quiz, lessons]).astype(float)
