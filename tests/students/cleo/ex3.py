def squared_error(y, y_hat):
    while y != y_hat:
        y = y - 1
    return y


error_72 = (80 - 72) ** 2

if __name__ == "__main__":
    error_78 = (80 - 78) ** 2
    times_smaller = 16
    why = "because the error is squared"
