"""Assertions: constraints of JSON Schema that a type cannot express.

They stand in `Annotated[T, ...]`, or in a model's class statement (`assertions=(...)`) for the object as a
whole. Each judges plain JSON data and, as JSON Schema has it, ignores data of a kind it says nothing about.
Types are given as annotations, or as functions without arguments that return one, where a name is not yet
there.
"""

from __future__ import annotations

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

from .assertion import Assertion, Complaint
from .drift import describe
from .equality import as_written, json_key
from .lazy import loading
from .limits import limit_words, quoted
from .shapes import kind_of

if TYPE_CHECKING:
    from .patterns import Automaton


def _fits(type_: Any, value: Any) -> bool:
    with loading():
        from .codec import codec_for  # the codec needs this module

    return codec_for(type_).fits(value, is_open=True)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float | Decimal) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Values(Assertion):
    """`enum` and `const` with values that `Literal` cannot list: fractions, arrays, objects."""

    values: tuple[Any, ...]

    def __init__(self, *values: Any) -> None:
        object.__setattr__(self, "values", values)

    def __hash__(self) -> int:
        return hash(tuple(json_key(value) for value in self.values))

    def is_enum_for(self, value: Any) -> bool:
        return kind_of(value) in map(kind_of, self.values)

    def problems(self, value: Any) -> Iterator[Complaint]:
        key = json_key(value)
        if all(json_key(listed) != key for listed in self.values):
            expected = f"one of {', '.join(describe(listed) for listed in self.values[:10])}"
            is_scalar = isinstance(value, str | bool) or _is_number(value)
            is_new = is_scalar and len(self.values) > 1 and self.is_enum_for(value)
            yield (), expected, describe(value, is_new=is_new)


@dataclass(frozen=True, slots=True)
class Limits(Assertion):
    """Limits on numbers, strings, arrays and objects that `msgspec.Meta` cannot hold, compared exactly."""

    ge: int | float | Decimal | None = None
    gt: int | float | Decimal | None = None
    le: int | float | Decimal | None = None
    lt: int | float | Decimal | None = None
    multiple_of: int | float | Decimal | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    shown: str | None = None
    """The pattern as the document has it, where that is another text."""

    @property
    def words(self) -> str:
        limits = {name: limit for name in self.__slots__ if (limit := getattr(self, name)) is not None}
        return limit_words(limits, self.shown)

    def problems(self, value: Any) -> Iterator[Complaint]:
        if not self._holds(value):
            yield (), f"a value {self.words}"

    def _holds(self, value: Any) -> bool:
        value = b64encode(value).decode() if isinstance(value, bytes) else value  # the text that octets become
        if _is_number(value):
            value = as_written(value)
            return (
                (self.ge is None or value >= as_written(self.ge))
                and (self.gt is None or value > as_written(self.gt))
                and (self.le is None or value <= as_written(self.le))
                and (self.lt is None or value < as_written(self.lt))
                and (self.multiple_of is None or _is_multiple(value, self.multiple_of))
            )
        if isinstance(value, str | list | dict):
            return (
                (self.min_length is None or len(value) >= self.min_length)
                and (self.max_length is None or len(value) <= self.max_length)
                and (self.pattern is None or not isinstance(value, str) or bool(re.search(self.pattern, value)))
            )
        return True


@dataclass(frozen=True, slots=True)
class MultipleOf(Assertion):
    """`multipleOf`, computed exactly: 0.3 is a multiple of 0.1."""

    of: int | float | Decimal

    def problems(self, value: Any) -> Iterator[Complaint]:
        yield from Limits(multiple_of=self.of).problems(value)


def _is_multiple(value: Any, of: Any) -> bool:
    if of == 0:
        return bool(value == 0)
    if isinstance(value, Decimal) and abs(value.adjusted()) > 1_000:
        return False  # no honest number; its digits would fill the memory
    return (Fraction(value) / Fraction(as_written(of))).denominator == 1


