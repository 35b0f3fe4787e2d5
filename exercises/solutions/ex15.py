import numpy as np

p = np.array([0.55, 0.52, 0.58, 0.51, 0.95, 0.99, 0.97, 0.96, 0.93, 0.98])
y = np.array([1, 0, 1, 0, 1, 1, 1, 0, 1, 1])


def accuracy(p, y):
    return np.mean((p >= 0.5) == y)


def calibration_gap(p, y, edges):
    gap = 0.0
    for low, high in zip(edges[:-1], edges[1:]):
        inside = (p >= low) & (p < high)
        if inside.any():
            gap += np.mean(inside) * abs(np.mean(p[inside]) - np.mean(y[inside]))
    return gap


def needs_human(p, low=0.1, high=0.9):
    return (p > low) & (p < high)


gap = calibration_gap(p, y, [0.5, 0.6, 1])
verdict = "overconfident"
