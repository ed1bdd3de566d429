"""Shapes with parts: arrays, tuples, maps and models."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from functools import cached_property
from typing import TYPE_CHECKING, Any

import msgspec
from msgspec import UNSET, Meta

from .custom import Custom, decode_custom
from .drift import Path
from .leaves import hides
from .limits import limit_words
from .model import Beside, Model
from .reading import Misfit, Reading, judged_once
from .shapes import Kind, Scalar, Shape, annotated, kind_of

if TYPE_CHECKING:
    from .assertion import Assertion


class _Sized(Shape):
    """An array or map whose length may be limited."""

    min_length: int | None = None
    max_length: int | None = None
    noun = ""

    @cached_property
    def words(self) -> str:
        return f"{self.noun} {limit_words(self.limits)}" if self.limits else self.noun

    @property
    def limits(self) -> dict[str, Any]:
        """The limits that are set, by their names in `msgspec.Meta`."""
        limits = {"min_length": self.min_length, "max_length": self.max_length}
        return {name: value for name, value in limits.items() if value is not None}

    def limited(self, type_: Any) -> Any:
        """`type_` with the limits."""
        return annotated(type_, Meta(**self.limits)) if self.limits else type_

    def check_length(self, data: Any, reading: Reading) -> None:
        """Records a length beyond the limits."""
        low, high = self.min_length or 0, self.max_length
        if len(data) < low or (high is not None and len(data) > high):
            reading.deviates(self.words, data)


class Array(_Sized):
    """An array of items of one shape."""

    noun = "an array"

    def __init__(self, item: Shape, min_length: int | None = None, max_length: int | None = None) -> None:
        self.kinds = frozenset(("array",))
        self.python = frozenset((tuple, set, frozenset))
        self.item = item
        self.min_length, self.max_length = min_length, max_length

    @property
    def parts(self) -> Iterable[Shape]:
        return (self.item,)

    def at(self, step: str | int) -> Iterable[Shape]:
        return (self.item,)

    def make_exact(self) -> Any:
        return self.limited(list[self.item.exact])  # type: ignore[name-defined]

    def read(self, data: Any, reading: Reading) -> Any:
        if type(data) is not list:
            reading.deviates(self.words, data)
            return reading.kept(data)
        self.check_length(data, reading)
        read, at_once, path = self.item.read, self.item.at_once, reading.path
        values = []
        for index, item in enumerate(data):
            if type(item) not in at_once:
                path.append(index)
                item = read(item, reading)
                path.pop()
            values.append(item)
        return values


class Tuple(Shape):
    """An array with one shape for each place."""

    def __init__(self, items: tuple[Shape, ...]) -> None:
        self.kinds = frozenset(("array",))
        self.python = frozenset((tuple,))
        self.items = items

    @cached_property
    def words(self) -> str:
        return f"an array of {len(self.items)}"

    @property
    def parts(self) -> Iterable[Shape]:
        return self.items

    def at(self, step: str | int) -> Iterable[Shape]:
        return self.items

    def make_exact(self) -> Any:
        return tuple[tuple(item.exact for item in self.items)]  # type: ignore[misc]

    def read(self, data: Any, reading: Reading) -> Any:
        if type(data) is not list or len(data) != len(self.items):
            reading.deviates(self.words, data)
            return reading.kept(data)
        values = []
        for index, (shape, item) in enumerate(zip(self.items, data, strict=True)):
            reading.path.append(index)
            values.append(shape.read(item, reading))
            reading.path.pop()
        return tuple(values)


class Map(_Sized):
    """An object without fixed fields; `key` is the shape of the names."""

    noun = "an object"

    def __init__(self, key: Shape, value: Shape, min_length: int | None = None, max_length: int | None = None) -> None:
        self.kinds = frozenset(("object",))
        self.key = key
        self.value = value
        self.min_length, self.max_length = min_length, max_length

    @property
    def parts(self) -> Iterable[Shape]:
        return (self.key, self.value)

    def at(self, step: str | int) -> Iterable[Shape]:
        return (self.value,)

    def make_exact(self) -> Any:
        if isinstance(self.key.exact, Custom):
            return super().make_exact()  # `msgspec.convert` does not ask about names
        return self.limited(dict[self.key.exact, self.value.exact])  # type: ignore[name-defined]

    @cached_property
    def _with_any_name(self) -> Map:
        return Map(Scalar(str, "string", "a string"), self.value, self.min_length, self.max_length)

    def judge(self, data: Any) -> Any:
        return judged_once(self, data, self._judge)

    def _judge(self, data: Any) -> Any:
        values = self._with_any_name.convert(data)
        return {self.key.convert(name): value for name, value in values.items()}

    def read(self, data: Any, reading: Reading) -> Any:
        if type(data) is not dict:
            reading.deviates(self.words, data)
            return reading.kept(data)
        self.check_length(data, reading)
        plain_names = self.key.exact is str
        read, path = self.value.read, reading.path
        values = {}
        for name, value in data.items():
            path.append(name)
            key = name if plain_names else self._read_name(name, reading)
            values[key] = read(value, reading)
            path.pop()
        return values

    def _read_name(self, name: str, reading: Reading) -> Any:
        try:
            return self.key.convert(name)
        except Misfit:
            reading.deviates(f"a name that is {self.key.words}", name)
            return name


class Field(msgspec.Struct, dict=True):
    """One attribute of a model.

    `absent` is the value that is left out of JSON (None or UNSET; `msgspec.NODEFAULT` where the field is
    required). `keeps_null`: null fits, but the attribute cannot tell it from absence.
    """

    attribute: str
    name: str
    shape: Shape
    absent: Any
    keeps_null: bool = False

    @property
    def is_required(self) -> bool:
        return self.absent is msgspec.NODEFAULT

    @cached_property
    def at_once(self) -> frozenset[type]:
        """The types of plain data that is the attribute's value as it stands."""
        return self.shape.at_once - {type(None)} if self.absent is None else self.shape.at_once


