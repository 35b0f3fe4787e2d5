"""The folder of a course: its own rules, and whether every file in it is accounted for."""

from __future__ import annotations

import codecs
import json
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from graders.authoring.finding import Finding
from graders.errors import GradersError, SpecError
from graders.grading.course import RULES, Course
from graders.grading.path import path
from graders.problem import Place
from graders.spec.course import course_schema, load_course
from graders.spec.document import contents
from graders.spec.schema import json_schema
from graders.submissions.submission import read

_SCHEMAS = {"exercise": json_schema, "course": course_schema}
_SCHEMA_FILES = {f"{what}.schema.json": what for what in _SCHEMAS}
_SOLUTIONS = "solutions"
_IMPORTED = re.compile(rb"^\s*(?:from|import)\s+(\w+)", re.MULTILINE | re.ASCII)
_KNOWN = frozenset({RULES, *_SCHEMA_FILES, _SOLUTIONS, "README.md"})


def folder(course: Course) -> Iterator[Finding]:
    """Yield what is wrong with the course's rules, its schemas and its path, and each file that belongs to nothing."""
    yield from _rules(course)
    yield from _schemas(course)
    yield from _path(course)
    names = course.names()
    texts = b"".join(_bytes(course.spec(name)) for name in names)
    starters = [course.starter(name) for name in names]
    data = {file: name for name in names for file in _data(course, name)}
    known = _KNOWN | data.keys() | {file for starter in starters for file in _read_by(starter)}
    expected = {*starters, *map(course.spec, names), *(course.folder / file for file in known)}
    for one in _listed(course.folder):
        if one not in expected and not (one.is_file() and os.fsencode(one.name) in texts):
            yield _unexpected(one, "starter")
    references = [course.reference(name) for name in names]
    read_there = {file for reference in references for file in _read_by(reference)}
    for one in _listed(course.folder / _SOLUTIONS):
        if one.name in data and one.name in read_there:
            used = f"{one.name} beside {data[one.name]}.yaml is used in its place, by the reference too"
            yield Finding(Place(str(one)), "G111", f"{used}; delete this copy")
        elif one not in references and one.name not in read_there:
            yield _unexpected(one, "reference")


def _unexpected(file: Path, kind: str) -> Finding:
    place = Place(str(file))
    if file.is_dir():
        return Finding(place, "G111", f"expected no folder here but {_SOLUTIONS}")
    if file.suffix == ".py":
        return Finding(place, "G112", f"there is no exercise {file.stem}.yaml that this could be the {kind} of")
    return Finding(place, "G111", "no exercise, starter or reference of this course names this file")


def _rules(course: Course) -> Iterator[Finding]:
    rules = course.folder / RULES
    if not rules.exists():
        return
    try:
        load_course(rules, course.names())
    except SpecError as error:
        for problem in error.problems:
            yield Finding(problem.place, "G113", problem.text)


def _path(course: Course) -> Iterator[Finding]:
    try:
        for name in course.names():
            course.exercise(name)
    except SpecError:  # told where the exercise is examined
        return
    try:
        path(course)
    except SpecError as error:
        for problem in error.problems:
            yield Finding(problem.place, "G115", problem.text)


def _schemas(course: Course) -> Iterator[Finding]:
    for name, what in _SCHEMA_FILES.items():
        file = course.folder / name
        if file.exists() and not _is_schema(file, _SCHEMAS[what]()):
            renewal = f"grade schema {what} > {name}"
            yield Finding(Place(str(file)), "G114", f"another version wrote this; to renew it: {renewal}")


def _is_schema(file: Path, schema: object) -> bool:
    with suppress(ValueError):
        return bool(json.loads(_bytes(file)) == schema)
    return False


def _listed(where: Path) -> list[Path]:
    """Return what lies in a folder but for what tools leave there, sorted; nothing when there is no such folder."""
    entries = where.iterdir() if where.is_dir() else ()
    return sorted(one for one in entries if not one.name.startswith(".") and one.name != "__pycache__")


def _read_by(program: Path) -> frozenset[str]:
    """Return the names of the files beside a program that it can read; none when it cannot be read itself."""
    try:
        submission = read(program)
    except GradersError:
        return frozenset()
    # What may be read is found by its bare name; a Python file is used only by whoever imports it.
    texts = (text.removeprefix(codecs.BOM_UTF8) for text in submission.texts)
    imported = {name.decode() for text in texts for name in _IMPORTED.findall(text)}
    return frozenset(name for name in submission.files if name.removesuffix(".py") in {name, *imported})


def _data(course: Course, name: str) -> dict[str, bytes]:
    try:
        return course.solution(name).data
    except GradersError:  # told where the exercise is examined
        return {}


def _bytes(path: Path) -> bytes:
    try:
        return contents(path, "a file")
    except SpecError:  # told where the file is examined
        return b""
