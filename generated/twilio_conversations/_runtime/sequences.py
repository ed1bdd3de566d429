"""Bodies made of one item after the other: JSON Lines, JSON text sequences, Server-Sent Events.

Read as a whole they are a list of their items; `client.stream()` gives the items as they come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Final, Generic, TypeVar

import msgspec

from .content import Content, Payload, TypeSource
from .drift import DecodeFailure, Drift, EncodeFailure, Problem
from .percent import Unencodable
from .sources import IterableSource
from .splitting import Events, Pieces, RawEvent

T_co = TypeVar("T_co", covariant=True)

_DONE: Final = "[DONE]"
"""With this many APIs end a stream of events whose data are JSON."""

_SHOWN_PROBLEMS: Final = 3


class Event(msgspec.Struct, Generic[T_co], frozen=True):
    """A Server-Sent Event.

    `item`: what it carries, in the documented type (the text where none is documented); `data`: the text itself;
    `event`: its type, `message` where it has none; `id`: the id of the last event that had one.
    """

    item: T_co
    data: str
    event: str
    id: str


class Items(Content):
    """What contents made of items have in common. `type` is the type of one item."""

    separator: bytes

    def read(self, record: bytes) -> tuple[Any, tuple[Drift, ...]]:
        """One item and its drift. Raises `DecodeFailure`."""
        return self.codec.decode(record)

    def decode(self, body: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        pieces = Pieces(len(body), self.separator)
        items: list[Any] = []
        found: list[Drift] = []
        for record in [*pieces.feed(body), *pieces.end()]:
            if record.strip():
                item, drift = self.read(record)
                found += (below(len(items), each) for each in drift)
                items.append(item)
        return items, tuple(found)

    def prepare(self, value: Any) -> tuple[Payload | None, tuple[Problem, ...]]:
        if not isinstance(value, Iterable) or isinstance(value, (str, bytes, dict, msgspec.Struct)):
            return None, (Problem("", "an iterable of items", type(value).__name__),)
        if not isinstance(value, (list, tuple)):
            is_repeatable = not isinstance(value, Iterator)
            source = IterableSource(_Written(self, value), is_repeatable=is_repeatable)
            return Payload(self.media_type, source=source), ()
        records = []
        for index, item in enumerate(value):
            record, problems = self.codec.prepare(item)
            if problems:
                return None, tuple(
                    Problem(f"/{index}{each.pointer}", each.expected, each.found)
                    for each in problems
                )
            records.append(self.written(record))
        return Payload(self.media_type, b"".join(records)), ()

    def written(self, record: bytes) -> bytes:
        """One item as it stands in the stream."""
        return record + b"\n"


class _Written:
    """The items of an iterable, each checked and written when it is sent."""

    def __init__(self, content: Items, values: Iterable[Any]) -> None:
        self._content = content
        self._values = values

    def __iter__(self) -> Iterator[bytes]:
        for index, value in enumerate(self._values):
            try:
                record, problems = self._content.codec.prepare(value)
            except EncodeFailure as failure:
                problems = (Problem(failure.pointer, failure.expected, failure.found),)
                record = b""
            if problems:
                said = "; ".join(map(str, problems[:_SHOWN_PROBLEMS]))
                raise Unencodable(f"cannot be sent: item {index}: {said}")
            yield self._content.written(record)


class JsonLines(Items):
    """JSON Lines, also called NDJSON: one JSON text per line.

    A request takes any iterable of items. A list is checked before anything is sent, another iterable item by item
    while it is sent.
    """

    separator = b"\n"

    def __init__(
        self, type: TypeSource, *, media_type: str = "application/jsonl", required: bool = True
    ) -> None:
        super().__init__(type, media_type, required)


class JsonSequence(Items):
    """JSON text sequences (RFC 7464): a record separator before each text, a line break after it."""

    separator = b"\x1e"

    def __init__(
        self, type: TypeSource, *, media_type: str = "application/json-seq", required: bool = True
    ) -> None:
        super().__init__(type, media_type, required)

    def written(self, record: bytes) -> bytes:
        return b"\x1e" + record + b"\n"


class EventStream(Content):
    """`text/event-stream`: Server-Sent Events.

    `type` is the type of the JSON in an event's data, or `str`. With `whole` it is that of an object with the
    members `data`, `event` and `id` (OpenAPI 3.2, "Server-Sent Events").
    """

    def __init__(
        self,
        type: TypeSource,
        *,
        whole: bool = False,
        media_type: str = "text/event-stream",
        required: bool = True,
    ) -> None:
        super().__init__(type, media_type, required)
        self.whole = whole

    def item(self, event: RawEvent) -> tuple[Any, tuple[Drift, ...]]:
        """What an event carries, and its drift: the text itself where it does not fit.

        Raises `EndOfStream`.
        """
        if self.whole:
            return self._whole(event)
        if self.type is str:
            return event.data, ()
        try:
            return self.codec.decode(event.data.encode())
        except DecodeFailure as failure:
            if event.data.strip() == _DONE:
                raise EndOfStream from None
            return event.data, (Drift("", "JSON", f"text: {failure}"),)

    def _whole(self, event: RawEvent) -> tuple[Any, tuple[Drift, ...]]:
        plain: dict[str, Any] = {"data": event.data}
        if event.event != "message":
            plain["event"] = event.event
        if event.id:
            plain["id"] = event.id
        if self.codec.fits(plain):
            return self.codec.convert(plain)
        try:
            parsed = {**plain, "data": msgspec.json.decode(event.data)}
        except (msgspec.DecodeError, RecursionError):
            if event.data.strip() == _DONE:
                raise EndOfStream from None
            return self.codec.convert(plain)
        return self.codec.convert(parsed)

    def decode(self, body: bytes, media_type: str | None) -> tuple[Any, tuple[Drift, ...]]:
        items: list[Any] = []
        found: list[Drift] = []
        try:
            for event in Events(len(body)).feed(body):
                item, drift = self.item(event)
                found += (below(len(items), each) for each in drift)
                items.append(item)
        except EndOfStream:
            pass
        return items, tuple(found)


class EndOfStream(Exception):
    """An event that says that no more will come."""


def below(index: int, drift: Drift) -> Drift:
    """The drift of an item, as one of the list that it stands in."""
    return Drift(f"/{index}{drift.pointer}", drift.expected, drift.found)
