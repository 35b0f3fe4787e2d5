"""A program for the sandbox: makes objects whose classes answer oddly for everything that Python may ask of them."""

import random
from typing import Any

import numpy as np

ASKED_OF_A_CLASS = "__name__ __qualname__ __module__ __mro__ __bases__ __dict__ __hash__ __eq__"
ASKED_OF_ALL = (
    "__class__ __dict__ __doc__ __module__ __getattr__ __str__ __repr__ __format__ __eq__ __ne__ __lt__ __hash__ "
    "__bool__ __len__ __iter__ __next__ __contains__ __getitem__ __call__ __int__ __float__ __index__ __complex__ "
    "__reduce__ __reduce_ex__ __sizeof__ __array__ __array_interface__ __array_struct__ __array_priority__ "
    "__array_ufunc__ __array_function__ __array_finalize__ __array_wrap__ dtype shape size ndim nbytes flat T "
    "tolist astype tobytes ravel item keys values items "
)
ASKED_OF_ERRORS = (
    "__traceback__ __cause__ __context__ __suppress_context__ __notes__ args msg filename lineno offset text "
    "end_lineno end_offset print_file_and_line errno strerror exceptions message reason object start end name"
)
VALUES: list[type] = [object, int, float, complex, str, bytes, list, tuple, dict, set, frozenset]
VALUES += [np.ndarray, np.float64, np.int64, np.str_, np.matrix, np.ma.MaskedArray, np.recarray, np.memmap]
ERRORS: list[type[BaseException]] = [Exception, BaseException, SyntaxError, IndentationError, OSError, KeyError]
ERRORS += [ValueError, TypeError, NameError, AttributeError, ImportError, StopIteration, SystemExit, RecursionError]
ANSWERS: list[Any] = [None, 3, -1, 10**5000, "1", "odd.py", "\ud800" * 9, b"x", [], (), {}, object(), int, float("nan")]


class Word(str):
    """Text that cannot be used as such."""

    __slots__ = ()

    def _refuse(self, *_: object) -> Any:
        raise KeyboardInterrupt

    __str__ = __getitem__ = __eq__ = __len__ = __format__ = _refuse
    __hash__ = str.__hash__


def made(number: int, bases: list[Any], asked: str) -> Any:
    """Return an object of a class that is odd in a way of its own; a class that cannot be made so is made less odd."""
    dice = random.Random(number)  # noqa: S311 - the same each time
    while True:
        try:
            meta = type("Meta", (type,), traits(dice, ASKED_OF_A_CLASS, dice.choice([0, 0, 3])))
            kind = meta(f"Odd{number}", (dice.choice(bases),), traits(dice, asked, dice.choice([1, 5, 20])))
            if dice.random() < 0.2:
                type.__dict__["__name__"].__set__(kind, Word(f"Odd{number}"))
            it = kind.__new__(kind, *dice.choice([(), (3,), ("odd", ("odd.py", "1", Word("2"), 10**5000))]))
        except BaseException:  # noqa: BLE001, S112 - it was too odd
            continue
        if type(it) is kind:
            return it


def traits(dice: random.Random, names: str, count: int) -> dict[str, Any]:
    """Return odd attributes for a class."""
    return {name: trait(dice) for name in dice.sample(names.split(), min(count, len(names.split())))}


def trait(dice: random.Random) -> Any:
    error = dice.choice([ValueError, AttributeError, SystemExit, KeyboardInterrupt, RecursionError, SyntaxError])
    answer = dice.choice([*ANSWERS, Word("odd.py")])

    def refuse(*_: object, **__: object) -> Any:
        raise error

    def reply(*_: object, **__: object) -> Any:
        return answer

    return dice.choice([refuse, property(refuse), reply, property(reply), answer])


def value(number: int) -> Any:
    """Return something odd, in a list."""
    return [made(number, VALUES, ASKED_OF_ALL)]


def error(number: int) -> None:
    """Raise something odd."""
    raise made(number, list(ERRORS), ASKED_OF_ALL + ASKED_OF_ERRORS)
