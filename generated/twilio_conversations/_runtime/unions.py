"""Shapes that choose or check: unions, names of recursive types, and types with assertions of their own."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Union

from .containers import Object, deviations
from .custom import Custom
from .leaves import alternatives, leaves
from .reading import Attempt, Misfit, Reading, judged_once
from .shapes import ALL_KINDS, Enumeration, Kind, Shape, fits, fits_int64, kind_of

if TYPE_CHECKING:
    from .assertion import Assertion

_union: Any = Union

_MOST_WORDS: Final = 500
"""Characters that tell what a union expects."""


class Choice(Shape):
    """A union: the variant is told by a discriminator, else it is the first that fits exactly.

    `one_of`: it is a deviation when more than one fits for certain. Where none fits, received data is read as the
    variant from which it deviates least, if any is of its kind.
    """

    def __init__(self, variants: tuple[Shape, ...], one_of: bool = False) -> None:
        self.variants = variants
        self.one_of = one_of
        self.secret = any(variant.secret for variant in variants)

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset().union(*(variant.kinds for variant in self.variants))

    @cached_property
    def python(self) -> frozenset[type] | None:
        return python_of(self.variants)

    @cached_property
    def at_once(self) -> frozenset[type]:
        return frozenset().union(*(variant.at_once for variant in self.variants)) if not self.one_of else frozenset()

    @cached_property
    def words(self) -> str:
        # Unions of unions would tell of everything below them again and again.
        words = " or ".join(dict.fromkeys(variant.words for variant in self.variants))
        return words if len(words) <= _MOST_WORDS else f"{words[:_MOST_WORDS]}…"

    @property
    def parts(self) -> Iterable[Shape]:
        return self.variants

    @property
    def inside(self) -> Iterable[Shape]:
        return self.variants

    @cached_property
    def _by_kind(self) -> Mapping[Kind, tuple[Shape, ...]]:
        return {kind: tuple(variant for variant in self.variants if kind in variant.kinds) for kind in self.kinds}

    @cached_property
    def _meant(self) -> Mapping[Kind, tuple[Shape, ...]]:
        """The variants for each kind of data: where text may be text, exactly one of all, it does not mean bytes."""
        strings = self._by_kind.get("string", ())
        texts = tuple(variant for variant in strings if "octets" not in variant.kinds)
        return {**self._by_kind, "string": texts} if texts and self.one_of else self._by_kind

    def _candidates(self, data: Any) -> tuple[Shape, ...]:
        kind = kind_of(data)
        return self._meant.get(kind, ()) if kind is not None else ()

    def make_exact(self) -> Any:
        exact = [variant.exact for variant in self.variants]
        if all(len(variants) == 1 for variants in self._by_kind.values()) or self._is_plain_numbers:
            # msgspec holds at most one type of each kind, and next to a custom type only null.
            others = [type_ for type_ in exact if type_ is not type(None)]
            if len(others) == 1 or not any(isinstance(type_, Custom) for type_ in others):
                return _union[tuple(exact)]
        return super().make_exact()

    @property
    def _is_plain_numbers(self) -> bool:
        """Whether the only overlap is that of `int | float`, which msgspec holds together."""
        numbers = [getattr(variant, "type", None) for variant in self._by_kind.get("number", ())]
        others = (variants for kind, variants in self._by_kind.items() if kind != "number")
        return not self.one_of and numbers == [int, float] and all(len(variants) == 1 for variants in others)

    def judge(self, data: Any) -> Any:
        return judged_once(self, data, self._judge)

    def _judge(self, data: Any) -> Any:
        candidates = self._candidates(data)
        if not self.one_of or len(candidates) == 1:
            for variant in candidates:
                try:
                    return variant.convert(data)
                except Misfit:
                    pass
            raise Misfit(self.words)
        if _is_doubtful(data):
            raise Misfit(self.words)  # the walk decides
        fitting = []
        for variant in candidates:
            try:
                fitting.append((variant, variant.convert(data)))
            except Misfit:
                pass
        certain = [value for variant, value in fitting if variant.is_certain(data)] if len(fitting) > 1 else []
        if not fitting or len(certain) > 1:
            raise Misfit(self.words)
        return certain[0] if certain else fitting[0][1]

    def read(self, data: Any, reading: Reading) -> Any:
        if type(data) in self.at_once:
            return data
        candidates = self._candidates(data)
        if len(candidates) == 1:
            return candidates[0].read(data, reading)
        fitting: Attempt | None = None
        best: Attempt | None = None
        is_certain = False
        for variant in candidates:
            attempt = reading.attempt(variant, data)
            if attempt.count:
                best = attempt if best is None or attempt.count < best.count else best
            elif not self.one_of:
                return attempt.value
            elif not variant.is_certain(data):
                fitting = fitting or attempt
            elif is_certain and not reading.is_returned():
                reading.deviates(f"exactly one of {self.words}", data, self.secret)
                return attempt.value if fitting is None else fitting.value
            else:
                fitting, is_certain = attempt, True
        if fitting is not None:
            return fitting.value
        if best is None or type(data) not in (dict, list):
            is_new = best is not None and best.additions == best.count
            reading.unlisted += 0 if best is None else best.unlisted
            reading.deviates(self.words, data, self.secret, is_new=is_new)
            return reading.kept(data)
        value = reading.adopt(best)
        if self.one_of and sum(each.is_certain(data) and fits(each, data, is_open=True) for each in candidates) > 1:
            reading.deviates(f"exactly one of {self.words}", data, self.secret)
        return value


def python_of(variants: Iterable[Shape]) -> frozenset[type] | None:
    """The Python types of several shapes together."""
    types: set[type] = set()
    for variant in variants:
        if variant.python is None:
            return None
        types |= variant.python
    return frozenset(types)


def _is_doubtful(data: Any) -> bool:
    """Whether there are numbers that msgspec may refuse although they fit: 1.0 as an integer, large ones as a float."""
    if type(data) is float:
        return data.is_integer()
    if type(data) is int:
        return not -(2**53) < data < 2**53
    if type(data) is dict:
        return any(_is_doubtful(value) for value in data.values())
    return type(data) is list and any(_is_doubtful(value) for value in data)


class Discriminated(Choice):
    """A union whose variant a property tells (OpenAPI "Discriminator Object").

    An object whose property has a value that is not mapped is of no known variant: it stays plain data, unless
    it fits exactly a variant that no value is mapped to. One without the property is judged as in any other union.
    """

    def __init__(
        self,
        variants: tuple[Shape, ...],
        property_: str,
        mapping: Mapping[str, Shape],
        default: Shape | None,
    ) -> None:
        super().__init__(variants)
        self.property = property_
        self.mapping = mapping
        self.default = default

    @property
    def parts(self) -> Iterable[Shape]:
        yield from self.variants
        yield from self.mapping.values()
        if self.default is not None:
            yield self.default

    def make_exact(self) -> Any:
        return Shape.make_exact(self)

    def _told(self, data: Any) -> Shape | None:
        if type(data) is not dict:
            return None
        name = _tag(data.get(self.property))
        variant = None if name is None else self.mapping.get(name)
        return self.default if variant is None else variant

    @cached_property
    def _untold(self) -> frozenset[Shape]:
        """The variants that are told by no value of the property."""
        told = set(leaves(*self.mapping.values()))
        return frozenset(each for each in self.variants if not told.issuperset(leaves(each)))

    def _candidates(self, data: Any) -> tuple[Shape, ...]:
        candidates = super()._candidates(data)
        return tuple(each for each in candidates if each in self._untold) if self._names(data) else candidates

    def _names(self, data: Any) -> bool:
        """Whether a value of the property names a variant, known or not."""
        return type(data) is dict and _tag(data.get(self.property)) is not None

    def judge(self, data: Any) -> Any:
        variant = self._told(data)
        return super().judge(data) if variant is None else variant.convert(data)

    def read(self, data: Any, reading: Reading) -> Any:
        variant = self._told(data)
        if variant is not None:
            return variant.read(data, reading)
        if not self._names(data):
            return super().read(data, reading)
        for candidate in self._candidates(data):
            attempt = reading.attempt(candidate, data)
            if not attempt.count:
                return attempt.value
        reading.path.append(self.property)
        reading.deviates(Enumeration(tuple(self.mapping)).words, data[self.property])
        reading.path.pop()
        return reading.kept(data)


def _tag(value: Any) -> str | None:
    """The text that `mapping` has for a value of the property, which may be a number or a boolean; None for others."""
    if type(value) is str:
        return value
    if type(value) is bool:
        return "true" if value else "false"
    if isinstance(value, int | float | Decimal) and fits_int64(value) and value == int(value):
        return str(int(value))
    return None


def holds_secrets(shape: Shape) -> bool:
    """Whether a shape is a secret, or is made of some outside of models, which hide their own."""
    waiting, seen = [shape], {id(shape)}
    while waiting:
        shape = waiting.pop()
        if shape.secret:
            return True
        parts = () if isinstance(shape, Object) else [part for part in shape.parts if id(part) not in seen]
        seen.update(map(id, parts))
        waiting.extend(parts)
    return False


class Named(Shape):
    """A type by its name, as it occurs inside itself. `target` is filled in when it is defined."""

    target: Shape

    def __init__(self, name: str) -> None:
        self.name = name

    # Of what is inside at last: the target may be made of this very name.

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return frozenset().union(*(shape.kinds for shape in self._last))

    @cached_property
    def python(self) -> frozenset[type] | None:
        return python_of(self._last)

    @property
    def _last(self) -> tuple[Shape, ...]:
        return tuple(each for each in alternatives(self) if isinstance(each, OfAnyKind) or not each.inside)

    @cached_property
    def words(self) -> str:
        return f"a value ({self.name})"

    @property
    def parts(self) -> Iterable[Shape]:
        return (self.target,)

    @property
    def inside(self) -> Iterable[Shape]:
        return (self.target,)

    def judge(self, data: Any) -> Any:
        return self.target.convert(data)

    def read(self, data: Any, reading: Reading) -> Any:
        return self.target.read(data, reading)


class Checked(Shape):
    """A shape with assertions that do not change it."""

    def __init__(self, shape: Shape, assertions: tuple[Assertion, ...]) -> None:
        self.shape = shape
        self.assertions = assertions
        self.secret = shape.secret

    @cached_property
    def python(self) -> frozenset[type] | None:
        return self.shape.python

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return self.shape.kinds

    @cached_property
    def words(self) -> str:
        texts = [self.shape.words, *(assertion.words for assertion in self.assertions)]
        return " ".join(filter(None, texts))

    @property
    def parts(self) -> Iterable[Shape]:
        return (self.shape,)

    @property
    def inside(self) -> Iterable[Shape]:
        return (self.shape,)

    def judge(self, data: Any) -> Any:
        return judged_once(self, data, self._judge)

    def _judge(self, data: Any) -> Any:
        value = self.shape.convert(data)
        for assertion in self.assertions:
            for complaint in assertion.problems(data):
                raise Misfit(complaint[1])
        return value

    def read(self, data: Any, reading: Reading) -> Any:
        before = reading.count
        value = self.shape.read(data, reading)
        if reading.count == before:
            for assertion in self.assertions:
                deviations(assertion, data, reading, self)
        return value


class OfAnyKind(Checked):
    """A shape of a schema without `type`: it speaks of its own kinds of values, and every other fits as it is."""

    def __init__(self, shape: Shape) -> None:
        super().__init__(shape, ())

    @cached_property
    def python(self) -> frozenset[type] | None:
        return None

    @cached_property
    def kinds(self) -> frozenset[Kind]:
        return ALL_KINDS

    def _judge(self, data: Any) -> Any:
        return self.shape.convert(data) if kind_of(data) in self.shape.kinds else data

    def read(self, data: Any, reading: Reading) -> Any:
        if kind_of(data) not in self.shape.kinds:
            return reading.kept(data)
        return self.shape.read(data, reading)
