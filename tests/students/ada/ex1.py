import numpy as np

profiles = [
    [3.5, 81, 7],
    [1.0, 47, 2],
    [8.25, 93, 14],
]
X = np.array(profiles, dtype=float)
print("shape:", X.shape)


def build_X(hours, quiz, lessons):
    rows = []
    for h, q, n in zip(hours, quiz, lessons):
        rows.append([h, q, n])
    return np.array(rows, dtype=float)
