"""The codes of all rules. A code never changes its meaning, and docs/checking.md has a section for each."""

from __future__ import annotations

from collections.abc import Mapping

CODES: Mapping[str, str] = {
    # the exercise's file
    "G101": "invalid-exercise",
    "G102": "no-schema-line",
    "G103": "untidy-lines",
    "G104": "field-order",
    # the folder of the course
    "G111": "unexpected-file",
    "G112": "file-without-exercise",
    "G113": "invalid-course-rules",
    "G114": "stale-schema",
    "G115": "no-way-through",
    # the reference
    "G201": "unusable-reference",
    "G202": "reference-does-not-run",
    "G203": "reference-not-right",
    "G204": "not-a-number",
    "G205": "unsteady-reference",
    # the starter
    "G211": "no-starter",
    "G212": "starter-does-not-run",
    "G213": "starter-is-right",
    "G214": "starter-fails-the-grader",
    "G215": "starter-reads-no-data",
    # wrong solutions that are declared
    "G301": "misconception-of-nothing",
    "G302": "misconception-does-not-run",
    "G303": "misconception-not-caught",
    "G304": "misconception-not-told",
    "G305": "misconception-told-as-another",
    "G306": "misconceptions-alike",
    # wrong solutions that are derived
    "G311": "surviving-mutant",
    "G312": "unknown-equivalent",
    "G313": "caught-equivalent",
    "G314": "mutants-not-held",
    # evidence for tolerances, cases and checks
    "G401": "tolerance-too-tight",
    "G402": "tolerance-too-wide",
    "G403": "look-up-passes",
    "G404": "blunt-check",
    "G405": "shape-not-checked",
    "G406": "zero-passes",
    # hints and texts
    "G501": "too-few-hints",
    "G502": "hint-is-answer",
    "G503": "hint-starts-with-code",
    "G504": "long-sentence",
    "G505": "hard-text",
    "G506": "belittling-word",
    "G507": "symbol-alone",
}
"""The name of each rule, by its code."""

NOTES = frozenset({"G314"})
"""What is good to know, with nothing to mend: an exercise of which no more is said passes."""
