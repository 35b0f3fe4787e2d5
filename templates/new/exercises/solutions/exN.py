def fahrenheit(celsius):
    return 1.8 * celsius + 32


boiling = fahrenheit(100)
