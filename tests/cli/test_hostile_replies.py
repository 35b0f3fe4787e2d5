"""Submissions that write their own replies, with text in every field that acts on a terminal, a page or a file."""

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree as ET

from graders.record import from_record
from graders.reporting.paper import Paper
from graders.reporting.terminal import card
from graders.transcript import Carried, Clues, Discarded, Shadowed
from tests.cli.pupils import hand_in, outcomes, records, written
from tests.cli.running import Run

ACTS = "\x1b]0;owned\x07\x1b[2J\x9b31m\r\udc80\ud83d\u202e\u200b"
TEXT = f"{ACTS}`</script><script>alert(1)</script>&'\"=1+1\n::error::##[x]"
NAMES = [TEXT, f"y{TEXT}", "why\x1b", "Y", "F\x1b", "b\u202e"]
"""What a reply says is defined; some look like what is asked for."""

EXERCISE = """
title: T
task: T
checks:
  - {id: y, variable: y, asks: a number, points: 1}
  - {id: d, variable: d, asks: a dict, points: 1}
  - {id: item, variable: d, item: b, asks: an item, points: 1}
  - {id: a, variable: a, asks: an array, points: 1}
  - {id: s, variable: s, asks: a text, points: 1}
  - {id: f, function: f, asks: a function, points: 1, cases: [[1], [2]]}
  - {id: r, raises: r, asks: an exception, points: 1, exception: ValueError, cases: [[1]]}
  - {id: p, property: z > 1, let: {z: y}, asks: a property, points: 1}
  - {id: why, text: why, asks: a sentence, points: 1, mentions: [[slope]]}
  - {id: out, stdout: [done], asks: it prints, points: 1}
  - {id: stars, rating: stars, asks: a rating, items: {loops: I can loop., arrays: I can slice.}}
pictures:
  - {title: Over time, curve: a}
"""
REFERENCE = """
import numpy as np
y, d, a, s = 2, {"a": 1, "b": 2}, np.arange(3.0), "text"
def f(x): return x
def r(x): raise ValueError("no")
why, stars = "it is the slope of the line", {"loops": 3, "arrays": 4}
"""
FORGE = """
import json, os
encode = json.JSONEncoder.encode
first = True
def forged(self, message):
    global first
    reply = LOAD if first else ANSWER
    first = False
    os.write(1, {text!r}.encode("utf-8", "surrogatepass"))
    return encode(self, reply or message)
json.JSONEncoder.encode = forged
LOAD, ANSWER = {replies!r}
"""

TOLD = Clues(
    *(tuple(NAMES),) * 3,
    prints_guarded=True,
    shadowed=(Shadowed(6, TEXT),),
    discarded=(Discarded(7, "f", TEXT, TEXT), Discarded(8, "", "y", TEXT)),
    carried=(Carried(9, "f", TEXT), Carried(10, TEXT, TEXT)),
)
CLUES = json.loads(json.dumps(TOLD._asdict()))
LOADED = ["loaded", {"names": NAMES, "warnings": [TEXT], "clues": CLUES}]
VALUES: list[object] = [
    TEXT,
    ["list", [TEXT, 1]],
    ["tuple", [TEXT]],
    ["dict", [[TEXT, TEXT], ["b", TEXT]]],
    ["dict", [["a", 1], ["b", 2], [f"arrays{TEXT}", TEXT]]],
    ["text", [3], [TEXT] * 3],
    ["opaque", TEXT, TEXT],
    ["opaque", "ellipsis", TEXT],
    None,
]
FOUND = [
    "SyntaxError", "IndentationError", "NameError", "AttributeError", "TypeError", "ValueError", "ImportError",
    "FileNotFoundError", "NotImplementedError", "AssertionError", "SystemExit", "RuntimeError", "Exception",
]  # fmt: skip
MESSAGES = {
    "NameError": f"name '{TEXT}' is not defined",
    "AttributeError": f"module '{TEXT}' has no attribute 'x'",
    "FileNotFoundError": f"[Errno 2] No such file or directory: '/{TEXT}'",
}


