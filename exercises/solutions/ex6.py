import numpy as np

X = np.array(
    [
        [1.0, 2.0, 3.0, 4.0],
        [5.0, 6.0, 7.0, 8.0],
        [9.0, 10.0, 11.0, 12.0],
    ]
)
W = np.array(
    [
        [0.1, 0.2],
        [0.3, 0.4],
        [0.5, 0.6],
        [0.7, 0.8],
    ]
)


def layer(X, W, b=0.0):
    return X @ W + b


output = layer(X, W)
print(output.shape)
