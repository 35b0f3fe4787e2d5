import numpy as np

KINDS = {1: "vector", 2: "matrix"}

learner = np.array([4.5, 72.0, 8.0])
X = np.array(
    [
        [4.5, 72.0, 8.0],
        [2.0, 55.0, 3.0],
        [6.0, 88.0, 11.0],
    ]
)
image = np.zeros((28, 30, 3))


def make_batch(count, height, width, channels):
    return np.zeros((count, height, width, channels))


batch = make_batch(16, 28, 30, 3)


def describe(a):
    return {"kind": KINDS.get(a.ndim, "tensor"), "axes": a.ndim, "shape": a.shape, "numbers": a.size}


def as_column(v):
    return v.reshape(-1, 1)
