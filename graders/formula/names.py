"""Names as programs write them, set as mathematics: ``y_hat``, ``x_i``, ``sigma``, ``dw``."""

from __future__ import annotations

import re

from graders.formula.element import Element, below, listed, row, topped, upright, word

_GREEK = {
    "alpha": "\N{GREEK SMALL LETTER ALPHA}",
    "beta": "\N{GREEK SMALL LETTER BETA}",
    "gamma": "\N{GREEK SMALL LETTER GAMMA}",
    "delta": "\N{GREEK SMALL LETTER DELTA}",
    "epsilon": "\N{GREEK SMALL LETTER EPSILON}",
    "zeta": "\N{GREEK SMALL LETTER ZETA}",
    "eta": "\N{GREEK SMALL LETTER ETA}",
    "theta": "\N{GREEK SMALL LETTER THETA}",
    "iota": "\N{GREEK SMALL LETTER IOTA}",
    "kappa": "\N{GREEK SMALL LETTER KAPPA}",
    "lambda": "\N{GREEK SMALL LETTER LAMDA}",
    "lam": "\N{GREEK SMALL LETTER LAMDA}",
    "mu": "\N{GREEK SMALL LETTER MU}",
    "nu": "\N{GREEK SMALL LETTER NU}",
    "xi": "\N{GREEK SMALL LETTER XI}",
    "pi": "\N{GREEK SMALL LETTER PI}",
    "rho": "\N{GREEK SMALL LETTER RHO}",
    "sigma": "\N{GREEK SMALL LETTER SIGMA}",
    "tau": "\N{GREEK SMALL LETTER TAU}",
    "phi": "\N{GREEK SMALL LETTER PHI}",
    "chi": "\N{GREEK SMALL LETTER CHI}",
    "psi": "\N{GREEK SMALL LETTER PSI}",
    "omega": "\N{GREEK SMALL LETTER OMEGA}",
    "Gamma": "\N{GREEK CAPITAL LETTER GAMMA}",
    "Delta": "\N{GREEK CAPITAL LETTER DELTA}",
    "Theta": "\N{GREEK CAPITAL LETTER THETA}",
    "Lambda": "\N{GREEK CAPITAL LETTER LAMDA}",
    "Xi": "\N{GREEK CAPITAL LETTER XI}",
    "Pi": "\N{GREEK CAPITAL LETTER PI}",
    "Sigma": "\N{GREEK CAPITAL LETTER SIGMA}",
    "Phi": "\N{GREEK CAPITAL LETTER PHI}",
    "Psi": "\N{GREEK CAPITAL LETTER PSI}",
    "Omega": "\N{GREEK CAPITAL LETTER OMEGA}",
    "inf": "∞",
}
_ACCENTS = {"hat": "^", "bar": "¯", "tilde": "~"}
_LETTER_AND_DIGITS = re.compile(r"([^\W\d_])(\d+)")


def name(text: str) -> Element:
    """Return a name as mathematics has it.

    What follows an underscore is an accent (``y_hat``) or a subscript (``x_i``, ``P_spam``). A name of whole words,
    such as ``squared_error``, stays as it is.
    """
    base, *rest = [part for part in text.split("_") if part] or [text]
    if match := _LETTER_AND_DIGITS.fullmatch(base):
        base, rest = match[1], [match[2], *rest]
    if not _is_symbol(base) and not all(_is_symbol(part) or part in _ACCENTS for part in rest):
        return word(text)
    element = _symbol(base)
    for accent in (part for part in rest if part in _ACCENTS):
        element = topped(element, _ACCENTS[accent])
    subscripts = tuple(_symbol(part) for part in rest if part not in _ACCENTS)
    return below(element, row(*listed(subscripts))) if subscripts else element


def is_differential(text: str) -> bool:
    """Tell whether a name is that of a small change, such as ``dL``, ``dw_1`` or ``dtheta``."""
    changed = text[1:].partition("_")[0]
    return text.startswith("d") and _is_symbol(changed) and not changed.isdigit()


def _is_symbol(part: str) -> bool:
    return len(part) == 1 or part in _GREEK or part.isdigit()


def _symbol(part: str) -> Element:
    if part.isdigit():
        return Element("mn", part)
    if is_differential(part):
        return row(upright("d"), _symbol(part[1:]))
    return word(_GREEK.get(part, part))
