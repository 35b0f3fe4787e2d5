import numpy as np

np.random.seed(42)
x = np.random.randn(100)
y = 2 * x + 1 + np.random.randn(100) * 0.1


def descend(x, y, lr, epochs):
    w, b, losses = 0.0, 0.0, []
    for epoch in range(epochs):
        y_hat = w * x + b
        loss = np.mean((y_hat - y) ** 2)
        dw = 2 * np.mean((y_hat - y) * x)
        db = 2 * np.mean(y_hat - y)
        w -= lr * dw
        b -= lr * db
        losses.append(loss)
        if epoch % 10 == 0:
            print(f"Epoch {epoch}: loss={loss:.4f}, w={w:.4f}, b={b:.4f}")
    return w, b, losses


def train(x, y, lr, epochs):
    return descend(x, y, lr, epochs)


w, b, losses = train(x, y, 0.1, 50)
too_big = True
