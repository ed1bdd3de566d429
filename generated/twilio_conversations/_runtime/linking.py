"""Linking: from annotations to shapes, and from shapes to the types that msgspec decodes.

Models name each other in annotations that are text until they are needed, so importing one imports nothing
else. The first use of a type links it with everything it is made of: names are looked up, and every model's
fields become shapes, of which msgspec gets to know.
"""

from __future__ import annotations

import copy
import importlib
import inspect
import sys
import threading
import types
import typing
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import timedelta
from typing import Annotated, Any, Final, ForwardRef, Literal, Union, get_args, get_origin

import msgspec
from msgspec import Meta, UnsetType

from .assertion import Assertion
from .containers import Array, Field, Map, Object, Tuple
from .exact import LinkError, analyse
from .lazy import loading
from .leaves import parts_first
from .limiting import limited
from .markers import AnyOf, AsText, Base64, Discriminator, DurationText, OneOf, OrOther, Sensitive, Uncertain
from .model import Model, real_name
from .naming import PACKAGE, Names, evaluated
from .scalars import scalar
from .secrets import names_a_credential
from .shapes import (
    Anything,
    Base64Text,
    DecimalNumber,
    DecimalText,
    Enumeration,
    Nothing,
    Octets,
    Scalar,
    Shape,
)
from .times import SHAPES
from .unions import Checked, Choice, Discriminated, Named, OfAnyKind, holds_secrets

_lock: Final = threading.RLock()
_objects: Final[dict[type[Model], Object]] = {}
"""The shapes of the models that are linked."""

_named: Final[dict[tuple[str, str], Shape]] = {}
"""The shapes of the annotations that were given as text and are linked, with the module whose names they use."""

_MOST_OPEN: Final = 25
"""Names that are defined by each other, one inside the other: each costs up to ten calls inside each other."""


class _TooDeep(Exception):
    """A name is to be linked by itself, before what names it."""

    def __init__(self, source: str, names: Names) -> None:
        super().__init__(source)
        self.source = source
        self.names = names


