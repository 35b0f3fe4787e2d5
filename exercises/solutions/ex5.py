import numpy as np

inputs = np.array([5.9, 160, 32])
weights = np.array([0.3, 0.01, 0.05])


def neuron(inputs, weights, bias=0.0):
    return np.dot(inputs, weights) + bias


contributions = inputs * weights
prediction = neuron(inputs, weights)
