import numpy as np


def standardise(X):
    spread = X.std(axis=0)
    return (X - X.mean(axis=0)) / np.where(spread == 0, 1.0, spread)


def init_weights(n, std=0.1, seed=0):
    rng = np.random.default_rng(seed)
    return rng.normal(0, std, n)


z = np.random.default_rng(0).normal(0, 1, 100_000)
share_within_1 = np.mean(np.abs(z) < 1)
typical_gap = "A score is typically about 12 points away from the mean of 70."