class Object(Shape):
    """A model. `fields` is filled in when the class is linked; `extra` is the shape of all other fields."""

    def __init__(self, model: type[Model]) -> None:
        self.kinds = frozenset(("object",))
        self.model = model
        self.fields: dict[str, Field] = {}
        self.extra: Shape | None = None
        self.assertions: tuple[Assertion, ...] = model.__assertions__
        self.decimals: frozenset[type[Shape]] | None = None
        """Which shapes of `Decimal` occur in the model; None until they were looked for."""
        self.is_apart = False
        """Whether msgspec is to look at the model by itself, not as a part of others."""
        self.python = frozenset((model,))

    @cached_property
    def words(self) -> str:
        return f"an object ({self.model.__name__})"

    @property
    def parts(self) -> Iterable[Shape]:
        for field in self.fields.values():
            yield field.shape
        if self.extra is not None:
            yield self.extra

    @property
    def is_plain(self) -> bool:
        """Whether the fields are all there is to the model, so that msgspec can hold it."""
        return self.extra is None and not self.assertions

    def at(self, step: str | int) -> Iterable[Shape]:
        field = self.fields.get(str(step))
        shape = self.extra if field is None else field.shape
        return () if shape is None else (shape,)

    def make_exact(self) -> Any:
        return self.model if self.is_plain and not self.is_apart else super().make_exact()

    def convert(self, data: Any) -> Any:
        if self.is_plain:
            return msgspec.convert(data, self.model, dec_hook=decode_custom)
        return self.judge(data)

    def judge(self, data: Any) -> Any:
        return judged_once(self, data, self._judge) if self.assertions else self._judge(data)

    def _judge(self, data: Any) -> Any:
        if type(data) is not dict:
            raise Misfit(self.words)
        fields = self.fields
        known = {name: value for name, value in data.items() if name in fields}
        model = msgspec.convert(known, self.model, dec_hook=decode_custom)
        if len(known) < len(data):
            if self.extra is None:
                raise Misfit(self.words)
            convert = self.extra.convert
            model.extra_fields = {name: convert(value) for name, value in data.items() if name not in fields}
        for assertion in self.assertions:
            for complaint in assertion.problems(data):
                raise Misfit(complaint[1])
        return model

    def read(self, data: Any, reading: Reading) -> Any:
        if type(data) is not dict:
            reading.deviates(self.words, data)
            return reading.kept(data)
        fields, path = self.fields, reading.path
        values: dict[str, Any] = {}
        extra: dict[str, Any] = {}
        unlisted: dict[str, Any] = {}
        before = reading.unlisted
        for name, value in data.items():
            field = fields.get(name)
            if field is not None and type(value) in field.at_once:
                values[field.attribute] = value
                continue
            path.append(name)
            if field is None:
                extra[name] = self._read_extra(value, reading)
            elif value is None and field.absent is None:
                if not field.keeps_null:
                    reading.deviates(field.shape.words, value)
                extra[name] = None
            else:
                values[field.attribute] = field.shape.read(value, reading)
            if reading.unlisted > before:
                unlisted[name] = copy.deepcopy(reading.kept(value))
                reading.unlisted = before  # what contains the model need not know
            path.pop()
        self._read_absent(values, reading)
        if extra or unlisted:
            values["extra_fields"] = Beside(extra, unlisted) if unlisted else extra
        for assertion in self.assertions:
            deviations(assertion, data, reading, self)
        return self.model(**values)

    def _read_extra(self, value: Any, reading: Reading) -> Any:
        if self.extra is not None:
            return self.extra.read(value, reading)
        if self.model.__closed__ or not reading.is_open:
            reading.deviates("no field of this name", value, is_new=True)
        return reading.kept(value)

    def _read_absent(self, values: dict[str, Any], reading: Reading) -> None:
        for field in self.fields.values():
            if field.is_required and field.attribute not in values:
                reading.path.append(field.name)
                reading.deviates(field.shape.words, UNSET)
                reading.path.pop()
                values[field.attribute] = UNSET


