"""From values to plain JSON data: the careful way, for what msgspec cannot write by itself.

It puts extra fields where they belong, writes each `Decimal` as its type says, and finds the values that JSON
cannot hold or that would not mean in JSON what they mean in Python.
"""

from __future__ import annotations

import enum
import math
import re
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any, Final, Literal, TypeAlias
from uuid import UUID

import msgspec
from msgspec import UNSET

from .containers import Array, Map, NotNull, Object, Tuple
from .decoding import MAX_DEPTH
from .drift import HIDDEN, EncodeFailure, Path, describe
from .files import GIVEN, as_file, octets_of
from .leaves import leaves
from .linking import object_of
from .model import ESCAPE, EXTRA_FIELDS_KEY, Model, real_name, unlisted_fields
from .shapes import Anything, Base64Text, DecimalText, Octets, Shape
from .times import NaiveDatetime, with_whole_minutes
from .unions import Checked, Named

_ANYTHING: Final = Anything()
_AS_TEXT: Final = (datetime, date, time, timedelta, UUID)


def put_right(data: Any) -> Any:
    """Puts extra fields and names right in what msgspec made of a value, in place."""
    waiting = [data]
    while waiting:
        part = waiting.pop()
        if type(part) is dict:
            if any(name.startswith(ESCAPE) for name in part):
                extra = part.pop(EXTRA_FIELDS_KEY, {})
                if type(extra) is not dict:
                    raise TypeError("a name of ours in somebody's map: the careful way tells them apart")
                fields = {real_name(name): value for name, value in part.items()}
                part.clear()
                part.update(fields)
                part.update({name: value for name, value in extra.items() if name not in fields})
            waiting.extend(value for value in part.values() if type(value) in _CONTAINERS)
        elif type(part) is list:
            waiting.extend(value for value in part if type(value) in _CONTAINERS)
    return data


_CONTAINERS: Final = frozenset((dict, list))


# msgspec's JSON encoder writes null for NaN and infinity, and `NaN` for that of Decimal. MessagePack has them, each
# after this byte, which hardly any text has.
_PACKER: Final = msgspec.msgpack.Encoder(decimal_format="number")
_FLOAT: Final = 0xCB
_NOT_FINITE: Final = re.compile(rb"\xcb[\x7f\xff][\xf0-\xff]", re.DOTALL)


def may_hold_nan(value: Any, text: bytes) -> bool:
    """Whether there may be a number in the value, whose JSON is `text`, that JSON does not have; if unsure, True."""
    try:
        packed = _PACKER.encode(value)
        if _FLOAT not in packed or _NOT_FINITE.search(packed) is None:
            return False
    except (TypeError, ValueError, OverflowError):  # MessagePack has no integers beyond 64 bits
        pass
    return b"null" in text or b"NaN" in text or b"Infinity" in text


OctetsIn: TypeAlias = Literal["json", "fields", "parts", "judged"]
"""What becomes of bytes in plain data.

`json`: base64. `fields`: base64, but octets that the document wants as they are (`format: binary`), or of which it
says nothing, are wrong there.
`parts`: as `fields`, but in the properties of a body, and in the items of those that are arrays, octets stay as a
`File`, and what is to be base64 as `bytes`. `judged`: all stay bytes, which is what they are to a type.
"""

_NO_CARRIER: Final = (
    "no octets, which only multipart/form-data or a body of nothing else can carry (base64 is `format: byte`)"
)


