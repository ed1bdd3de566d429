"""Bodies made of one item after the other: JSON Lines, JSON text sequences, Server-Sent Events.

Read as a whole they are a list of their items; `client.stream()` gives the items as they come.
"""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, Final, Generic, TypeVar

import msgspec

from .checks import Validation, validation_of_requests
from .content import Content, Payload, TypeSource, attempted
from .drift import DecodeFailure, Drift, EncodeFailure, Problem
from .logs import logger
from .percent import Unencodable
from .received import Received
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

    def __repr__(self) -> str:
        # Without `data`: an item hides the credentials in it.
        return f"Event(item={self.item!r}, event={self.event!r}, id={self.id!r})"


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

    def decode_other(self, body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
        return None if body.as_text() is None else attempted(lambda: self.decode(body.raw, body.media_type))

    def prepare(self, value: Any) -> tuple[Payload | None, tuple[Problem, ...]]:
        if not _is_several(value):
            return None, (Problem("", "an iterable of items", type(value).__name__),)
        if not isinstance(value, (list, tuple)):
            return self._later(value, validation_of_requests()), ()
        records = []
        for index, item in enumerate(value):
            record, problems = self.codec.prepare(item, carries_octets=False)
            if problems:
                return None, tuple(Problem(f"/{index}{each.pointer}", each.expected, each.found) for each in problems)
            records.append(self.written(record))
        return Payload(self.media_type, b"".join(records)), ()

    def _payload(self, value: Any) -> Payload:
        if not _is_several(value):
            raise Unencodable(f"must be an iterable of items, not {type(value).__name__}")
        if not isinstance(value, (list, tuple)):
            return self._later(value, "off")
        return Payload(
            self.media_type,
            b"".join(self.written(self.codec.encode(item, careful=True)) for item in value),
        )

    def _later(self, values: Iterable[Any] | AsyncIterable[Any], validation: Validation) -> Payload:
        """The items of anything but a list, which are looked at when they are sent."""
        is_repeatable = not isinstance(values, (Iterator, AsyncIterator))
        written: _Written | _WrittenLater
        if isinstance(values, AsyncIterable):
            written = _WrittenLater(self, values, validation)
        else:
            written = _Written(self, values, validation)
        return Payload(self.media_type, source=IterableSource(written, is_repeatable=is_repeatable))

    def written(self, record: bytes) -> bytes:
        """One item as it stands in the stream."""
        return record + b"\n"


def _is_several(value: Any) -> bool:
    is_iterable = isinstance(value, (Iterable, AsyncIterable))
    return is_iterable and not isinstance(value, (str, bytes, dict, msgspec.Struct))


class _Records:
    """Items that are checked and written when they are sent."""

    def __init__(self, content: Items, values: Any, validation: Validation) -> None:
        self._content = content
        self._values = values
        self._validation = validation

    def _record(self, index: int, value: Any) -> bytes:
        codec = self._content.codec
        try:
            if self._validation == "off":
                return codec.encode(value, careful=True)
            record, problems = codec.prepare(value, carries_octets=False)
            if not problems:
                return record
            said = "; ".join(map(str, problems[:_SHOWN_PROBLEMS]))
            if self._validation == "report":
                logger.warning("item %d of a body: %s", index, said)
                return codec.encode(value, careful=True)
        except EncodeFailure as failure:
            said = str(failure)
        raise Unencodable(f"cannot be sent: item {index}: {said}")


class _Written(_Records):
    """The items of an iterable."""

    def __iter__(self) -> Iterator[bytes]:
        for index, value in enumerate(self._values):
            yield self._content.written(self._record(index, value))


class _WrittenLater(_Records):
    """The items of an asynchronous iterable."""

    async def __aiter__(self) -> AsyncIterator[bytes]:
        index = 0
        async for value in self._values:
            yield self._content.written(self._record(index, value))
            index += 1


class JsonLines(Items):
    """JSON Lines, also called NDJSON: one JSON text per line.

    A request takes any iterable of items, and an asynchronous client asynchronous ones. A list is checked before
    anything is sent, everything else item by item while it is sent.
    """

    separator = b"\n"

    def __init__(self, type: TypeSource, *, media_type: str = "application/jsonl", required: bool = True) -> None:
        super().__init__(type, media_type, required)


class JsonSequence(Items):
    """JSON text sequences (RFC 7464): a record separator before each text, a line break after it."""

    separator = b"\x1e"

    def __init__(self, type: TypeSource, *, media_type: str = "application/json-seq", required: bool = True) -> None:
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

    def decode_other(self, body: Received) -> tuple[Any, tuple[Drift, ...]] | None:
        if body.is_json or body.as_text() is None:
            return None
        items, drift = self.decode(body.raw, body.media_type)
        return (items, drift) if items else None


class EndOfStream(Exception):
    """An event that says that no more will come."""


def below(index: int, drift: Drift) -> Drift:
    """The drift of an item, as one of the list that it stands in."""
    return Drift(f"/{index}{drift.pointer}", drift.expected, drift.found)
