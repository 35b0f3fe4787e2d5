"""What to do about an exception, by what beginners most often mean by the line that raised it."""

from __future__ import annotations

import re
from typing import NamedTuple

from graders.printable import one_line

IS_NONE = (
    "Something in this line is `None`. `print(...)`, `a.sort()`, `a.append(...)` and a function without `return` "
    "give `None`."
)
IS_FUNCTION = "One value in this line is a function. Look where it comes from, and write `(...)` after its name."
FUNCTIONS = r"function|builtin_function_or_method|method|numpy\.ufunc|numpy\._ArrayFunctionDispatcher"
"""The types of functions, as Python's messages name them."""

_MAX_QUOTED = 40
_FRACTION = r"from dtype\('float\d+'\) to dtype\('u?int\d+'\)"


class _Slip(NamedTuple):
    """An exception whose message and line have ``sign`` and ``line``, regular expressions, and what to do about it.

    A named group of ``sign`` may be asked for again in ``line``, and any may stand between braces in ``step``.
    """

    exception: str
    sign: str
    step: str
    line: str = ""

    def found_in(self, message: str, line: str) -> re.Match[str] | None:
        if not self.line:
            return re.search(self.sign, message)
        together = f"{' '.join(message.split())}\n{line}"
        # Only the first sign counts: a message may have hundreds, and for each the whole line would be looked through.
        return re.match(rf"(?>.*?{self.sign}).*\n.*?(?:{self.line})", together, re.MULTILINE)


