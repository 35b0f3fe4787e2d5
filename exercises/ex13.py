"""Exercise 13: Bayes' rule. For its task, and to check your work: grade exercises/ex13.py"""


# TODO 1: P(A|B) from P(B|A), P(A) and P(B); a ValueError when p_b is 0
def bayes(p_b_given_a, p_a, p_b): ...


# TODO 2: P(B) from both ways in which B can happen
def evidence(p_b_given_a, p_b_given_not_a, p_a): ...


# TODO 3: 0.2 of the learners struggle; 0.9 of those get a flag, and 0.1 of the others
p_flag = ...
p_struggling_given_flag = ...

# TODO 4: one sentence
why_not_90 = ""
