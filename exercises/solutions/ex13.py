def bayes(p_b_given_a, p_a, p_b):
    if p_b == 0:
        raise ValueError("B never happens")
    return p_b_given_a * p_a / p_b


def evidence(p_b_given_a, p_b_given_not_a, p_a):
    return p_b_given_a * p_a + p_b_given_not_a * (1 - p_a)


p_flag = evidence(0.9, 0.1, 0.2)
p_struggling_given_flag = bayes(0.9, 0.2, p_flag)
why_not_90 = "Most learners do not struggle, so many of the flags are raised by mistake."