class Writer:
    """One pass over a value. What is wrong with it is collected, or raised at once as `EncodeFailure`.

    Collected is also what JSON can hold but is of the wrong Python type. Where something is wrong, null
    stands in the data. `has_octets`: bytes that are to be base64 were among it.
    """

    def __init__(self, collect: bool = False, octets: OctetsIn = "json") -> None:
        self.collects = collect
        self.octets = octets
        self.has_octets = False
        self.found: list[tuple[Path, str, str]] = []
        self.returned: set[Path] = set()
        """Where values stand that were received as they are, though an enum forbids them."""
        self.path: list[str | int] = []
        self.received: set[Path] = set()
        """Where a value stands that deviates as it was received, and is sent back unchanged."""

    def plain(self, value: Any, shape: Shape = _ANYTHING) -> Any:
        """The value as plain JSON data, `Decimal` numbers being kept."""
        if value is None or value is True or value is False:
            return value
        if isinstance(value, enum.Enum):
            value = value.value
        if isinstance(value, str):
            return self._text(value, shape)
        if isinstance(value, int):
            return self._integer(value, shape)
        if isinstance(value, float):
            if math.isfinite(value):
                return float(value)
            return self._impossible("a number that JSON can hold", str(value), shape)
        if isinstance(value, Model | dict | list | tuple | set | frozenset):
            if len(self.path) >= MAX_DEPTH:
                raise EncodeFailure(f"at most {MAX_DEPTH} levels", "more", tuple(self.path))
            if isinstance(value, Model):
                return self._object(value, shape)
            return self._map(value, shape) if isinstance(value, dict) else self._array(list(value), shape)
        return self._special(value, shape)

    def _impossible(self, expected: str, found: str, shape: Shape = _ANYTHING) -> None:
        """Something that JSON cannot hold."""
        found = HIDDEN if shape.secret else found
        if not self.collects:
            raise EncodeFailure(expected, found, tuple(self.path))
        self.found.append((tuple(self.path), expected, found))

    def _mistaken(self, expected: str, found: str) -> None:
        """Something that JSON can hold, where another type is wanted."""
        if self.collects:
            self.found.append((tuple(self.path), expected, found))

    def _part(self, step: str | int, value: Any, shape: Shape) -> Any:
        self.path.append(step)
        data = self.plain(value, shape)
        self.path.pop()
        return data

    def _text(self, value: str, shape: Shape) -> str | None:
        try:
            value.encode()
        except UnicodeEncodeError:
            self._impossible("text without lone surrogates", describe(value), shape)
            return None
        if not _takes_text(shape):
            # Nobody means to write base64 by hand.
            self._mistaken(GIVEN if self._is_part() and is_octets(shape) else "bytes", "a string")
        return str(value)

    def _integer(self, value: int, shape: Shape) -> int | None:
        try:
            str(value)
        except ValueError:
            self._impossible("an integer that JSON can hold", describe(value), shape)
            return None
        return int(value)

    def _object(self, model: Model, wanted: Shape) -> dict[str, Any]:
        data: dict[str, Any] = {}
        # A model of another class may be taken for the wanted one, but what only that one has would be sent unseen.
        targets = list(_objects(wanted))
        is_foreign = targets and not any(isinstance(model, target.model) for target in targets)
        extra, unlisted = model.extra_fields, unlisted_fields(model)
        shape = object_of(type(model))
        for field in shape.fields.values():
            value = getattr(model, field.attribute)
            if value is UNSET:
                continue
            if value is not None or field.absent is not None:
                data[field.name] = self._part(field.name, value, field.shape)
                if is_foreign and not any(target.extra or field.name in target.fields for target in targets):
                    self.path.append(field.name)
                    self._mistaken("no field of this name", describe(value))
                    self.path.pop()
            elif field.name in extra and extra[field.name] is None:
                data[field.name] = None
        for name, value in extra.items():
            if name not in shape.fields:
                data[self._name(name)] = self._part(name, value, shape.extra or _ANYTHING)
        for name, value in unlisted.items():
            if type(value) is type(data.get(name)) and value == data[name]:
                self.returned.add((*self.path, name))
        return data

    def _map(self, value: dict[Any, Any], shape: Shape) -> dict[str, Any]:
        target = _resolved(shape, Map)
        names, parts = (target.key, target.value) if isinstance(target, Map) else (_ANYTHING, _ANYTHING)
        objects = tuple(_objects(shape))
        data: dict[str, Any] = {}
        for name, part in value.items():
            text = self._name(name, names)
            data[text] = self._part(text, part, self._member(text, part, objects) or parts)
        return data

    def _member(self, name: str, value: Any, objects: tuple[Object, ...]) -> Shape | None:
        """The shape of a member of plain data that stands for a model; text in it may be base64 already."""
        for target in objects:
            field = target.fields.get(name)
            shape = field.shape if field is not None else target.extra
            is_text = isinstance(value, str) and not (self._is_part(name) and is_octets(shape))
            if shape is not None and not is_text:
                return shape
        return None

    def _name(self, name: Any, shape: Shape = _ANYTHING) -> str:
        if isinstance(name, enum.Enum):
            name = name.value
        text = self.plain(name, shape) if isinstance(name, (str, *_AS_TEXT)) else None
        if text is None:
            self._impossible("names that are text", describe(name))
        return str(text)

    def _array(self, value: list[Any], shape: Shape) -> list[Any]:
        target = _resolved(shape, Array) or _resolved(shape, Tuple)
        shapes: list[Shape] = [target.item if isinstance(target, Array) else _ANYTHING] * len(value)
        if isinstance(target, Tuple):
            shapes[: len(target.items)] = target.items[: len(value)]
        return [self._part(index, *pair) for index, pair in enumerate(zip(value, shapes, strict=True))]

    def _is_part(self, *steps: str | int) -> bool:
        """Whether what stands here, or `steps` further, is a part of a multipart body of its own."""
        path = (*self.path, *steps)
        return self.octets == "parts" and (len(path) == 1 or (len(path) == 2 and isinstance(path[1], int)))

    def _octets(self, value: Any, shape: Shape) -> Any:
        """Bytes, or what they may be given as, where the shape takes them; None for anything else."""
        as_it_is, encoded = is_octets(shape), _has(shape, Base64Text)
        is_part = self._is_part()
        is_wanted = as_it_is or encoded or (is_part and shape.python is None)
        if not (is_wanted or isinstance(value, (bytes, bytearray, memoryview))):
            return None
        file = as_file(value)
        if file is None:
            return None
        if not is_wanted and shape.python is not None:
            self._mistaken(shape.words, describe(value))
        if is_part and (as_it_is or not encoded):
            return file
        if not encoded and self.octets in ("fields", "parts") and (as_it_is or shape.python is None):
            # A file is left unread: it may be large, or be read once only, and another media type may carry it.
            self._mistaken(_NO_CARRIER, describe(value))
            return ""
        self.has_octets = True
        content = octets_of(file)
        return content if is_part or self.octets == "judged" else msgspec.to_builtins(content)

    def _special(self, value: Any, shape: Shape) -> Any:
        octets = self._octets(value, shape)
        if octets is not None:
            return octets
        if isinstance(value, Decimal) and not value.is_finite():
            return self._impossible("a number that JSON can hold", str(value), shape)
        if not isinstance(value, (Decimal, *_AS_TEXT)):
            takes_octets = is_octets(shape) or _has(shape, Base64Text)
            return self._impossible(GIVEN if takes_octets else shape.words, describe(value), shape)
        if shape.python is not None and not isinstance(value, tuple(shape.python)):
            self._mistaken(shape.words, describe(value))
        if isinstance(value, Decimal):
            return str(value) if _has(shape, DecimalText) else value
        if isinstance(value, NaiveDatetime) and value.text:
            self.received.add(tuple(self.path))
            return value.text
        if isinstance(value, datetime | time):
            try:
                value = with_whole_minutes(value)
            except OverflowError:
                return self._impossible("an instant that has a date in UTC", describe(value), shape)
        return msgspec.to_builtins(_of_base_class(value))


