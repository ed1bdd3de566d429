"""Dates, times and durations: what RFC 3339 allows and Python's types do not hold.

A leap second and a duration of months are valid and stay text; a date and time without an offset is a deviation and
becomes a naive `datetime`, which is sent back as the text that it came as.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from functools import cached_property
from typing import Annotated, Any, Final, SupportsIndex

import msgspec
from msgspec import Meta

from .lazy import compiled
from .reading import Misfit, Reading
from .shapes import Scalar, Shape

_LEAP_SECOND: Final = r"(?<=:59:)60(?=(\.[0-9]+)?([Zz]|[+-][0-9]{2}:[0-9]{2})?\Z)"

_MAX_DIGITS: Final = 18

_DURATION: Final = (
    r"[+-]?P(?=[0-9T])(?:(?P<weeks>[0-9]+)W|(?:[0-9]+Y)?(?:[0-9]+M)?(?:[0-9]+D)?"
    r"(?:T(?=[0-9])(?:[0-9]+H)?(?:[0-9]+M)?(?:[0-9]+(?:[.,][0-9]+)?S)?)?)\Z"
)
"""ISO 8601 §5.5.2.2, as RFC 3339 appendix A has it, but that units may be left out and seconds may have a fraction."""


class DateTime(Scalar):
    """A date and time with an offset. One without is a deviation; a leap second stays text."""

    def __init__(self) -> None:
        words = "a date and time with a time zone (RFC 3339)"
        super().__init__(Annotated[datetime, Meta(tz=True)], "string", words, datetime)

    def read(self, data: Any, reading: Reading) -> Any:
        if type(data) is str:
            try:
                return self.convert(data)
            except Misfit:
                pass
            if _is_leap_second(data, self.convert):
                return data
            try:
                naive = msgspec.convert(data, datetime)
            except Misfit:
                pass
            else:
                reading.deviates(self.words, data, self.secret)
                return NaiveDatetime.received(naive, data)
        return super().read(data, reading)


class TimeOfDay(Scalar):
    """A time, with an offset or without. A leap second stays text."""

    def __init__(self) -> None:
        super().__init__(time, "string", "a time (RFC 3339)", time)

    def read(self, data: Any, reading: Reading) -> Any:
        return data if _is_leap_second(data, self.convert) else super().read(data, reading)


class Duration(Shape):
    """A duration. One of months or years, or longer than a `timedelta` can be, stays text."""

    def __init__(self) -> None:
        self.kinds = frozenset(("string",))
        self.python = frozenset((timedelta,))

    @cached_property
    def words(self) -> str:
        return "a duration (ISO 8601)"

    def judge(self, data: Any) -> Any:
        if type(data) is not str:
            raise Misfit(self.words)
        try:
            return msgspec.convert(data, timedelta)
        except Misfit:
            pass
        parts = compiled(_DURATION).match(data)
        if parts is None:
            raise Misfit(self.words)
        weeks = parts["weeks"]
        if weeks is None or len(weeks) > _MAX_DIGITS:
            return data
        try:
            return timedelta(weeks=-int(weeks) if data.startswith("-") else int(weeks))
        except OverflowError:
            return data


SHAPES: Final[dict[Any, Callable[[], Shape]]] = {datetime: DateTime, time: TimeOfDay, timedelta: Duration}
"""The shapes of these types."""


def _is_leap_second(data: Any, convert: Callable[[str], datetime | time]) -> bool:
    """Whether it is the 61st second of the last minute of a day in UTC (RFC 3339 §5.6, §5.7)."""
    if type(data) is not str or ":60" not in data:
        return False
    before, count = compiled(_LEAP_SECOND).subn("59", data)
    if count != 1:
        return False
    try:
        last = in_utc(convert(before))
    except (Misfit, OverflowError):
        return False
    return (last.hour, last.minute) == (23, 59)


class NaiveDatetime(datetime):
    """A date and time that was received without an offset, with its text. It compares like any other `datetime`."""

    text: str = ""
    """What was received; empty for what was made from such a value."""

    @classmethod
    def received(cls, value: datetime, text: str) -> NaiveDatetime:
        """The date and time that came as `text`."""
        naive = cls.combine(value.date(), value.time())
        naive.text = text
        return naive

    def __repr__(self) -> str:
        return repr(datetime.combine(self.date(), self.timetz()))

    def __reduce_ex__(self, protocol: SupportsIndex) -> tuple[Any, ...]:
        if not self.text:
            return datetime.combine, (self.date(), self.timetz())
        return NaiveDatetime.received, (datetime.combine(self.date(), self.time()), self.text)


def in_utc(value: datetime | time) -> datetime | time:
    """The same instant, or time of day, in UTC; a naive one as it is. Raises `OverflowError` at the ends of time."""
    if value.utcoffset() is None:
        return value
    if isinstance(value, datetime):
        return value.astimezone(UTC)
    return datetime.combine(date(2000, 1, 1), value).astimezone(UTC).timetz()


def with_whole_minutes(value: datetime | time) -> datetime | time:
    """The value with an offset that RFC 3339 can write: it has no seconds there, as the zones of long ago do."""
    offset = value.utcoffset()
    return in_utc(value) if offset is not None and offset % _MINUTE else value


_MINUTE: Final = timedelta(minutes=1)
