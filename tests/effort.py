"""How much processor time something may take: what a busy machine beside it does not change, as a clock would."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Assert that what stands inside takes no more processor time than this process may spend on it.

    A limit has a wide margin: it tells what grows without bound from what does not, not fast from slow.
    """
    before = time.process_time()
    yield
    taken = time.process_time() - before
    assert taken < seconds, f"took {taken:.2f} seconds of processor time, of {seconds}"
