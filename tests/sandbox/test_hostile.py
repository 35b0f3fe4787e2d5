"""Every hostile program ends in the outcome that its entry names, and the honest one after it is right."""

import os
from pathlib import Path

import pytest

from graders.exercise import Limits
from graders.level import Level
from graders.sandbox.runner import Sandbox
from graders.transcript import Call, Program, Questions, Returned
from tests.hostile import Hostile, corpus, outcome

REPOSITORY = Path(__file__).parents[2]
CORPUS = corpus()
HONEST = Program(name="honest.py", source=b"import numpy as np\ndef answer():\n    return int(np.ones(6).sum()) * 7\n")


@pytest.fixture
def places(tmp_path: Path) -> dict[str, str]:
    """Files to attack: the course as it is, and a folder in which everyone may write."""
    victim = tmp_path / "victim"
    victim.write_text("whole", encoding="utf-8")
    return {
        "@COURSE@": str(REPOSITORY / "exercises"),
        "@SOLUTION@": str(REPOSITORY / "exercises" / "solutions" / "ex2.py"),
        "@SCRATCH@": str(tmp_path),
        "@VICTIM@": str(victim),
    }


@pytest.mark.parametrize("hostile", CORPUS, ids=lambda hostile: hostile.id)
def test_it_is_contained_and_the_next_program_is_none_the_worse(
    hostile: Hostile, confined: Sandbox, places: dict[str, str]
) -> None:
    transcript = confined.run(hostile.program(places), Questions(hostile.batches), hostile.limits)
    assert outcome(transcript) == hostile.outcome
    assert transcript.level is Level.CONFINED
    assert Path(places["@VICTIM@"]).read_text(encoding="utf-8") == "whole"
    assert os.listdir(places["@SCRATCH@"]) == ["victim"]  # noqa: PTH208 - names are all that is wanted
    honest = confined.run(HONEST, Questions([[Call("answer")]]), Limits())
    assert honest.answers == ((Returned(value=42),),)


@pytest.mark.parametrize("hostile", [hostile for hostile in CORPUS if hostile.unjailed], ids=lambda hostile: hostile.id)
def test_the_attack_works_where_there_is_no_jail(hostile: Hostile, process: Sandbox, places: dict[str, str]) -> None:
    transcript = process.run(hostile.program(places), Questions(hostile.batches), hostile.limits)
    assert outcome(transcript) == hostile.unjailed


def test_every_entry_has_an_id_of_its_own() -> None:
    assert len({hostile.id for hostile in CORPUS}) == len(CORPUS)


def test_an_attack_that_must_be_shown_to_work_ends_otherwise_in_the_jail() -> None:
    same = [hostile.id for hostile in CORPUS if hostile.unjailed == hostile.outcome]
    assert same == ["F12-asks-whether-the-reference-solution-exists"]


def test_every_way_to_end_is_in_the_corpus() -> None:
    kinds = {" ".join(hostile.outcome.split()[:2]) for hostile in CORPUS if not hostile.outcome.startswith("returned")}
    assert kinds >= {"ended wall", "ended cpu", "ended exited", "ended crashed", "ended garbled", "missing"}
