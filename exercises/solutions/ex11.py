import numpy as np

quiz_scores = np.array([40, 55, 72, 88, 91])
training = np.array([41, 52, 58, 63, 70, 74, 77, 85, 92])
group_a = np.array([44, 55, 61, 68, 72, 79, 90])
group_b = np.array([8, 12, 15, 17, 21, 30, 88])


def mean(a):
    return np.sum(a) / len(a)


def median(a):
    ordered = np.sort(a)
    half = len(ordered) // 2
    if len(ordered) % 2 == 1:
        return ordered[half]
    return (ordered[half - 1] + ordered[half]) / 2


def variance(a):
    return np.mean((a - mean(a)) ** 2)


def std(a):
    return np.sqrt(variance(a))


report = {
    "mean": mean(quiz_scores),
    "median": median(quiz_scores),
    "variance": variance(quiz_scores),
    "std": std(quiz_scores),
}
bigger_risk = "b"
