"""The state of one tolerant walk over received data, and what is remembered while a value is judged.

A union reads the same data once for every variant, and unions nest: without a memory the work would double
with every level. So each result is kept, for as long as one decode call runs, under the data and the shape it
was for.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Collection
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final, TypeVar

import msgspec

from .drift import HIDDEN, MAX_RECORDED, DecodeFailure, Drift, Found, Path, describe, to_pointer

if TYPE_CHECKING:
    from .shapes import Shape

R = TypeVar("R")

Misfit = msgspec.ValidationError
"""Raised where a value does not fit its type exactly; never leaves the codec."""


class Attempt(msgspec.Struct, frozen=True):
    """What came of reading data as one shape: the value, and its deviations (paths relative to the data).

    `count` is their number, `additions` how many of them are what the API has added, `unlisted` how many values no
    enum lists.
    """

    data: Any
    value: Any
    found: tuple[tuple[Path, str, str], ...]
    count: int
    additions: int
    unlisted: int


class _Session(threading.local):
    """The memory of the decode call that runs in this thread; None between calls."""

    memory: dict[tuple[str, int, int], Any] | None = None


_session: Final = _Session()


def in_session(work: Callable[[], R]) -> R:
    """Runs `work` with a memory: that of the call around it, else a new one."""
    if _session.memory is not None:
        return work()
    _session.memory = {}
    try:
        return work()
    finally:
        _session.memory = None


def worked_out_once(what: str, shape: Shape, data: Any, work: Callable[[], R]) -> R:
    """`work()`, which answers a question about a value, done once per call for one shape and one value."""

    def remembered() -> R:
        memory = _session.memory
        if memory is None or not (shape.inside or isinstance(data, dict | list)):
            return work()
        key = (what, id(shape), id(data))
        if key not in memory:
            memory[key] = (data, work())  # with the data, which must live as long as its id is a key
        result: R = memory[key][1]
        return result

    return in_session(remembered)


def judged_once(shape: Shape, data: Any, judge: Callable[[Any], Any]) -> Any:
    """`judge(data)`, worked out once per call for one shape and one value; passes on `Misfit`."""
    memory = _session.memory
    if memory is None:
        return in_session(lambda: judge(data))
    if type(data) is not dict and type(data) is not list and not shape.is_layered:
        return judge(data)
    key = ("judge", id(shape), id(data))
    known = memory.get(key)
    if known is None:
        try:
            known = (data, judge(data), True)
        except Misfit:
            known = (data, None, False)
        memory[key] = known  # with the data, which must live as long as its id is a key
    _, value, has_fitted = known
    if not has_fitted:
        raise Misfit(shape.words)
    return value


class Reading:
    """One tolerant walk: where it is, and what deviated so far.

    `decimals` says that numbers with a fraction were parsed as `Decimal`, for the sake of a type that is one;
    `is_open`, that a field which no model names is as JSON Schema sees it: no deviation.
    """

    __slots__ = ("additions", "base", "count", "decimals", "found", "is_open", "path", "returned", "unlisted")

    def __init__(self, decimals: bool = False, is_open: bool = False, returned: Collection[Path] = ()) -> None:
        self.is_open = is_open
        self.returned = returned
        """Where values stand that are sent back as they were received: no enum is closed to them."""
        self.base: Path = ()
        """Where the walk began, as `returned` counts."""
        self.unlisted = 0
        """How many values no enum lists."""
        self.path: list[str | int] = []
        self.found: list[tuple[Path, str, str]] = []
        self.count = 0
        self.additions = 0
        self.decimals = decimals

    def deviates(self, expected: str, data: Any, hidden: bool = False, *, is_new: bool = False) -> None:
        """Records that the data at the current path deviates.

        `hidden` keeps a secret out of the record; `is_new`: it is a field or a value of an enum that the API has added.
        """
        self.record(expected, Found(HIDDEN, HIDDEN, is_new) if hidden else describe(data, is_new=is_new))

    def record(self, expected: str, found: str) -> None:
        """Records a deviation at the current path."""
        self.count += 1
        self.additions += isinstance(found, Found) and found.is_new
        if len(self.found) < MAX_RECORDED:
            self.found.append((tuple(self.path), expected, found))

    def is_returned(self) -> bool:
        """Whether the data at the current path is sent back as it was received."""
        if not self.returned:
            return False
        path = (*self.base, *self.path)
        return any(path[: len(each)] == each for each in self.returned)

    def kept(self, data: Any) -> Any:
        """`data` as it stays where it does not fit: plain Python data."""
        return _with_floats(data) if self.decimals else data

    def attempt(self, shape: Shape, data: Any) -> Attempt:
        """Reads `data` as `shape` on trial: nothing is recorded until the attempt is adopted."""
        memory = _session.memory
        key = ("read openly" if self.is_open else "read", id(shape), id(data))
        is_layered = shape.is_layered and not self.returned  # where a value is sent back depends on the place
        remember = memory is not None and (type(data) is dict or type(data) is list or is_layered)
        if memory is not None and remember and key in memory:
            known: Attempt = memory[key]
            return known
        trial = Reading(self.decimals, self.is_open, self.returned)
        if self.returned:
            trial.base = (*self.base, *self.path)
        value = shape.read(data, trial)
        attempt = Attempt(data, value, tuple(trial.found), trial.count, trial.additions, trial.unlisted)
        if memory is not None and remember:
            memory[key] = attempt
        return attempt

    def adopt(self, attempt: Attempt) -> Any:
        """Takes over what an attempt found, and gives its value."""
        base = tuple(self.path)
        room = MAX_RECORDED - len(self.found)
        self.found.extend((base + path, expected, found) for path, expected, found in attempt.found[:room])
        self.count += attempt.count
        self.additions += attempt.additions
        self.unlisted += attempt.unlisted
        return attempt.value

    def drift(self) -> tuple[Drift, ...]:
        """What deviated, in the order of the data; at most 100 records, and one more that counts the rest."""
        drift = [Drift(to_pointer(path), expected, found) for path, expected, found in self.found]
        if self.count > len(drift):
            more = f"{self.count - len(drift)} further deviations"
            drift.append(Drift("", "the documented data", Found(more, more, self.additions == self.count)))
        return tuple(drift)


def _with_floats(data: Any) -> Any:
    """`data` with plain floats for the numbers that were parsed as `Decimal`."""
    if type(data) is Decimal:
        return to_float(data)
    if type(data) is dict:
        return {name: _with_floats(value) for name, value in data.items()}
    if type(data) is list:
        return [_with_floats(value) for value in data]
    return data


def to_float(number: Decimal) -> float:
    """The nearest `float`; a number beyond its range is refused, as it is everywhere else."""
    value = float(number)
    if value in (float("inf"), float("-inf")):
        raise DecodeFailure("a number is out of range")
    return value
