"""A clock for tests of deadlines: what waits for time makes it pass, and nothing else does."""

from __future__ import annotations

import asyncio
import selectors
import time
from collections.abc import Coroutine
from typing import Any, TypeVar

import pytest
import trio.testing

from runtime import deadline

T = TypeVar("T")


class Clock:
    """The clock of all deadlines, and of whatever sleeps."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.time = self.began = 1_000.0
        self._patch = patch
        patch.setattr(deadline, "now", lambda: self.time)
        patch.setattr("time.sleep", self.sleep)
        self._real = time.perf_counter
        patch.setattr("time.perf_counter", self.now)

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.time += seconds

    def now(self) -> float:
        """The time, in the event loop of trio too."""
        return deadline.now()

    def elapsed(self) -> float:
        """The seconds that have passed since `began`."""
        return deadline.now() - self.began

    def run(self, work: Coroutine[Any, Any, T], loop: str = "asyncio") -> T:
        """Run asynchronous work in an event loop that never waits: where nothing is ready, time passes."""
        if loop == "trio":
            return self._run_in_trio(work)
        with asyncio.Runner(loop_factory=lambda: _Loop(self)) as runner:
            return runner.run(work)

    def _run_in_trio(self, work: Coroutine[Any, Any, T]) -> T:
        with self._patch.context() as patch:
            patch.setattr("time.perf_counter", self._real)  # it is kept
            own = trio.testing.MockClock(autojump_threshold=0)
        started = self.time

        async def main() -> T:
            began = trio.current_time()
            self._patch.setattr(deadline, "now", lambda: started + trio.current_time() - began)
            try:
                return await work
            finally:
                self.time = deadline.now()
                self._patch.setattr(deadline, "now", lambda: self.time)

        return trio.run(main, clock=own)


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self, clock: Clock) -> None:
        super().__init__(_Selector(clock))
        self._clock_of_the_test = clock

    def time(self) -> float:
        return self._clock_of_the_test.time


class _Selector(selectors.DefaultSelector):
    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._clock = clock

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = super().select(0 if timeout else timeout)
        if not ready and timeout:
            self._clock.sleep(timeout)
        return ready
