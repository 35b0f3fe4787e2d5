from __future__ import annotations

from markupsafe import Markup

from graders.reporting.mathml import mathml


def test_a_formula_says_its_notation_to_those_who_hear_it() -> None:
    assert mathml("w**2") == Markup('<math alttext="w**2"><msup><mi>w</mi><mn>2</mn></msup></math>')


def test_one_that_stands_alone_is_a_block() -> None:
    assert mathml("w", block=True) == Markup('<math display="block" alttext="w"><mi>w</mi></math>')


def test_signs_of_markup_are_escaped() -> None:
    assert mathml("a < b") == Markup('<math alttext="a &lt; b"><mrow><mi>a</mi><mo>&lt;</mo><mi>b</mi></mrow></math>')


def test_what_is_no_formula_stays_as_it_was_written() -> None:
    assert mathml('<b a="') == Markup("$&lt;b a=&#34;$")