def _of_base_class(value: Any) -> Any:
    """The value as the standard class that it is derived from: other libraries have dates and ids of their own."""
    if type(value) in _AS_TEXT:
        return value
    if isinstance(value, datetime):
        return datetime.combine(_of_base_class(value.date()), _of_base_class(value.timetz()))
    if isinstance(value, date):
        return date(value.year, value.month, value.day)
    if isinstance(value, time):
        return time(value.hour, value.minute, value.second, value.microsecond, value.tzinfo, fold=value.fold)
    if isinstance(value, timedelta):
        return timedelta(value.days, value.seconds, value.microseconds)
    return UUID(int=value.int)


def unwrapped(shape: Shape) -> Shape:
    """The shape inside wrappers that do not change what it holds."""
    while isinstance(shape, Named | Checked | NotNull):
        shape = shape.target if isinstance(shape, Named) else shape.shape
    return shape


def _takes_text(shape: Shape) -> bool:
    """Whether a string is what an application would give for this shape: not so for bytes alone."""
    texts = list(leaves(shape, kind="string"))  # without any, a string fits nothing, be it bytes
    return not texts or any(not isinstance(leaf, Base64Text) for leaf in texts)


def _objects(shape: Shape) -> Iterator[Object]:
    """The objects that a shape is, or that its variants are."""
    return (leaf for leaf in leaves(shape) if isinstance(leaf, Object))


def is_octets(shape: Shape | None) -> bool:
    """Whether the document wants bytes here as they are."""
    return shape is not None and _has(shape, Octets)


def _has(shape: Shape, kind: type[Shape]) -> bool:
    return _resolved(shape, kind) is not None


def _resolved(shape: Shape, kind: type[Shape]) -> Shape | None:
    """The part of a shape that is of just this kind: the shape itself, or a variant of a union."""
    return next((leaf for leaf in leaves(shape) if type(leaf) is kind), None)