def raised(kind: str, bases: list[str], line: int | None = 1) -> list[object]:
    """Return a reply that tells of an exception; all of its texts but the classes are hostile."""
    message = MESSAGES.get(bases[0], TEXT)
    told = {"exception": TEXT, "bases": bases, "message": message, "line": line, "source_line": f"{TEXT}raise {TEXT}"}
    return [kind, told | ({"names": NAMES, "clues": CLUES} if kind == "failed" else {})]


def replies() -> Iterator[tuple[object, object]]:
    """Yield what is sent in place of the reply to the source and of all others; None leaves a reply as it is."""
    for kind in FOUND:
        yield raised("failed", [kind, "Exception"]), None
        yield LOADED, raised("raised", [kind, "Exception"])
        yield LOADED, raised("raised", [kind, "Exception"], line=None)
    yield raised("failed", [TEXT, "SyntaxError"]), None
    yield LOADED, raised("raised", [TEXT, "ValueError"])
    for is_loop in (True, False):
        ended = {"line": 2, "source_line": TEXT, "is_loop": is_loop, "clues": CLUES}
        yield ["ended", ended], None
        yield LOADED, ["ended", ended]
    yield LOADED, ["missing", {"found": TEXT}]
    yield LOADED, ["missing", {"found": ""}]
    yield [TEXT, {TEXT: TEXT}], None
    yield LOADED, [TEXT, {TEXT: TEXT}]
    for value in VALUES:
        yield LOADED, ["returned", {"value": value, "warnings": [TEXT]}]


CARRIES = f"""
seen = []
def f(x):
    seen.append(x)
    return x * len(seen)
LOAD, ANSWER = {LOADED!r}, None
"""
"""A function that is right when it is called first, in a file that says what it likes of where its list is made."""


def acting(text: str) -> set[str]:
    """Return the characters of a text that do something other than to be seen."""
    return {one for one in text if unicodedata.category(one) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and one not in "\n\t"}


def texts(tree: object) -> Iterator[str]:
    """Yield every text in what JSON tells."""
    if isinstance(tree, str):
        yield tree
    elif isinstance(tree, list | dict):
        for part in tree.values() if isinstance(tree, dict) else tree:
            yield from texts(part)


def test_no_text_of_a_reply_acts_on_a_terminal_a_page_or_a_file(grade: Run, tmp_path: Path) -> None:
    course = tmp_path / "exercises"
    (course / "solutions").mkdir(parents=True)
    (course / "trap.yaml").write_text(EXERCISE, encoding="utf-8")
    (course / "solutions" / "trap.py").write_text(REFERENCE + "print('done')\n", encoding="utf-8")
    sources = {
        f"s{number:02}": REFERENCE + FORGE.format(replies=reply, text=TEXT) for number, reply in enumerate(replies())
    }
    sources["carries"] = REFERENCE + FORGE.format(replies=(None, None), text=TEXT) + CARRIES
    result = grade(hand_in(tmp_path / "class", sources, "trap"))
    assert result.stderr == ""
    assert result.returncode == 0
    reports = tmp_path / "reports"
    assert outcomes(reports).keys() == sources.keys()
    assert "passed" not in outcomes(reports).values()
    told = {check["outcome"] for record in records(reports).values() for check in record["checks"]}
    assert told >= {"raised", "missing", "wrong", "killed", "timed_out"}, "replies are not read"
    steps = [check["next_step"] for check in records(reports)["carries"]["checks"]]
    assert any(step.startswith("Line 9 makes `") for step in steps), "clues are not read"
    for path, content in written(reports).items():
        text = content.decode("utf-8").removeprefix("\N{ZERO WIDTH NO-BREAK SPACE}").replace("\r\n", "\n")
        assert not acting(text), path
        assert "<script>alert" not in text or not path.endswith((".html", ".xml")), path
    ET.parse(reports / "junit.xml")  # noqa: S314 - made here
    paper = Paper(width=80, colour=False, unicode=True)
    for student, record in records(reports).items():
        assert not acting("".join(texts(record))), student
        assert not acting(card(from_record(record), paper, page_path=None)), student
