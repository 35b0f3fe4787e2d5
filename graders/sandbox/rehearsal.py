"""A rehearsal in the zygote: what each child would do for the first time in its life is done once, before its birth."""

from __future__ import annotations

import gc
import linecache
import os
import sys
import warnings

import numpy as np

from graders.sandbox.child import serve
from graders.sandbox.messages import Source, pack_request
from graders.sandbox.program import MODULE
from graders.transcript import Call, Evaluate, Get

_TIMES = 20  # from 3.11 on, Python adapts the byte code of a function in its first calls
_SOURCE = b"""
import numpy as np

def f(x, w=2):
    return w * np.asarray(x)[()] + 1

y = f(8)
"""
_REQUESTS = (
    Source("rehearsal.py", _SOURCE, None),
    *(Get("y"), Call("f", (8, 2.5)), Call("f", (np.arange(3.0),), {"w": 2}), Evaluate("f(a)", {"a": 1}), Get("z")),
)


def rehearse() -> None:
    """Serve a harmless program, and leave no trace of it.

    A child shares the memory of this process until it writes to it, and then copies the page. To write what is written
    once here would cost each child a tenth of its time.
    """
    script = b"".join(pack_request(request, 0) for request in _REQUESTS)
    with warnings.catch_warnings():
        for _ in range(_TIMES):
            requests, ours = os.pipe()
            unread, replies = os.pipe()
            os.write(ours, script)
            os.close(ours)
            serve(requests, replies, replies, b"")
            for descriptor in (requests, unread, replies):
                os.close(descriptor)
    del sys.modules[MODULE]
    linecache.clearcache()
    gc.collect()
    gc.freeze()  # a collection in a child would write to every object that it looks at
