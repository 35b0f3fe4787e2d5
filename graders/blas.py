"""How many threads NumPy's library for linear algebra starts, which reads these variables when it is loaded."""

from __future__ import annotations

ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}
"""Variables by which it starts none beside its caller: else one for each core, which spins until there is work."""
