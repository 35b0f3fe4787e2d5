"""What a reference that draws random numbers answers when it draws others: every one of these is as right."""

from __future__ import annotations

from collections.abc import Sequence

from graders.authoring.bench import Bench
from graders.authoring.trial import Tried, try_all
from graders.transcript import Answer, Call, Get

_OTHERS = 12

# Takes the place of what is given a seed, then runs the reference. In one process each run moves the seeds once more.
_RESEEDED = """
import random
import numpy as np


def _moved(seed):
    return seed + 1000 if isinstance(seed, (int, np.integer)) else seed


def _function(draw):
    return lambda seed=None: draw(_moved(seed))


def _class(draw):
    return type(draw.__name__, (draw,), {{"__init__": lambda self, seed=None: draw.__init__(self, _moved(seed))}})


np.random.default_rng, np.random.seed = _function(np.random.default_rng), _function(np.random.seed)
np.random.RandomState, random.Random = _class(np.random.RandomState), _class(random.Random)
random.seed = _function(random.seed)
exec(compile({source!r}, 'variant', 'exec', dont_inherit=True))
"""


def by_chance(bench: Bench, asks: Sequence[Get | Call]) -> list[tuple[Answer, ...]]:
    """Return what the reference answers with other seeds than its own, a few times; nothing when it draws nothing.

    What it draws from a generator without a seed is another number each time as well.
    """
    source = bench.prepared.reference.source
    if b"random" not in source:
        return []
    return try_all(bench, [Tried(_RESEEDED.format(source=source).encode(), asks)] * _OTHERS)
