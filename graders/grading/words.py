"""Verdicts on what a submission prints and on the sentences it holds."""

from __future__ import annotations

import re

from graders.exercise import TextCheck
from graders.grading import advice
from graders.grading.evidence import Evidence
from graders.grading.verdict import Verdict, passed
from graders.printable import one_line
from graders.result import Outcome
from graders.transcript import Loaded, Returned

_MAX_TEXT = 2000

# A name as it stands in an f-string. Where Python prints a set or a dict, only numbers look like one: ``{nan}``.
_UNFILLED = re.compile(r"\{(?!(?:nan|inf|True|False|None)\b)[A-Za-z_]\w*(?:\[[^][{}]*\])?(?::[^\s{}]+)?\}")


def stdout(evidence: Evidence, texts: tuple[str, ...]) -> Verdict:
    """Return the verdict on what importing the submission printed."""
    load, printed = evidence.transcript.load, evidence.transcript.printed
    lacking = [text for text in texts if not _contains(printed, text)]
    if not lacking:
        return passed()
    if not isinstance(load, Loaded):
        return advice.not_reached(evidence.transcript)
    if printed.strip():
        found = f"It printed `{one_line(printed.strip(), 80)}`."
        next_step = "Compare the two texts, character by character."
        if "{" not in lacking[0] and _UNFILLED.search(printed):
            next_step = 'An `f` before the quotation mark fills in the names in braces: `print(f"...")`.'
    elif evidence.transcript.clues.prints_guarded:
        found = f"It prints under {advice.GUARD}, and that part does not run here."
        next_step = "Move what stands in that block to the left margin, below all functions."
    else:
        found, next_step = "It printed nothing.", "Use `print(...)` in code that runs as soon as the file does."
    return Verdict(
        outcome=Outcome.WRONG,
        message=f"Running the file should print `{one_line(lacking[0], 80)}`. {found}",
        next_step=next_step,
    )


def _contains(text: str, wanted: str) -> bool:
    """Say whether ``text`` has ``wanted``, not in a longer word or number: ``34`` is not in ``134`` or ``-34``.

    A comma joins numbers only where three digits follow it, as in ``1,234``.
    """
    words = " ".join(wanted.split())
    return re.search(_before(words) + re.escape(words) + _behind(words), " ".join(text.split())) is not None


def _before(words: str) -> str:
    """Return a pattern for what may stand before these words: anything where they begin with a sign, such as ``=``."""
    if not (number := re.match(r"([-+]?)\.?\d", words)):
        return r"(?<!\w)" if re.match(r"\w", words) else ""
    pattern = r"(?<![\w.])" + (r"(?<!\d,)" if re.match(r"[-+]?\d{3}(?!\d)", words) else "")
    # A plus alone changes no number, the one of 1e+34 does.
    return pattern if number[1] else pattern + r"(?<![-\N{MINUS SIGN}])(?<![\w.]\+)"


def _behind(words: str) -> str:
    """Return a pattern for what may stand behind these words."""
    if re.search(r"\b\d[\w.,]*\Z", words):
        return r"(?!\.?\w)(?!,\d{3}(?!\d))"
    return r"(?!\w)" if re.search(r"\w\Z", words) else ""


def text(evidence: Evidence, check: TextCheck) -> Verdict:
    """Return the provisional verdict on a sentence in the student's own words."""
    [probe], [answer] = evidence.planned.probes, evidence.answers
    if not isinstance(answer, Returned):
        return evidence.without_value(probe, answer)
    if advice.is_unfinished(answer.value):
        return advice.unfinished_text(check.text)
    if type(answer.value) is not str:
        return Verdict(
            outcome=Outcome.WRONG,
            message=f"`{check.text}` is {advice.quoted(answer.value)}, expected a sentence.",
            next_step=f'Write the sentence between quotation marks: `{check.text} = "..."`.',
        )
    return _sentence(answer.value[:_MAX_TEXT], check)._replace(sentence=one_line(answer.value, _MAX_TEXT))


def _sentence(value: str, check: TextCheck) -> Verdict:
    sentence = " ".join(value.lower().split())
    if len(sentence.split()) < check.min_words:
        return _too_short(check, sentence)
    mentioned = all(any(_mentions(sentence, word) for word in group) for group in check.mentions)
    mixed_up = any(_mentions(sentence, word) for word in check.avoids)
    if mentioned and not mixed_up:
        return Verdict(outcome=Outcome.PASSED, message="A person may read this again.", provisional=True)
    if mixed_up and not any(_mentions(sentence, word) for group in check.mentions for word in group):
        return Verdict(
            outcome=Outcome.WRONG,
            message=f"`{check.text}` seems to describe something else. A person may read this again.",
            next_step="Look at the formula: what does this number do there?",
            provisional=True,
        )
    return Verdict(
        outcome=Outcome.NEEDS_REVIEW,
        message="A person needs to read this sentence. It has no points until then.",
        provisional=True,
    )


def _too_short(check: TextCheck, sentence: str) -> Verdict:
    if not sentence:
        return advice.unfinished_text(check.text)
    return Verdict(
        outcome=Outcome.WRONG,
        message=f"`{check.text}` is too short for a sentence: at least {check.min_words} words are expected.",
        next_step="Write one full sentence in your own words.",
    )


def _mentions(sentence: str, word: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(word.lower())}(?!\w)", sentence) is not None
