"""The parts that exercises and checks share, declared once: limits, tolerance, draws and cases."""

from __future__ import annotations

from graders.exercise import Case, Limits
from graders.spec.arguments import BY_NAME, POSITIONAL, draws_need_a_draw
from graders.spec.kinds import Flag, Number, Quantity
from graders.spec.records import Field, Filled, Record, values

_TIME = {"ms": 0.001, "s": 1, "min": 60}
_WHOLE_TIME = {"s": 1, "min": 60}  # the kernel counts the limit of processor time in seconds
_MEMORY = {"MiB": 1, "GiB": 1024}
_OUTPUT = {"KiB": 1, "MiB": 1024}
_ATTRIBUTES = {"cpu": "cpu_s", "wall": "wall_s", "memory": "memory_mib", "output": "output_kib"}


def _limits(filled: Filled) -> Limits:
    return Limits(**{_ATTRIBUTES[name]: given.value for name, given in filled.items()})


def _case(filled: Filled) -> Case:
    return Case(**values(filled))


LIMITS = Record(
    "the limits",
    "What one run of a submission may use, each a number with its unit.",
    (
        Field(
            "cpu",
            Quantity("a time", _WHOLE_TIME, 1, 600, whole=True),
            "Processor time, in whole seconds.",
            default="2 s",
            example="2 s",
        ),
        Field("wall", Quantity("a time", _TIME, 0.1, 3600), "Time on the clock.", default="10 s", example="500 ms"),
        Field(
            "memory",
            Quantity("a size", _MEMORY, 16, 16384, whole=True),
            "Memory beyond what Python and NumPy already take.",
            default="256 MiB",
            example="1 GiB",
        ),
        Field(
            "output",
            Quantity("a size", _OUTPUT, 1, 16384, whole=True),
            "How much printed text is kept.",
            default="64 KiB",
            example="1 MiB",
        ),
    ),
    _limits,
)

TOLERANCE = Record(
    "the tolerance",
    "How far a number may lie from the expected one: `atol + rtol * |expected|`. Where a whole number is expected, one "
    "of an integer type, a check without a tolerance of its own allows less than one half: no other whole number is "
    "right.",
    (
        Field(
            "rtol",
            Number({"minimum": 0, "exclusiveMaximum": 1}),
            "The part that grows with the expected number.",
            default=1e-6,
            example=1e-4,
        ),
        Field(
            "atol",
            Number({"minimum": 0}),
            "The part that is the same for every number.",
            default=1e-9,
            example=0.01,
        ),
    ),
    values,
)

DRAWS = Field(
    "draws",
    Number({"minimum": 1, "maximum": 1000}, whole=True),
    "How many times to draw anew. More than one needs a drawn value.",
    default=1,
    example=10,
)

CASE = Record(
    "a case",
    "One call. A list has the arguments in order: `[8, 3, 10]`. A mapping has them by name: `{x: 8, w: 3}`. "
    "A mapping with `args`, `kwargs` or both may say more:",
    (
        Field("args", POSITIONAL, "Arguments in order.", example=["normal(5)", 3]),
        Field("kwargs", BY_NAME, "Arguments by name.", example={"b": 10}),
        DRAWS,
        Field(
            "hidden",
            Flag(),
            "Whether feedback keeps the arguments and values of this case to itself.",
            default=False,
            example=True,
        ),
    ),
    _case,
    (draws_need_a_draw,),
)
