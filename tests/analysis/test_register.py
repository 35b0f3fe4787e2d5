from __future__ import annotations

from graders.analysis.register import Register
from graders.analysis.standing import total_share
from graders.policy import Policy, Terms
from graders.result import Outcome
from tests.analysis.classes import mark, work


def test_a_bonus_that_nobody_has_decided_on_takes_nothing_from_what_a_total_is_out_of() -> None:
    register = Register({"ada": None}, ["ex1", "extra"], lambda student, exercise: f"{student}/{exercise}.html")
    register.enter("ada", "ex1", work(mark("a", 10, 10)), submitted_at=0.0)
    register.enter("ada", "extra", work(mark("t", 0, 5, Outcome.NEEDS_REVIEW)), submitted_at=0.0)
    register.add_up({"ex1": 10, "extra": 5}, Policy(exercises={"extra": Terms(bonus=True)}))
    assert [(ada.total, ada.out_of, total_share(ada)) for ada in register] == [(10, 10, 1)]
