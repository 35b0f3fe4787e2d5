"""Kinds of value that only the course file has: times, time zones and percentages."""

# ruff: noqa: D102 - what a kind reads and describes is documented once, in Kind

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import NamedTuple
from zoneinfo import ZoneInfo, available_timezones

from graders.policy import Per
from graders.spec.faults import did_you_mean
from graders.spec.kinds import Schema
from graders.spec.nodes import Node, Scalar
from graders.spec.scalars import expected

_DATE = r"20[0-9]{2}-[0-9]{2}-[0-9]{2}"
_TIME = rf"{_DATE}[ T][0-9]{{2}}:[0-9]{{2}}(?::[0-9]{{2}})?(?: ?(?:Z|[+-][0-9]{{2}}:[0-9]{{2}}))?"
_PERCENT = r"([0-9]{1,3}(?:\.[0-9]{1,6})?) *%"
_PENALTY = rf"{_PERCENT} per ((?:started )?day)"
_ZONE = r"[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+)*"


class Time(NamedTuple):
    """A date with a time of day, of a zone of its own only where it gives the offset from UTC."""

    expects: str = "a date and a time, such as 2026-11-30 23:59"

    def read(self, node: Node) -> datetime:
        if not isinstance(node, Scalar):
            raise expected(self.expects, node)
        if re.fullmatch(_DATE, node.text):
            raise expected(self.expects, node, f"; did you mean '{node.text} 23:59'?")
        if not re.fullmatch(_TIME, node.text):
            raise expected(self.expects, node)
        try:
            return datetime.fromisoformat(node.text.replace(" +", "+").replace(" -", "-").replace(" Z", "Z"))
        except ValueError:
            raise expected(self.expects, node, ", which no calendar or clock has") from None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_TIME}$"}


class Zone(NamedTuple):
    """A time zone by its name in the IANA database."""

    expects: str = "the name of a time zone, such as Europe/Zurich"

    def read(self, node: Node) -> ZoneInfo:
        if not isinstance(node, Scalar) or not re.fullmatch(_ZONE, node.text):
            raise expected(self.expects, node)
        try:
            return ZoneInfo(node.text)
        except (OSError, ValueError, KeyError):  # a folder of the database, a file that is none, no such name
            if not (known := available_timezones()):
                raise expected(self.expects, node, "; no database is installed here, try pip install tzdata") from None
            raise expected(self.expects, node, did_you_mean(node.text, sorted(known))) from None

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_ZONE}$"}


class Percent(NamedTuple):
    """A part of a whole, from 0 to 100."""

    expects: str = "a part from 0 % to 100 %"

    def read(self, node: Node) -> float:
        match = re.fullmatch(_PERCENT, node.text) if isinstance(node, Scalar) else None
        if not match or float(match[1]) > 100:  # noqa: PLR2004 - per cent
            raise expected(self.expects, node)
        return float(match[1])

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_PERCENT}$"}


class Penalty(NamedTuple):
    """What a day costs, and which days count."""

    expects: str = "a penalty, such as '10 % per day' or '10 % per started day'"

    def read(self, node: Node) -> tuple[float, Per]:
        match = re.fullmatch(_PENALTY, node.text) if isinstance(node, Scalar) else None
        if not match or float(match[1]) > 100:  # noqa: PLR2004 - per cent
            raise expected(self.expects, node)
        return float(match[1]), Per(match[2])

    def schema(self) -> Schema:
        return {"type": "string", "pattern": f"^{_PENALTY}$"}


def in_zone(time: datetime, zone: ZoneInfo) -> datetime:
    """Return the time in a zone; one without an offset is what the clocks of that zone show.

    Raises ``ValueError``, in words, when they never show it, or show it twice.
    """
    if time.tzinfo:
        return time.astimezone(zone)
    first, second = (time.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != time:
        raise ValueError(f"the clocks of {zone.key} never show it: they are put forward")
    if first.utcoffset() != second.utcoffset():
        either = " or ".join(f"'{one.isoformat(' ')}'" for one in (first, second))
        raise ValueError(f"the clocks of {zone.key} show it twice, as they are put back; write {either}")
    return first
