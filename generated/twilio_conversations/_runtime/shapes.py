"""Shapes: what an annotation means as JSON. This module holds the base and the shapes without parts.

Every shape can do the same thing in two ways. Its `exact` type is what msgspec decodes at C speed, refusing
whatever is not exactly right. Its `read` takes any JSON data, keeps what does not fit, and records where it
deviates. Both agree on what fits.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Annotated, Any, Final, Literal

import msgspec
from msgspec import Meta

from .custom import Custom, decode_custom
from .drift import describe
from .reading import Misfit, Reading, to_float, worked_out_once

# The same objects without the meaning they have to type checkers: here they build types from data.
_annotated: Any = Annotated
_literal: Any = Literal


def annotated(type_: Any, meta: Meta) -> Any:
    """`Annotated[type_, meta]`."""
    return _annotated[type_, meta]


Kind = Literal["null", "boolean", "number", "string", "array", "object", "octets"]
"""The kinds of JSON value, and bytes, which stand among them where what is to be sent is judged."""

ALL_KINDS: Final[frozenset[Kind]] = frozenset(("null", "boolean", "number", "string", "array", "object", "octets"))

_KINDS: Final[dict[type, Kind]] = {
    type(None): "null",
    bool: "boolean",
    int: "number",
    float: "number",
    Decimal: "number",
    str: "string",
    list: "array",
    dict: "object",
    bytes: "octets",
}


def kind_of(data: Any) -> Kind | None:
    """The JSON kind of plain data, None for what is none."""
    return _KINDS.get(type(data)) or ("octets" if isinstance(data, bytes) else None)


class Shape:
    """What an annotation means. `secret`: the value is never shown."""

    secret: bool = False
    is_ready: bool = False
    uncertain: tuple[str, ...] | None = None
    """The properties whose `format` is not judged, none for the value itself; None where all is judged."""

    @cached_property
    def python(self) -> frozenset[type] | None:
        """The types of values given for it, beside those of plain JSON data; None if every type will do."""
        return frozenset()

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        """The kinds of JSON value that may fit."""
        return ALL_KINDS

    @cached_property
    def at_once(self) -> frozenset[type]:
        """The types of plain data that always fits and stays as it is, so that `read` need not be asked."""
        return frozenset()

    @cached_property
    def words(self) -> str:
        """What is expected, in words."""
        raise NotImplementedError

    @property
    def parts(self) -> Iterable[Shape]:
        """The shapes of which this one is made."""
        return ()

    def is_certain(self, data: Any) -> bool:
        """Whether plain data that fits does so for certain, as it has no `format` that is not judged."""
        if not self.uncertain:
            return self.uncertain is None or data in ([], {})
        return type(data) is not dict or all(name not in data for name in self.uncertain)

    @property
    def inside(self) -> Iterable[Shape]:
        """What a union, a name or a check is made of: each of them is a shape of the same value."""
        return ()

    @cached_property
    def is_layered(self) -> bool:
        """Whether it is a choice among choices, each of which may ask for what others ask for too."""
        return any(below.inside for part in self.inside for below in part.inside)

    def make_ready(self) -> None:
        """Works out what is made of `inside`, of which each is ready."""
        if self.inside:
            _ = (self.kinds, self.python, self.at_once, self.words, self.is_layered)
        self.is_ready = True

    def at(self, step: str | int) -> Iterable[Shape]:
        """The shapes of what stands at a step inside a value."""
        return ()

    @cached_property
    def exact(self) -> Any:
        """The msgspec type that accepts exactly what fits. Only valid once everything is linked."""
        return self.make_exact()

    def make_exact(self) -> Any:
        """Builds `exact`; a shape that msgspec cannot express is a type of its own with `judge` behind it."""
        return Custom("Custom", (), {"judge": staticmethod(self.judge)})

    def forget_exact(self) -> None:
        """Has the exact type built anew: a part is to have another."""
        self.__dict__.pop("exact", None)
        self.__dict__.pop("_box", None)

    @cached_property
    def _box(self) -> Any:
        # msgspec analyses a type anew for every `convert`, unless it is the field of a class.
        return msgspec.defstruct("Box", [("value", self.exact)], array_like=True)

    def convert(self, data: Any) -> Any:
        """The value of plain data that fits exactly; raises `Misfit`."""
        return msgspec.convert((data,), self._box, dec_hook=decode_custom).value

    def judge(self, data: Any) -> Any:
        """Like `convert`, for the shapes that msgspec cannot express."""
        raise NotImplementedError

    def read(self, data: Any, reading: Reading) -> Any:
        """The value of any plain data; what does not fit is recorded and kept."""
        try:
            return self.convert(data)
        except Misfit:
            reading.deviates(self.words, data, self.secret)
            return reading.kept(data)


def fits(shape: Shape, data: Any, is_open: bool = False) -> bool:
    """Whether plain data fits exactly; `is_open`: fields that no model names are no fault."""

    def judge() -> bool:
        try:
            shape.convert(data)
        except Misfit:
            # msgspec refuses 1.0 for an integer, which JSON Schema accepts; the walk knows better.
            return Reading(is_open=is_open).attempt(shape, data).count == 0
        return True

    return kind_of(data) in shape.kinds and worked_out_once("fits openly" if is_open else "fits", shape, data, judge)


class Anything(Shape):
    """Any JSON value."""

    @cached_property
    def python(self) -> frozenset[type] | None:
        return None

    @cached_property
    def words(self) -> str:
        return "any value"

    def make_exact(self) -> Any:
        return Any

    def read(self, data: Any, reading: Reading) -> Any:
        return reading.kept(data)


class Nothing(Shape):
    """No value at all (the schema `false`)."""

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset()

    @cached_property
    def words(self) -> str:
        return "no value"

    def judge(self, data: Any) -> Any:
        raise Misfit(self.words)


class Scalar(Shape):
    """A value without parts for which msgspec has a type of its own."""

    def __init__(self, type_: Any, kind: Kind, words: str, *python: type) -> None:
        self.type = type_
        self.kinds = frozenset((kind,))
        self._words = words
        self.python = frozenset(python)

    @cached_property
    def words(self) -> str:
        return self._words

    @cached_property
    def at_once(self) -> frozenset[type]:
        return frozenset((self.type,)) & {str, int, float, bool, type(None)}

    def make_exact(self) -> Any:
        return self.type


class Base64Text(Scalar):
    """Bytes that are text in base64 wherever they stand (`format: byte`)."""

    def __init__(self) -> None:
        super().__init__(bytes, "string", "bytes", bytes, bytearray, memoryview)
        self.kinds = frozenset(("string", "octets"))

    def convert(self, data: Any) -> Any:
        return data if isinstance(data, bytes) else super().convert(data)

    def read(self, data: Any, reading: Reading) -> Any:
        try:
            return self.convert(data)
        except Misfit:
            # What is to be sent is given as bytes, or as what stands for them: nobody writes base64 by hand.
            reading.deviates(self.words if reading.is_open else f"{self.words} in base64", data, self.secret)
            return reading.kept(data)


class Octets(Base64Text):
    """Bytes as they are (`format: binary`). JSON cannot carry them: in what is received base64 is meant."""


class Integer(Scalar):
    """A whole number of any size; `1.0` is one (JSON Schema 2020-12, section 4.2.3)."""

    def read(self, data: Any, reading: Reading) -> Any:
        if type(data) is float and data.is_integer():
            return super().read(int(data), reading)
        if type(data) is Decimal and data == data.to_integral_value() and abs(data.adjusted()) < _MAX_EXPONENT:
            return super().read(int(data), reading)
        return super().read(data, reading)


class Number(Scalar):
    """A number. A whole one that `float` cannot hold exactly stays `int`, which msgspec would round."""

    limits: Mapping[str, Any] = {}

    def make_exact(self) -> Any:
        limits = dict(self.limits)
        if limits.get("ge", limits.get("gt", -math.inf)) <= -_TOO_LARGE:
            limits.pop("ge", None)
            limits["gt"] = -_TOO_LARGE
        if limits.get("le", limits.get("lt", math.inf)) >= _TOO_LARGE:
            limits.pop("le", None)
            limits["lt"] = _TOO_LARGE
        return annotated(float, Meta(**limits))

    @cached_property
    def _declared(self) -> Any:
        return msgspec.defstruct("Box", [("value", self.type)], array_like=True)

    def convert(self, data: Any) -> Any:
        if type(data) is not int or -_TOO_LARGE < data < _TOO_LARGE:
            return msgspec.convert((data,), self._declared).value
        low, high = self.limits.get("ge", -math.inf), self.limits.get("le", math.inf)
        above, below = self.limits.get("gt", -math.inf), self.limits.get("lt", math.inf)
        if low <= data <= high and above < data < below:
            return data
        raise Misfit(self.words)

    def read(self, data: Any, reading: Reading) -> Any:
        return super().read(to_float(data) if type(data) is Decimal else data, reading)


_TOO_LARGE: Final = 2**53  # from here on, not every integer is a float
_MAX_EXPONENT: Final = 1_000


class DecimalNumber(Shape):
    """An exact decimal number, written as a JSON number.

    msgspec's own `Decimal` would also take a string. Data parsed for this shape holds `Decimal`s, not floats.
    """

    @cached_property
    def python(self) -> frozenset[type] | None:
        return frozenset((Decimal,))

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(("number",))

    @cached_property
    def words(self) -> str:
        return "a number"

    def judge(self, data: Any) -> Any:
        if type(data) is int:
            return Decimal(data)
        if type(data) is Decimal:
            return data
        raise Misfit(self.words)

    def read(self, data: Any, reading: Reading) -> Any:
        # `convert` is given floats, of which the shortest text is meant.
        return super().read(Decimal(repr(data)) if type(data) is float else data, reading)


class DecimalText(Shape):
    """An exact decimal number, written as a JSON string (`"12.50"`)."""

    @cached_property
    def python(self) -> frozenset[type] | None:
        return frozenset((Decimal,))

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(("string",))

    @cached_property
    def words(self) -> str:
        return "a string that holds a decimal number"

    def judge(self, data: Any) -> Any:
        if type(data) is str and len(data) <= _MAX_EXPONENT and not set(data) - set("0123456789+-.eE"):
            try:
                return Decimal(data)
            except InvalidOperation:
                pass
        raise Misfit(self.words)


class Enumeration(Shape):
    """One of the listed values, which are strings, integers, booleans or null."""

    def __init__(self, values: tuple[Any, ...]) -> None:
        self.values = values
        # Equal as JSON: 1.0 is 1, but true is not.
        self._known: dict[tuple[Kind | None, Any], Any] = {(kind_of(value), value): value for value in values}

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset(kind for kind, _ in self._known if kind is not None)

    @cached_property
    def words(self) -> str:
        texts: list[str] = [describe(value) for value in self.values[:10]]
        if len(self.values) > len(texts):
            texts.append(f"… ({len(self.values)} values)")
        return texts[0] if len(self.values) == 1 else f"one of {', '.join(texts)}"

    def make_exact(self) -> Any:
        # msgspec holds integers of 64 bits here. No JSON that is read has half a character (RFC 8259 §8.2).
        values = tuple([value for value in self.values if type(value) is not str or is_whole(value)])
        if values and all(type(value) is not int or fits_int64(value) for value in values):
            return _literal[values]
        return super().make_exact()

    def judge(self, data: Any) -> Any:
        kind = kind_of(data)
        if kind not in self.kinds or (kind, data) not in self._known:
            raise Misfit(self.words)
        return self._known[kind, data]

    def convert(self, data: Any) -> Any:
        return self.judge(data)

    def read(self, data: Any, reading: Reading) -> Any:
        try:
            return self.judge(data)
        except Misfit:
            is_unlisted = kind_of(data) in self.kinds
            if not (is_unlisted and reading.is_returned()):
                reading.unlisted += is_unlisted
                reading.deviates(self.words, data, self.secret, is_new=self.may_add(data))
            return reading.kept(data)

    def may_add(self, data: Any) -> bool:
        """Whether data is what the API may add to the values: of several, and of the kind of one of them."""
        return data is not None and len(self.values) > 1 and kind_of(data) in self.kinds


def is_whole(text: str) -> bool:
    """Whether a text has no lone surrogates, so that UTF-8 can hold it."""
    return text.isascii() or not any("\ud800" <= character <= "\udfff" for character in text)


def fits_int64(value: int | float | Decimal) -> bool:
    """Whether msgspec can hold an integer where it is part of a type."""
    return -(2**63) <= value < 2**63