# The special before the general: the first one that fits is told.
_SLIPS = (
    _Slip(
        "TypeError",
        _FRACTION,
        "An array of whole numbers cannot hold a fraction. "
        "Write `{name} = {name} {sign} ...` in place of `{name} {sign}= ...`.",
        line=r"^(?P<name>\w+)\s*(?P<sign>\*\*|//|[-+*/%@])=",
    ),
    _Slip(
        "TypeError",
        _FRACTION,
        "An array of whole numbers cannot hold a fraction. Make an array of floats first, with `.astype(float)`.",
    ),
    _Slip("NameError", "'np'", "Add `import numpy as np` at the top of the file."),
    _Slip("NameError", "'get_ipython'", "This line comes from a notebook. Delete it."),
    _Slip(
        "NameError",
        "'(arange|argmax|argmin|array|column_stack|exp|linspace|log|ones|sqrt|vstack|zeros)'",
        "What NumPy brings is written with `np.` in front, such as `np.exp`.",
    ),
    _Slip(
        "NameError",
        r"^name '(?P<name>\w+)' is not defined",
        'The name of a file is a text. Put quotation marks around it: `"{file}"`.',
        line=r"(?<![\w.'\"/\\])(?P<file>(?P=name)\.(?:csv|dat|json|npy|npz|tsv|txt))\b(?!\s*[\[(.])",
    ),
    _Slip(
        "NameError",
        r"^name '(?P<name>\w+)' is not defined",
        "Write one `=`, as in `{name} = ...`: it gives a name its value. Two of them compare.",
        line=r"^(?P=name)\s*==",
    ),
    _Slip(
        "UnboundLocalError",
        r"local variable '(?P<name>\w+)'",
        "`{name}` gets no value on the way to this line. Give it one above, or in an `else`.",
    ),
    _Slip(
        "NameError",
        r"^name '(?P<name>\w+)' is not defined",
        "Check the spelling of the name. If it is meant as text, put quotation marks around it.",
        line=r"^\w+\s*=\s*(?P=name)$",
    ),
    _Slip(
        "TypeError",
        r"^array\(\) takes",
        "All rows of an array stand in one more pair of square brackets: `np.array([[...], [...]])`.",
    ),
    _Slip(
        "TypeError",
        "^Cannot interpret '.*' as a data type",
        "A shape is one tuple, with brackets of its own: `np.{name}((2, 3))`.",
        line=r"\bnp\.(?P<name>zeros|ones|empty)\(\s*\w",
    ),
    _Slip(
        "TypeError",
        "not callable",
        "`.{name}` is no function. Leave out the brackets behind it.",
        line=r"\.(?P<name>shape|size|ndim|dtype|T)\(\)",
    ),
    _Slip(
        "TypeError",
        "not callable",
        "What stands before the brackets is no function. Look where it gets its value, or for a missing `*`.",
    ),
    _Slip(
        "TypeError",
        "exceptions must derive from BaseException",
        "Behind `raise` stands an exception, such as `ValueError(...)`.",
    ),
    _Slip("TypeError", "cannot unpack", "What is taken apart here is one value, not several. Print it."),
    _Slip("TypeError", r"bitwise_xor|for \^", "In Python a power is written `**`. The sign `^` means something else."),
    _Slip(
        "TypeError",
        "bitwise_(and|or)",
        "Put each comparison in brackets, as `(a > 1) & (a < 5)`: `&` and `|` come before `<` and `>`.",
        line=r"[<>=]=?[^()]*[&|]",
    ),
    _Slip("TypeError", "NoneType", IS_NONE),
    _Slip("TypeError", f"'({FUNCTIONS})'", IS_FUNCTION),
    _Slip(
        "TypeError",
        r"^'(?:int|numpy\.u?int\d+)' object is not iterable",
        "Behind `in` stands one number. To count up to it, write `range({count})`.",
        line=r"^for .* in (?P<count>\w+|len\([^()]*\))\s*:\s*(?:#.*)?$",
    ),
    _Slip(
        "TypeError",
        r"^can only concatenate str \(not \"(?:int|float|numpy\.u?(?:int|float)\d+)\"\)",
        "A text and a number cannot be joined with `+`. Write `str(...)` around the number, or use an f-string.",
        line=r"\bprint\(",
    ),
    _Slip(
        "TypeError",
        r"^can only concatenate str \(not \"(?:int|float|numpy\.u?(?:int|float)\d+)\"\)",
        "A text and a number stand beside `+`. Join texts with `str(...)`, or add numbers with `float(...)`.",
    ),
    _Slip(
        "TypeError",
        "^unsupported operand .*'list'",
        "Python does not calculate with the numbers of a list. NumPy does: make it an array with `np.array(...)`.",
    ),
    _Slip(
        "TypeError",
        "^can't multiply sequence by non-int",
        "A list or a text stands beside `*`. To multiply numbers, make it an array with `np.array(...)`.",
    ),
    _Slip(
        "TypeError",
        "converted to Python scalars",
        "This needs one number, but got an array. For arrays there is NumPy, such as `np.exp` for `math.exp`.",
    ),
    _Slip(
        "TypeError",
        r"and 'str'|: 'str' and|dtype\('<U",
        "One value here is a text. Take the quotes away where a number is meant, or convert it with `float(...)`.",
    ),
    _Slip(
        "MemoryError",
        r"^Unable to allocate (?P<size>\S+ [MGTPE]iB) for an array with shape (?P<shape>\([\d, ]*\))",
        "An array of shape `{shape}` is asked for here, which takes {size}. Print the numbers in its shape.",
    ),
    _Slip(
        "IndexError",
        "only integers",
        "A position is a whole number. Divide with `//`, since `/` gives a fraction.",
        # Between the brackets of an index, outside of texts; brackets inside them are passed over.
        line=r"(?<=[\w\])])\[(?:[^][\"']|\[[^]\"']*\])*?(?<!/)/(?!/)",
    ),
    _Slip(
        "IndexError",
        "only integers",
        "A position is a whole number. Is a value used where its place is wanted? `np.arg{which}` gives the place.",
        line=r"\[[^]]*\b(?P<which>max|min)\b",
    ),
    _Slip(
        "IndexError",
        "only integers",
        "A position is a whole number, and this one is not. Print what stands between the brackets.",
    ),
    _Slip(
        "ValueError",
        "values to unpack",
        "There are more names than parts, or more parts than names. Print what is taken apart here.",
    ),
    _Slip(
        "ValueError",
        "^could not convert string '[^']*?(?P<sign>;|,(?![^']*;))",  # beside semicolons the comma is a decimal one
        'Say what stands between the numbers: `delimiter="{sign}"`.',
        line=r"\bloadtxt\((?!.*delimiter)",
    ),
    _Slip(
        "ValueError",
        r"^could not convert string '(?P<text>[^'\d]+)' to \w+ at row 0,",
        "`{text}` is no number. If the first line of the file holds names, skip it with `skiprows=1`.",
        line=r"\bloadtxt\((?!.*skiprows)",
    ),
    _Slip(
        "ValueError",
        "^(invalid literal for int|could not convert string)",
        "Not every text is a number. Print this one with `repr(...)`, which shows blanks as well.",
    ),
    _Slip(
        "ValueError",
        "inhomogeneous shape",
        "The parts of this array differ in length. Count the numbers in each: `4,5` are two, `4.5` is one.",
    ),
    _Slip("ValueError", "broadcast", "Two shapes do not fit together. Print the `.shape` of both arrays."),
    _Slip(
        "ValueError",
        r"axis -?\d+ is out of bounds",
        "The array has no such axis. Print its `.shape`: the first number there is `axis=0`.",
    ),
    _Slip(
        "ValueError",
        "truth value of an array",
        "`if` needs one True or False, and an array gives many. `np.where(...)` chooses for each number.",
        line=r"^(?:el)?if (?!.*\b(?:and|or)\b)(?!.*[<>]=?[^<>]*[<>])",
    ),
    _Slip(
        "ValueError",
        "truth value of an array",
        "`if`, `and` and `a < b < c` need one True or False. Join comparisons of arrays with `&`, each in brackets.",
    ),
)


def slip(exception: str, message: str, line: str) -> str:
    """Return what to do about the slip that an exception and its line give away; empty where they give away none."""
    for one in _SLIPS:
        if exception == one.exception and (found := one.found_in(message, line)):
            return one.step.format(**{name: one_line(text, _MAX_QUOTED) for name, text in found.groupdict().items()})
    return ""