@dataclass(frozen=True, slots=True)
class Matches(Assertion):
    """`pattern`, where `re` could be kept busy for very long by some texts: matched in linear time.

    `pattern` is the document's own, to be shown; `automaton` is what decides.
    """

    pattern: str
    automaton: Automaton

    @property
    def words(self) -> str:
        return f"that matches {quoted(self.pattern)}"

    def problems(self, value: Any) -> Iterator[Complaint]:
        if isinstance(value, str) and not self.automaton.search(value):
            yield (), f"a string {self.words}"


def _is_match(pattern: str | Automaton, text: str) -> bool:
    if isinstance(pattern, str):
        return re.search(pattern, text) is not None
    return pattern.search(text)


@dataclass(frozen=True, slots=True)
class UniqueItems(Assertion):
    """`uniqueItems`: no two items of an array are equal as JSON."""

    def problems(self, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, list):
            return
        seen: dict[Any, int] = {}
        for index, item in enumerate(value):
            first = seen.setdefault(json_key(item), index)
            if first != index:
                yield (index,), f"an item that differs from item {first}"


@dataclass(frozen=True, slots=True)
class Not(Assertion):
    """`not`: the value must not fit the type."""

    type: Any

    def problems(self, value: Any) -> Iterator[Complaint]:
        if _fits(self.type, value):
            yield (), "a value that does not fit what is excluded (`not`)"


@dataclass(frozen=True, slots=True)
class Also(Assertion):
    """A further branch of `allOf`: the value must fit this type too."""

    type: Any

    def problems(self, value: Any) -> Iterator[Complaint]:
        with loading():
            from .codec import codec_for  # the codec needs this module

        yield from codec_for(self.type).complaints(value)


@dataclass(frozen=True, slots=True)
class If(Assertion):
    """`if` / `then` / `else`."""

    condition: Any
    then: Any = None
    otherwise: Any = None

    def problems(self, value: Any) -> Iterator[Complaint]:
        branch = self.then if _fits(self.condition, value) else self.otherwise
        if branch is not None:
            yield from Also(branch).problems(value)


@dataclass(frozen=True, slots=True)
class Contains(Assertion):
    """`contains` with `minContains` and `maxContains`: how many items of an array must fit the type."""

    type: Any
    minimum: int = 1
    maximum: int | None = None

    def problems(self, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, list):
            return
        count = sum(_fits(self.type, item) for item in value)
        if count < self.minimum or (self.maximum is not None and count > self.maximum):
            most = "" if self.maximum is None else f" and at most {self.maximum}"
            yield (), f"an array with at least {self.minimum}{most} matching items (there are {count})"


@dataclass(frozen=True, slots=True)
class DependentRequired(Assertion):
    """`dependentRequired`: where `property` is present, the `required` ones must be too."""

    property: str
    required: tuple[str, ...]

    def problems(self, value: Any) -> Iterator[Complaint]:
        if isinstance(value, dict) and self.property in value:
            for name in self.required:
                if name not in value:
                    yield (), f"a field {name!r} beside {self.property!r}"


@dataclass(frozen=True, slots=True)
class DependentType(Assertion):
    """`dependentSchemas`: where `property` is present, the whole object must fit `type`."""

    property: str
    type: Any

    def problems(self, value: Any) -> Iterator[Complaint]:
        if isinstance(value, dict) and self.property in value:
            yield from Also(self.type).problems(value)


@dataclass(frozen=True, slots=True)
class PropertyNames(Assertion):
    """`propertyNames`: every name of an object must fit the type."""

    type: Any

    def problems(self, value: Any) -> Iterator[Complaint]:
        if isinstance(value, dict):
            for name in value:
                for complaint in Also(self.type).problems(name):
                    yield (name,), f"a name that is {complaint[1]}"


@dataclass(frozen=True, slots=True)
class PropertyCount(Assertion):
    """`minProperties` and `maxProperties`."""

    minimum: int = 0
    maximum: int | None = None

    def problems(self, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, dict):
            return
        if len(value) < self.minimum:
            yield (), f"an object with at least {self.minimum} fields"
        if self.maximum is not None and len(value) > self.maximum:
            yield (), f"an object with at most {self.maximum} fields"


