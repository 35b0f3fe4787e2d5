"""Arguments drawn at random, written as ``normal(5)``, ``uniform(-3, 3)`` or ``integers(0, 9, 2, 3)``."""

from __future__ import annotations

import math
import re

from graders.exercise import Distribution, Draw
from graders.spec.faults import closest, fault, quoted
from graders.spec.nodes import Scalar
from graders.spec.scalars import resolve

MOST_AXES = 4
MOST_NUMBERS = 100_000
NARROWEST = 0.01
"""Least distance of the bounds of uniform numbers: they are rounded to three decimals."""

FORMS = {
    Distribution.NORMAL: "normal(shape…)",
    Distribution.UNIFORM: "uniform(low, high, shape…)",
    Distribution.INTEGERS: "integers(low, high, shape…)",
}
_CALL = re.compile(r"([A-Za-z_]+) *\(([^()]*)\)")
_CUT = re.compile(rf"({'|'.join(Distribution)}) *\([^()]*")  # what YAML leaves of it before a comma
_LARGEST = 2**53  # whole numbers up to here are exact as floats, which is what a Draw keeps


def read_draw(scalar: Scalar) -> Draw | None:
    """Return the draw that a text asks for, or None for any other text.

    Raises :class:`graders.errors.SpecError` for a draw that cannot be made, and for a name that resembles a draw's.
    """
    if cut := _CUT.fullmatch(scalar.text):
        form = FORMS[Distribution(cut[1])]
        raise fault(scalar.place, f"expected {form}, found {quoted(scalar.text)}; within a list it needs quotes")
    match = _CALL.fullmatch(scalar.text.strip())
    if not match:
        return None
    name, written = match[1], match[2].strip()
    known = list(map(str, Distribution))
    if name not in known:
        if meant := closest(name.lower(), known):
            raise fault(scalar.place, f"{quoted(name)} is no way to draw numbers; did you mean {quoted(meant)}?")
        return None
    distribution = Distribution(name)
    numbers = [_number(scalar, number.strip(), distribution) for number in written.split(",")] if written else []
    if distribution is Distribution.NORMAL:
        return Draw(distribution, shape=_shape(scalar, numbers, distribution))
    low, high = _bounds(scalar, numbers[:2], distribution)
    return Draw(distribution, low, high, _shape(scalar, numbers[2:], distribution))


def _bounds(scalar: Scalar, numbers: list[float], distribution: Distribution) -> list[float]:
    if len(numbers) < 2:  # noqa: PLR2004 - low and high
        raise _expected(scalar, distribution, "low and high")
    low, high = numbers
    if distribution is Distribution.UNIFORM:
        if not NARROWEST <= high - low < math.inf:
            raise _expected(scalar, distribution, f"low at least {NARROWEST} below high (three decimals are drawn)")
    elif not all(isinstance(bound, int) and abs(bound) <= _LARGEST for bound in numbers):
        raise _expected(scalar, distribution, "whole numbers of at most 2**53 as low and high")
    elif low >= high:
        raise _expected(scalar, distribution, "low below high (high itself is never drawn)")
    return numbers


def _number(scalar: Scalar, text: str, distribution: Distribution) -> float:
    number = resolve(Scalar(scalar.place, scalar.key, text, plain=True))
    if isinstance(number, bool) or not isinstance(number, int | float) or not math.isfinite(number):
        raise _expected(scalar, distribution, f"a number instead of {quoted(text)}")
    return number


def _shape(scalar: Scalar, lengths: list[float], distribution: Distribution) -> tuple[int, ...]:
    shape = tuple(length for length in lengths if isinstance(length, int) and length >= 1)
    if len(shape) < len(lengths):
        raise _expected(scalar, distribution, "whole numbers from 1 as shape")
    if len(shape) > MOST_AXES or math.prod(shape) > MOST_NUMBERS:
        raise _expected(scalar, distribution, f"a shape of at most {MOST_AXES} axes and {MOST_NUMBERS} numbers")
    return shape


def _expected(scalar: Scalar, distribution: Distribution, what: str) -> Exception:
    return fault(scalar.place, f"expected {FORMS[distribution]} with {what}, found {quoted(scalar.text)}")
