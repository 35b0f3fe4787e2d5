"""Strategies for what crosses the boundary: plain data of every kind."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

DTYPES = ("?", "i1", "i4", "i8", "u1", "u8", "f2", "f4", "f8", "c8", "c16", "U3")

any_dtype: st.SearchStrategy[np.dtype[Any]] = st.sampled_from(DTYPES).map(np.dtype)
any_array = any_dtype.flatmap(
    lambda dtype: arrays.arrays(dtype, arrays.array_shapes(min_dims=0, max_dims=4, min_side=0, max_side=4))
)
scalars = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.complex_numbers(),
    st.text(max_size=80),
    any_dtype.flatmap(arrays.from_dtype),
)
truth_values = st.booleans() | st.booleans().map(np.bool_)
keys = st.one_of(st.text(max_size=8), st.integers(), st.integers(0, 1), truth_values)
any_value: st.SearchStrategy[Any] = st.recursive(
    scalars | any_array,
    lambda inner: st.one_of(
        st.lists(inner, max_size=4), st.lists(inner, max_size=4).map(tuple), st.dictionaries(keys, inner, max_size=4)
    ),
    max_leaves=12,
)
finite = st.floats(allow_nan=False, allow_infinity=False)