class _Linker:
    """One pass over a type and everything it is made of. Nothing is kept of a pass that fails."""

    is_running = False
    """Whether a pass is having msgspec look at models; known to who holds the lock."""

    def __init__(self) -> None:
        self.objects: dict[type[Model], Object] = {}
        self.pending: list[Object] = []
        self.named: dict[tuple[str, str], Named | Shape] = {}
        self.begun: dict[tuple[str, str], Named] = {}
        self.open: list[tuple[str, str]] = []
        self.names: dict[str, Names] = {}
        self.leaves: dict[tuple[Any, bool], Shape] = {}

    def run(self, annotation: Any, module: str) -> Shape:
        names = self.names_of(module)
        is_name = isinstance(annotation, str)
        shape = self.whole(lambda: self.by_name(annotation, names) if is_name else self.shape(annotation, names))
        while self.pending:
            self.fill(self.pending.pop())
        for part in parts_first([shape, *self.objects.values()], lambda each: each.parts, lambda each: each.is_ready):
            part.make_ready()
        _Linker.is_running = True
        try:
            analyse(self.objects.values())
        finally:
            _Linker.is_running = False
        for part in parts_first([shape], lambda each: each.parts, lambda each: isinstance(each, Object)):
            _ = part.exact
        if not _decimals_in(self.objects.values()):
            for new in self.objects.values():
                new.decimals = frozenset()  # as nearly everywhere; else it is worked out when asked for
        _objects.update(self.objects)
        _named.update(self.named)
        return shape

    def names_of(self, module: str) -> Names:
        return self.names.setdefault(module, Names(module))

    # --- annotations ---

    def shape(self, annotation: Any, names: Names) -> Shape:
        if isinstance(annotation, str):
            return self.forward(annotation, names)
        if isinstance(annotation, ForwardRef):
            return self.forward(annotation.__forward_arg__, names)
        if annotation is None:
            annotation = type(None)
        origin = get_origin(annotation)
        if origin is None:
            return self.plain(annotation, names)
        arguments = get_args(annotation)
        if origin is Annotated:
            return self.marked(arguments[0], arguments[1:], names)
        if origin is Union or origin is types.UnionType:
            return choice(self.shape(argument, names) for argument in arguments)
        if origin is Literal:
            return Enumeration(arguments)
        if origin is list or origin is Sequence:
            return Array(self.shape(arguments[0], names))
        if origin is tuple:
            if arguments[-1:] == (...,):
                return Array(self.shape(arguments[0], names))
            return Tuple(tuple(self.shape(argument, names) for argument in arguments))
        if origin is dict or origin is Mapping:
            return Map(self.shape(arguments[0], names), self.shape(arguments[1], names))
        raise LinkError(f"{names.module}: the annotation {annotation!r} is not supported")

    def plain(self, annotation: Any, names: Names) -> Shape:
        if isinstance(annotation, type) and issubclass(annotation, Model):
            return self.object(annotation)
        if annotation is typing.Never or annotation is typing.NoReturn:
            return Nothing()
        if annotation is list or annotation is tuple:
            return Array(Anything())
        if annotation is dict:
            return Map(self.shape(str, names), Anything())
        if hasattr(annotation, "__value__"):  # `type X = ...`
            return self.shape(annotation.__value__, names)
        shape = SHAPES[annotation]() if annotation in SHAPES else scalar(annotation)
        if shape is None:
            raise LinkError(f"{names.module}: the annotation {annotation!r} is not supported")
        return shape

    def by_name(self, source: str, names: Names) -> Shape:
        """The shape of an annotation given as text. Inside its own definition a name stays a name."""
        key = (source, names.module)
        known = _named.get(key) or self.named.get(key)
        if known is None:
            if len(self.open) == _MOST_OPEN:
                raise _TooDeep(source, names)
            # One that was begun before is what those that are ready name already.
            known = self.named[key] = self.begun.setdefault(key, Named(source))
            self.open.append(key)
            try:
                known = self.defined(source, names, known)
            except _TooDeep:
                del self.named[key]
                raise
            finally:
                self.open.pop()
        return known

    def defined(self, source: str, names: Names, named: Named) -> Shape:
        """The shape of an annotation given as text, which is `named` inside its definition."""
        known = self.shape(evaluated(source, names), names)
        if known is named:
            raise LinkError(f"{names.module}: the type {source!r} is defined by itself alone")
        named.target = self.named[source, names.module] = known
        return known

    def whole(self, work: Callable[[], Shape]) -> Shape:
        """What `work` gives, the shape of an annotation that stands in no other, however far its names lead."""
        waiting: list[tuple[str, Names]] = []
        while True:
            self.open = []
            try:
                if not waiting:
                    return work()
                source, known_to = waiting[-1]
                named = self.begun.setdefault((source, known_to.module), Named(source))
                self.named[source, known_to.module] = named
                self.defined(source, known_to, named)
                waiting.pop()
            except _TooDeep as deep:
                waiting.append((deep.source, deep.names))

    def forward(self, source: str, names: Names) -> Shape:
        """The shape of a type given as text inside the value of an alias or marker, which knows no module.

        It is of the package's models, if they have such: the module that uses the alias may know another thing by
        this name.
        """
        own = self.names_of("")
        if not PACKAGE:
            own = names
        elif (source, own.module) not in self.named and (source, own.module) not in _named:
            try:
                evaluated(source, own)
            except (LinkError, AttributeError):
                own = names
        return self.by_name(source, own)

    def object(self, model: type[Model]) -> Object:
        known = _objects.get(model) or self.objects.get(model)
        if known is None:
            known = self.objects[model] = Object(model)
            self.pending.append(known)
        return known

    def marked(self, annotation: Any, markers: tuple[Any, ...], names: Names) -> Shape:
        union = get_args(annotation) if get_origin(annotation) in (Union, types.UnionType) else ()
        told = [marker for marker in markers if isinstance(marker, Discriminator)]
        one_of, any_of = (any(isinstance(marker, kind) for marker in markers) for kind in (OneOf, AnyOf))
        if any(isinstance(marker, DurationText) for marker in markers):
            shape: Shape = self.plain(timedelta, names)
        elif told:
            shape = self.discriminated(union or (annotation,), told[0], names)
        elif union and (one_of or any_of):
            shape = choice((self.shape(argument, names) for argument in union), one_of, any_of)
        else:
            shape = self.shape(annotation, names)
        if any(isinstance(marker, AsText) for marker in markers) and isinstance(shape, DecimalNumber):
            shape = DecimalText()
        if any(isinstance(marker, Base64) for marker in markers) and isinstance(shape, Octets):
            shape = Base64Text()
        shape = limited(shape, [marker for marker in markers if isinstance(marker, Meta)])
        if any(isinstance(marker, OrOther) for marker in markers):
            shape = OfAnyKind(shape)
        assertions = tuple(marker for marker in markers if isinstance(marker, Assertion))
        if assertions:
            shape = Checked(shape, assertions)
        if any(isinstance(marker, Sensitive) for marker in markers):
            shape = _copied(shape)
            shape.secret = True
        for marker in markers:
            if isinstance(marker, Uncertain):
                shape = _copied(shape)
                shape.uncertain = marker.properties
        return shape

    def discriminated(self, variants: Iterable[Any], marker: Discriminator, names: Names) -> Shape:
        mapping = {value: self.shape(name, names) for value, name in marker.mapping.items()}
        default = None if marker.default is None else self.shape(marker.default, names)
        shapes = tuple(self.shape(variant, names) for variant in variants)
        return Discriminated(shapes, marker.property, mapping, default)

    # --- models ---

    def fill(self, shape: Object) -> None:
        """Reads the fields of a model."""
        model = shape.model
        defaults = dict(zip(reversed(model.__struct_fields__), reversed(model.__struct_defaults__), strict=False))
        stored_names = dict(zip(model.__struct_fields__, model.__struct_encode_fields__, strict=True))
        for base in reversed(model.__mro__):
            if not issubclass(base, Model) or base is Model:
                continue
            names = self.names_of(base.__module__)
            for attribute, annotation in inspect.get_annotations(base).items():
                if attribute in stored_names:
                    default = defaults.get(attribute, msgspec.NODEFAULT)
                    name = real_name(stored_names[attribute])
                    field = self.field(attribute, name, annotation, default, names)
                    shape.fields[field.name] = field
        if model.__extra__ is not None:
            shape.extra = self.whole(lambda: self.shape(model.__extra__, self.names_of(model.__module__)))

    def field(self, attribute: str, name: str, annotation: Any, default: Any, names: Names) -> Field:
        if isinstance(annotation, str):
            annotation = evaluated(annotation, names)
        arguments = [annotation]
        if get_origin(annotation) in (Union, types.UnionType):
            # None stands for absence where it is the default, and UNSET always does.
            absent = (UnsetType, type(None)) if default is None else (UnsetType,)
            arguments = [argument for argument in get_args(annotation) if argument not in absent]
        # Most fields of an API are alike.
        key = (annotation, default is None)
        shape = self.leaves.get(key)
        if shape is None:
            shape = self.whole(lambda: choice(self.shape(argument, names) for argument in arguments))
            if _is_leaf(shape):
                self.leaves[key] = shape
        return Field(attribute, name, shape, default)