def deviations(assertion: Assertion, data: Any, reading: Reading, shape: Shape) -> None:
    """Records what an assertion has against plain data of this shape."""
    is_enum = assertion.is_enum_for(data)
    if is_enum and reading.is_returned():
        return
    for path, expected, *found in assertion.problems(data):
        reading.unlisted += is_enum
        depth = len(reading.path)
        reading.path.extend(path)
        hidden = hides(shape, path)
        if found and not hidden:
            reading.record(expected, found[0])
        else:
            reading.deviates(expected, _part(data, path), hidden)
        del reading.path[depth:]


def _part(data: Any, path: Path) -> Any:
    """The part of plain data at a path, UNSET where there is none."""
    for step in path:
        try:
            data = data[step]
        except (LookupError, TypeError):
            return UNSET
    return data


class NotNull(Shape):
    """Any value of a shape but null: for an optional attribute whose None means that it is absent."""

    def __init__(self, shape: Shape) -> None:
        self.shape = shape
        self.secret = shape.secret

    @cached_property
    def python(self) -> frozenset[type] | None:
        return self.shape.python

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return self.shape.kinds - {"null"}

    @cached_property
    def words(self) -> str:
        return self.shape.words

    @property
    def parts(self) -> Iterable[Shape]:
        return (self.shape,)

    @property
    def inside(self) -> Iterable[Shape]:
        return (self.shape,)

    def judge(self, data: Any) -> Any:
        if kind_of(data) == "null":
            raise Misfit(self.words)
        return self.shape.convert(data)

    def read(self, data: Any, reading: Reading) -> Any:
        return self.shape.read(data, reading)
