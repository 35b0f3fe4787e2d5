"""Exercise 5: One neuron. For its task, and to check your work: grade exercises/ex5.py"""

import numpy as np

inputs = np.array([5.9, 160, 32])
weights = np.array([0.3, 0.01, 0.05])

# TODO 1: the three products
contributions = ...

# TODO 2: what the neuron gives for these inputs
prediction = ...


def neuron(inputs, weights, bias=0.0):
    # TODO 3: return the dot product plus the bias
    # TODO 4: stop with a ValueError when the lengths differ
    ...