def _copied(shape: Shape) -> Shape:
    """A copy: the same shape may stand elsewhere under its name."""
    return Checked(shape, ()) if isinstance(shape, Object | Named) else copy.copy(shape)


def _is_leaf(shape: Shape) -> bool:
    parts = shape.variants if type(shape) is Choice else (shape,)
    return all(isinstance(part, Scalar | Enumeration) for part in parts)


def choice(shapes: Iterable[Shape], one_of: bool = False, any_of: bool = False) -> Shape:
    """The union of shapes; that of one shape is the shape itself.

    Without `any_of`, `Literal[...] | str` is an open enum, of which exactly the listed values are documented.
    """
    variants: list[Shape] = []
    for shape in shapes:
        is_plain = type(shape) is Choice and not shape.one_of and not one_of
        variants.extend(shape.variants if isinstance(shape, Choice) and is_plain else (shape,))
    if not one_of:
        variants = list(dict.fromkeys(variants))  # one that stands here under several names
    listed = {type(value) for shape in variants if isinstance(shape, Enumeration) for value in shape.values}
    free = {shape.type for shape in variants if isinstance(shape, Scalar)} - {type(None)}
    if not any_of:
        variants = [shape for shape in variants if not (isinstance(shape, Scalar) and shape.type in free & listed)]
    elif not one_of:
        # What a plain type admits need not be listed.
        variants = [
            shape
            for shape in variants
            if not (isinstance(shape, Enumeration) and {type(value) for value in shape.values} <= free)
        ]
    return variants[0] if len(variants) == 1 else Choice(tuple(variants), one_of)


# --- what the rest of the runtime asks ---------------------------------------------------------------


def link(annotation: Any, module: str | None = None) -> Shape:
    """The shape of an annotation, everything it is made of being ready for use.

    `module` is the name of the module whose names the annotation may use. Raises `LinkError`.
    """
    if isinstance(annotation, type) and annotation in _objects:
        return _objects[annotation]
    if module is not None and module not in sys.modules:
        with loading():
            importlib.import_module(module)
    with loading(), _lock:
        return _Linker().run(annotation, module or "")


def link_unless_linking(model: type[Model]) -> None:
    """Links a model of which msgspec wants to know, unless it is we who told it to look. Raises `LinkError`."""
    with loading(), _lock:
        if not _Linker.is_running and model not in _objects:
            link(model)


def object_of(model: type[Model]) -> Object:
    """The shape of a model class."""
    return typing.cast(Object, _objects.get(model) or link(model))


def secret_attributes(model: type[Model]) -> frozenset[str]:
    """The attributes of a model that `repr` must not show; all, where its annotations cannot be read."""
    try:
        shape = object_of(model)
        secrets = {
            field.attribute
            for field in shape.fields.values()
            if field.name in model.__write_only__ or names_a_credential(field.name) or holds_secrets(field.shape)
        }
    except Exception:
        return frozenset(model.__struct_fields__)
    return frozenset(secrets | {"extra_fields"} if shape.extra and holds_secrets(shape.extra) else secrets)


def decimals_in(shape: Shape) -> frozenset[type[Shape]]:
    """Which shapes of `Decimal` occur in a shape."""
    if isinstance(shape, Object) and shape.decimals is not None:
        return shape.decimals
    found = _decimals_in([shape])
    if isinstance(shape, Object):
        shape.decimals = found
    return found


def _decimals_in(shapes: Iterable[Shape]) -> frozenset[type[Shape]]:
    waiting = list(shapes)
    seen = {id(shape) for shape in waiting}
    found: set[type[Shape]] = set()
    while waiting:
        shape = waiting.pop()
        if isinstance(shape, DecimalNumber | DecimalText):
            found.add(type(shape))
        if isinstance(shape, Object) and shape.decimals is not None:
            found |= shape.decimals
            continue
        for part in shape.parts:
            if id(part) not in seen:
                seen.add(id(part))
                waiting.append(part)
    return frozenset(found)
