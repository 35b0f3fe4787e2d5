"""Degrees Fahrenheit. For its task, and to check your work: grade exercises/exN.py"""


def fahrenheit(celsius):
    # TODO 1: return the degrees Fahrenheit
    ...


# TODO 2: the degrees Fahrenheit of 100 degrees Celsius
boiling = ...
