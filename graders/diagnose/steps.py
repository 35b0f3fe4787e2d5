"""Slips in the order of steps: one left out, too early, before its loop or again in every pass of it."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from itertools import pairwise

from graders.diagnose.edit import Edit, Source, shown
from graders.diagnose.names import own, read, stored


def orders(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Take two steps in the other order, where that matters and leaves no name without a value."""
    for first, second in pairwise(body):
        if isinstance(first, ast.Assign | ast.AugAssign) and isinstance(second, ast.Assign | ast.AugAssign):
            used = _written(first) & read(second)
            if used - read(first) or not (used or _written(second) & (read(first) | _written(first))):
                continue
            (start, middle), (resumed, end) = source.span(first), source.span(second)
            a, b = source.bytes[start:middle], source.bytes[resumed:end]
            said = f"{shown(b.decode())} came before {shown(a.decode())}"
            yield Edit("order-changed", start, end, b + source.bytes[middle:resumed] + a, said)


def omissions(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Leave a step out that changes something there is already, so that the rest can do without it."""
    for statement in body:
        if _changes(statement):
            yield source.replace(statement, "pass", "step-dropped", f"{shown(source.code(statement))} were left out")


def sequences(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Let ``a, b = b, a + b`` be ``a = b`` and then ``b = a + b``."""
    for statement in body:
        if not isinstance(statement, ast.Assign) or not isinstance(statement.value, ast.Tuple):
            continue
        [target, *others] = statement.targets
        if others or not isinstance(target, ast.Tuple) or len(target.elts) != len(statement.value.elts):
            continue
        pairs = list(zip(target.elts, statement.value.elts, strict=True))
        late = [
            (source.code(name), source.code(value))
            for number, (name, _) in enumerate(pairs)
            for _, value in pairs[number + 1 :]
            if source.code(name) in read(value)
        ]
        if late:
            text = "; ".join(f"{source.code(name)} = ({source.code(value)})" for name, value in pairs)
            said = f"{shown(late[0][0])} had changed before {shown(late[0][1])} was worked out"
            yield source.replace(statement, text, "update-too-early", said)


def early_updates(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Update one of several values as soon as that can be done; what is worked out after it sees the new value."""
    if not _is_in_lines(body):
        return
    for end, update in enumerate(body):
        names = _written(update)
        if len(names) != 1 or not names <= read(update):
            continue
        needed = [number for number in range(end) if _written(body[number]) & (read(update) - names)]
        start = needed[-1] + 1 if needed else 0
        anew = list(_following(body[:start], names))
        seen = names.union(*map(_written, anew))
        late = next((one for one in body[start:end] if seen & read(one) and _works_out(one)), None)
        if late is not None and not _written(late) <= names:
            moved = [update, *anew, *body[start:end]]
            text = f"\n{' ' * update.col_offset}".join(map(source.code, moved)).encode()
            said = f"{shown(min(names))} had changed before {shown(source.code(late))} was worked out"
            yield Edit("update-too-early", source.span(body[start])[0], source.span(update)[1], text, said)


def stale_values(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Work out once, before a loop, what each pass of it should work out anew."""
    for loop in body:
        if not isinstance(loop, ast.For | ast.While) or not _is_in_lines([loop, *loop.body]):
            continue
        first, *rest = loop.body
        changing = set[str]().union(*map(_written, rest))
        if rest and isinstance(first, ast.Assign) and read(first) & changing and not read(first) & _passing(loop):
            (start, _), (begin, end) = source.span(loop), source.span(first)
            code, head = source.bytes[begin:end], source.bytes[start:begin]
            text = code + f"\n{' ' * loop.col_offset}".encode() + head
            yield Edit("value-stale", start, end, text, f"{shown(code.decode())} stood before the loop")


def restarts(body: list[ast.stmt], source: Source) -> Iterator[Edit]:
    """Set back to its start, in every pass of a loop, what the passes gather."""
    for number, loop in enumerate(body):
        if not isinstance(loop, ast.For | ast.While) or not _is_in_lines([loop, *loop.body]):
            continue
        gathered = set[str]().union(*map(_written, loop.body))
        for start in body[:number]:
            if isinstance(start, ast.Assign) and _written(start) & gathered:
                begin, _ = source.span(loop.body[0])
                text = f"{source.code(start)}\n{' ' * loop.body[0].col_offset}".encode()
                yield Edit("start-in-loop", begin, begin, text, f"{shown(source.code(start))} stood inside the loop")


def _changes(statement: ast.stmt) -> bool:
    """Say whether a statement changes what has a value: ``x = x - 1``, ``x += 1``, ``x[0] = 1`` or ``x.sort()``."""
    if isinstance(statement, ast.Expr):
        return bool(_written(statement))
    if isinstance(statement, ast.Assign):
        return _written(statement) <= read(statement) or isinstance(statement.targets[0], ast.Subscript)
    return isinstance(statement, ast.AugAssign)


def _works_out(statement: ast.stmt) -> bool:
    """Say whether a statement gives names a value when it is met; what a function does comes when it is called."""
    return bool(_written(statement)) and not isinstance(statement, ast.FunctionDef | ast.ClassDef)


def _following(statements: Sequence[ast.stmt], names: set[str]) -> Iterator[ast.stmt]:
    """Yield the statements whose values follow from these names."""
    for statement in statements:
        if names & read(statement):
            names = names | _written(statement)
            yield statement


def _written(statement: ast.stmt) -> set[str]:
    """Return the names that a statement gives a value, changes in place or calls a method of."""
    if isinstance(statement, ast.Expr):
        match statement.value:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=name))):
                return {name}
        return set()
    return stored(statement) | {
        node.value.id
        for node in own(statement)
        if isinstance(node, ast.Subscript) and isinstance(node.ctx, ast.Store) and isinstance(node.value, ast.Name)
    }


def _passing(loop: ast.For | ast.While) -> set[str]:
    """Return the names that a ``for`` loop gives a new value in each pass."""
    target = loop.target if isinstance(loop, ast.For) else None
    return {node.id for node in ast.walk(target) if isinstance(node, ast.Name)} if target else set()


def _is_in_lines(statements: Sequence[ast.stmt]) -> bool:
    """Say whether each statement begins in a line of its own."""
    return all(one.lineno < other.lineno for one, other in pairwise(statements))