@dataclass(frozen=True, slots=True)
class PatternProperties(Assertion):
    """`patternProperties`: the value of every field whose name matches a pattern must fit the type beside it.

    `rest` is the type of fields that match no pattern and are not in `named`; None where any value will do.
    Patterns are Python's, used with `search`, or automata.
    """

    patterns: tuple[tuple[str | Automaton, Any], ...]
    rest: Any = None
    named: tuple[str, ...] = ()

    def problems(self, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, dict):
            return
        for name, part in value.items():
            types = [type_ for pattern, type_ in self.patterns if _is_match(pattern, name)]
            if not types and self.rest is not None and name not in self.named:
                types = [self.rest]
            for type_ in types:
                for path, *words in Also(type_).problems(part):
                    yield (name, *path), words[0], words[-1]


@dataclass(frozen=True, slots=True)
class PrefixItems(Assertion):
    """`prefixItems`: the first items of an array, as far as there are any, fit `types`, the others `rest`."""

    types: tuple[Any, ...]
    rest: Any = None

    def problems(self, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, list):
            return
        for index, item in enumerate(value):
            type_ = self.types[index] if index < len(self.types) else self.rest
            if type_ is not None:
                for path, *words in Also(type_).problems(item):
                    yield (index, *path), words[0], words[-1]


@dataclass(frozen=True, slots=True)
class Properties(Assertion):
    """An object as a condition (inside `Not`, `If`, ...): these properties, where present, fit these types.

    `required` ones are present; any other fits `rest`, where that is given. It says nothing of other values.
    """

    types: Mapping[str, Any] = field(hash=False)
    required: tuple[str, ...] = ()
    rest: Any = None
    patterns: PatternProperties | None = None

    def problems(self, value: Any) -> Iterator[Complaint]:
        if not isinstance(value, dict):
            return
        for name in self.required:
            if name not in value:
                yield (), f"a field {name!r}"
        for name, part in value.items():
            type_ = self.types.get(name, self.rest)
            if type_ is not None:
                for path, *words in Also(type_).problems(part):
                    yield (name, *path), words[0], words[-1]
        if self.patterns is not None:
            yield from self.patterns.problems(value)


@dataclass(frozen=True, slots=True)
class Evaluated:
    """What one schema describes of a value that fits all of `conditions` (see `Unevaluated`).

    Of an object the fields named and those whose names match a pattern; of an array the first `prefix` items and
    those that fit `contains`; or `everything`.
    """

    names: tuple[str, ...] = ()
    patterns: tuple[str | Automaton, ...] = ()
    prefix: int = 0
    contains: Any = None
    everything: bool = False
    conditions: tuple[Any, ...] = ()

    def holds(self, step: str | int, part: Any) -> bool:
        """Whether it describes the field or item `part` at `step`."""
        if self.everything:
            return True
        if isinstance(step, int):
            return step < self.prefix or (self.contains is not None and _fits(self.contains, part))
        return step in self.names or any(_is_match(pattern, step) for pattern in self.patterns)


@dataclass(frozen=True, slots=True)
class Unevaluated(Assertion):
    """`unevaluatedProperties` or, with `items`, `unevaluatedItems`: what nothing describes must fit the type."""

    type: Any
    evaluated: tuple[Evaluated, ...] = ()
    items: bool = False

    def problems(self, value: Any) -> Iterator[Complaint]:
        parts: Iterable[tuple[str | int, Any]]
        if self.items and isinstance(value, list):
            parts = enumerate(value)
        elif not self.items and isinstance(value, dict):
            parts = value.items()
        else:
            return
        known = [each for each in self.evaluated if all(_fits(type_, value) for type_ in each.conditions)]
        for step, part in parts:
            if not any(each.holds(step, part) for each in known):
                for path, *words in Also(self.type).problems(part):
                    yield (step, *path), words[0], words[-1]
