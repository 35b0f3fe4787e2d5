"""Which checks of an exercise look at which part of its reference."""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import NamedTuple

from graders.diagnose.names import read, stored
from graders.exercise import (
    Check,
    FunctionCheck,
    PropertyCheck,
    RaisesCheck,
    StdoutCheck,
    TextCheck,
    UnchangedCheck,
    VariableCheck,
)
from graders.parsing import expression


class _Statement(NamedTuple):
    """A statement, the names that it defines and those whose values it needs."""

    node: ast.stmt
    defined: frozenset[str]
    used: frozenset[str]

    def covers(self, line: int) -> bool:
        """Say whether it stands in this line, or in several of which this is one."""
        return self.node.lineno <= line <= (self.node.end_lineno or self.node.lineno)

    def is_used_by(self, other: _Statement) -> bool:
        """Say whether another statement needs a name that this one defines."""
        return bool(self.defined & other.used)

    def prints_for(self, check: Check) -> bool:
        """Say whether it does more than define something, where a check looks at what is printed meanwhile."""
        return isinstance(check, StdoutCheck) and not isinstance(self.node, ast.FunctionDef | ast.Assign)


class Reach:
    """What the checks of an exercise lead to in its reference: names are defined by statements that use further names.

    Looked at are statements at the left margin.
    """

    def __init__(self, tree: ast.Module, checks: Iterable[Check]) -> None:
        self._statements = [_Statement(one, frozenset(stored(one)), frozenset(read(one))) for one in tree.body]
        self._behind = [(check, self._led_to(check)) for check in checks]

    def concerned(self, line: int) -> list[Check]:
        """Return the checks that ask for what the statement in this line defines; without any, those that it is behind.

        There are none when only a wrong solution, which the reference may hold as well, uses what it defines.
        """
        changed = [one for one in self._statements if one.covers(line)]
        behind = [check for check, statements in self._behind if any(one in statements for one in changed)]
        return [check for check in behind if any(asked(check) & one.defined for one in changed)] or behind

    def unseen(self) -> frozenset[str]:
        """Return the functions that no check leads to, such as those that only a declared wrong solution calls."""
        seen = [one for _, statements in self._behind for one in statements]
        return frozenset(
            one.node.name for one in self._statements if isinstance(one.node, ast.FunctionDef) and one not in seen
        )

    def _led_to(self, check: Check) -> list[_Statement]:
        names = asked(check)
        found = [one for one in self._statements if one.defined & names or one.prints_for(check)]
        while more := [one for one in self._statements if one not in found and any(map(one.is_used_by, found))]:
            found += more
        return found


def asked(check: Check) -> set[str]:
    """Return the names that a check asks for, or mentions in what it evaluates beside a submission."""
    match check:
        case FunctionCheck(function=name) | RaisesCheck(raises=name):
            return {name}
        case VariableCheck(variable=name) | TextCheck(text=name):
            return {name}
        case UnchangedCheck(unchanged=functions):
            return set(functions)
        case PropertyCheck():
            names = {name for code in check.let.values() for name in read(expression(code))}
            return names - check.given.keys()  # which come before names of the submission
    return set()  # a rating has no right value
