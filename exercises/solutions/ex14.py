import numpy as np

logits = np.array([2.0, 1.0, 0.1])


def softmax(x):
    e = np.exp(x - np.max(x))
    return e / np.sum(e)


probs = softmax(logits)
print(probs.sum())
winner = np.argmax(probs)


def softmax_rows(X):
    e = np.exp(X - X.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)
