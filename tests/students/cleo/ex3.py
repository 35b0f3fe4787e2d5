def squared_error(y, y_hat):
    while y != y_hat:
        y = y - 1
    return y


error_72 = (84 - 72) ** 2

if __name__ == "__main__":
    error_78 = (84 - 78) ** 2
    times_smaller = 4
    why = "because the error is squared"
