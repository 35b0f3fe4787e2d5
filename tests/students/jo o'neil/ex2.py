import numpy as np

y_hat = "<b>34</b>"


def predict(x, w=3, b=10):
    raise ValueError("<script>alert('=1+1')</script>")


explain_3 = "=HYPERLINK(\"http://example.invalid\", \"each hour\")"
explain_10 = ...
