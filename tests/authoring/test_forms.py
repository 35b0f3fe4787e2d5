"""Other forms of a source that mean the same."""

import pytest

from graders.authoring.forms import forms
from graders.diagnose.edit import Source


def written(code: str) -> set[str]:
    prefix = "x = "
    return {form.source.decode().removeprefix(prefix).strip() for form in forms(Source(f"{prefix}{code}\n".encode()))}


@pytest.mark.parametrize(
    ("code", "others"),
    [
        ("a + b", {"(b + a)"}),
        ("a * -b", {"((-b) * a)"}),
        ("a - b", set()),
        ("a + b + c", {"(c + (a + b))", "(b + a) + c", "(a + (b + c))"}),
        ("a * b * c", {"(c * (a * b))", "(b * a) * c", "(a * (b * c))"}),
        ("a * (b - c)", {"((b - c) * a)", "(a * b - a * c)"}),
        ("v ** 2", {"(v * v)"}),
        ("(y - z)**2", {"((y - z) * (y - z))"}),
        ("v ** 3", set()),
        ("a / (b - 1)", {"(a * (1 / (b - 1)))"}),
        ("np.mean(v)", {"(np.sum(v) / np.size(v))"}),
        ("np.mean(v, axis=0)", set()),
        ("np.dot(u, v)", {"(u @ v)"}),
        ("f'{a + b}'", set()),
    ],
)
def test_one_place_is_rewritten_at_a_time(code: str, others: set[str]) -> None:
    assert written(code) == others


def test_a_form_says_what_stands_in_place_of_what() -> None:
    [form] = forms(Source(b"x = v ** 2\n"))
    assert form.change == "`v * v` in place of `v ** 2`"
