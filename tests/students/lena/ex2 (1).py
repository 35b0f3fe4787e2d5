y_hat = 3 * 8 + 10
print(y_hat)
