{"cells": [{"cell_type": "code", "metadata": {}, "outputs": [], "source": ["X = [[1, 2, 3]]"], "execution_count": null}],
 "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
