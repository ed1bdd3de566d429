"""`Model`, the base of every generated model, and what its fields are made of."""

from __future__ import annotations

import reprlib
import sys
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, TypeVar, dataclass_transform, overload

import msgspec
from msgspec import UNSET, StructMeta
from msgspec import UnsetType as Unset

from .lazy import compiled, loading

if TYPE_CHECKING:
    import inspect

    from .assertion import Assertion
    from .xml_nodes import XmlNode

__all__ = ["EXTRA_FIELDS_KEY", "UNSET", "Model", "ModelMeta", "Unset", "field"]

T = TypeVar("T")

ESCAPE: Final = "\U0010ffff"
"""What the names start with that only msgspec gets to see: no text may hold it (Unicode, section 23.7).

They never leave: where the codec finds one in its output, it puts things right.
"""

EXTRA_FIELDS_KEY: Final = f"{ESCAPE} extra fields"
"""The name under which msgspec would write `Model.extra_fields`."""

_UNFIT_NAME: Final = f'["\\\\\x00-\x1f\ud800-\udfff]|^{ESCAPE}'
"""Names that msgspec has no room for."""


def stored_name(name: str) -> str:
    """The name that msgspec is given for a field's name in JSON; `real_name` leads back."""
    if name.isprintable() and '"' not in name and "\\" not in name:
        return name  # as nearly all do: the expression is not even compiled
    return ESCAPE + name.encode(errors="surrogatepass").hex() if compiled(_UNFIT_NAME).search(name) else name


def real_name(name: str) -> str:
    """The name in JSON for the name that msgspec was given."""
    return bytes.fromhex(name[1:]).decode(errors="surrogatepass") if name.startswith(ESCAPE) else name


@overload
def field(*, default: T, name: str | None = None) -> T: ...
@overload
def field(*, name: str | None = None) -> Any: ...
def field(*, default: Any = msgspec.NODEFAULT, name: str | None = None) -> Any:
    """A field of a model.

    `name` is its name in JSON where that differs from the attribute's; without `default`, or with one that is
    neither `None` nor `UNSET`, the field is required.
    """
    return msgspec.field(default=default, name=None if name is None else stored_name(name))


def deprecated_field(*, default: Any = msgspec.NODEFAULT, name: str | None = None) -> Any:
    """A field of a model whose type is `Deprecated[...]`: the same as `field`, of which type checkers know less."""
    return field(default=default, name=name)


_READER: Final = "msgspec._utils"
"""Where msgspec reads annotations."""


class Annotations(dict[str, Any]):
    """The annotations of a model: as they are written, but for msgspec, which gets exact ones.

    msgspec keeps for good what it is first told of a class, whoever asks: a decoder of the application's, a schema, a
    Struct with a model in it. What is written would tell it less than the API's document has, so its reading them
    links the model first. Should it once read them in another way than it does now, it meets `_Unready` and refuses.
    """

    def __init__(self, model: Any, written: Mapping[str, Any], exact: Mapping[str, Any] | None = None) -> None:
        super().__init__(written)
        self._model: type[Model] = model
        self._exact = exact
        """What msgspec is to read; None until the model is linked."""

    def items(self) -> Any:
        if sys._getframe(1).f_globals.get("__name__") != _READER:
            return super().items()
        if self._exact is None:
            with loading():
                from .linking import link_unless_linking  # linking needs this module

            link_unless_linking(self._model)
            current = self._model.__annotations__
            self._exact = current._exact if isinstance(current, Annotations) else None
        return super().items() if self._exact is None else self._exact.items()


class _Unready:
    """The annotation of `extra_fields` as it is written: msgspec refuses what is no type, and shows this."""

    def __repr__(self) -> str:
        runtime = __package__ or "runtime"
        return f"a field of a model that {runtime} has not seen yet: ask its codec_for for the model first"


class ModelMeta(StructMeta):
    """Makes every model keyword-only and keeps what the class statement says about the object as a whole."""

    __extra__: Any = None
    """The type of fields that the model does not name; None where the document has none."""
    __closed__: bool = False
    """Whether the document forbids such fields."""
    __assertions__: tuple[Assertion, ...] = ()
    __write_only__: tuple[str, ...] = ()
    """The fields that are only ever sent, by their names in JSON: `repr` does not show them."""
    __xml__: Mapping[str, XmlNode] = {}
    """The fields that are not elements of their names in XML, by their names in JSON."""
    __only_values__: Mapping[str, Any] = {}
    """What required attributes are where the constructor is not told."""

    def __new__(
        mcls,
        name: str,
        bases: tuple[type, ...],
        namespace: dict[str, Any],
        /,
        *,
        extra: Any = None,
        closed: bool = False,
        assertions: tuple[Assertion, ...] = (),
        xml: Mapping[str, XmlNode] | None = None,
        write_only: tuple[str, ...] = (),
        **options: Any,
    ) -> ModelMeta:
        only_values = dict(_without_defaults(namespace))
        if only_values and not issubclass(mcls, _CompletingMeta):
            mcls = _CompletingMeta
        cls = super().__new__(mcls, name, bases, namespace, kw_only=True, **options)
        if only_values:
            cls.__only_values__ = {**cls.__only_values__, **only_values}
        if "__annotate_func__" not in namespace:  # Python 3.14's, where annotations are not text
            cls.__annotations__ = Annotations(cls, namespace.get("__annotations__", {}))
        if extra is not None:
            cls.__extra__ = extra
        if closed:
            cls.__closed__ = True
        if assertions:
            cls.__assertions__ = assertions
        if xml:
            cls.__xml__ = xml
        if write_only:
            cls.__write_only__ = write_only
        return cls


def _without_defaults(namespace: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """Takes the defaults of required fields out of a class's namespace, and gives them by attribute.

    To msgspec a field with a default is none that must be received, and one that is left out.
    """
    for attribute, written in namespace.get("__annotations__", {}).items():
        value = namespace.get(attribute, UNSET)
        is_field = isinstance(value, _FIELD)
        default = value.default if is_field else value
        # What can be nothing but null is no field that may be left out: that would be `None | Unset`.
        is_absent = default is None and written not in ("None", None)
        if is_absent or default is UNSET or default is msgspec.NODEFAULT:
            continue
        if is_field:
            namespace[attribute] = msgspec.field(name=value.name)
        else:
            del namespace[attribute]
        yield attribute, default


_FIELD: Final = type(msgspec.field())


class _CompletingMeta(ModelMeta):
    """Makes the models with attributes that can have one value only: their constructors know it.

    Decoding does not come by here, so it costs nothing, and msgspec demands such a field like any other.
    """

    def __call__(cls, *values: Any, **fields: Any) -> Any:
        return super().__call__(*values, **{**cls.__only_values__, **fields})

    @property
    def __signature__(cls) -> inspect.Signature:

        signature: inspect.Signature = super().__signature__
        parameters = [
            each.replace(default=cls.__only_values__.get(each.name, each.default))
            for each in signature.parameters.values()
        ]
        return signature.replace(parameters=parameters)


if TYPE_CHECKING:

    @dataclass_transform(kw_only_default=True, field_specifiers=(field, deprecated_field))
    class _KeywordOnly(msgspec.Struct):
        """Tells type checkers that constructors take keywords, which counts for subclasses only."""

else:
    _KeywordOnly = msgspec.Struct


class Model(_KeywordOnly, metaclass=ModelMeta, omit_defaults=True, forbid_unknown_fields=True):
    """An object of the API.

    An attribute whose default is `None` is left out of JSON when it is None. One whose default is `UNSET` may
    also be null in JSON: `UNSET` leaves it out, `None` writes null. A required attribute that was missing in
    received data is `UNSET`; one with any other default can have that value only, and is always sent.

    `class Pet(Model, extra=int)` takes further fields of that type (`additionalProperties`), `closed=True` none,
    `assertions=(...)` states constraints on the object as a whole, and `xml={...}` what its fields are in XML
    where they are no elements of their names. Copying, pickling and comparing include
    `extra_fields`.
    """

    if TYPE_CHECKING:

        def __init_subclass__(
            cls,
            *,
            extra: Any = None,
            closed: bool = False,
            assertions: tuple[Assertion, ...] = (),
            xml: Mapping[str, XmlNode] | None = None,
            write_only: tuple[str, ...] = (),
        ) -> None: ...

        extra_fields: Mapping[str, Any] = {}
        """The fields of the JSON object that no attribute holds, by their names in JSON.

        Received fields that the model does not name are kept here, and so is a `null` that an attribute of
        default None cannot tell from absence. What stands here is written when the model is encoded.
        """
    else:
        # UNSET, not an empty mapping: then the garbage collector need not track every model, which halves the
        # time to decode a long list. The property below shows the empty mapping.
        extra_fields: msgspec.UnsetType = msgspec.field(default=UNSET, name=EXTRA_FIELDS_KEY)

    @reprlib.recursive_repr("...")
    def __repr__(self) -> str:
        return f"{type(self).__name__}({', '.join(f'{name}={value!r}' for name, value in _shown(self))})"

    def __rich_repr__(self) -> Any:
        return list(_shown(self))


class Beside(dict[str, Any]):
    """The extra fields of a received model, and beside them, as it was, each field with a value that an enum forbids.

    An enum is closed in requests, but what a server has sent may be sent back. Compared are the extra fields alone.
    """

    __slots__ = ("unlisted",)
    __hash__ = None

    def __init__(self, extra: Mapping[str, Any], unlisted: Mapping[str, Any]) -> None:
        super().__init__(extra)
        self.unlisted = unlisted

    def __reduce__(self) -> Any:
        return Beside, (dict(self), self.unlisted)

    def __eq__(self, other: object) -> bool:
        return dict(self) == other if isinstance(other, dict) else other is UNSET and not self

    def __ne__(self, other: object) -> bool:
        return not self == other


def unlisted_fields(model: Model) -> Mapping[str, Any]:
    """The fields of a model that had values which an enum forbids when it was received, as plain data, by name."""
    beside = _slot.__get__(model)
    return beside.unlisted if isinstance(beside, Beside) else {}


def _set_extra_fields(model: Model, extra: Mapping[str, Any]) -> None:
    unlisted = unlisted_fields(model)
    _slot.__set__(model, Beside(extra or {}, unlisted) if unlisted else extra)


_slot: Any = Model.__dict__["extra_fields"] if not TYPE_CHECKING else None

if not TYPE_CHECKING:
    Model.__annotations__ = {"extra_fields": _Unready()}
    _no_extra_fields = MappingProxyType({})
    Model.extra_fields = property(lambda self: _slot.__get__(self) or _no_extra_fields, _set_extra_fields)


class _Words:
    """What stands for a value in `repr`."""

    def __init__(self, words: str) -> None:
        self._words = words

    def __repr__(self) -> str:
        return self._words


_HIDDEN: Final = _Words("'***'")
_MORE: Final = _Words("...")
_MOST_LEVELS: Final = 20


def _shown(model: Model) -> Iterator[tuple[str, Any]]:
    """What `repr` shows: the attributes that are set, and secrets only as such.

    Those are what is `writeOnly` or `format: password`, and what is named like a credential, in plain data too.
    """
    with loading():
        from .linking import secret_attributes  # linking needs this module

    secrets = secret_attributes(type(model))
    names, defaults = type(model).__struct_fields__, type(model).__struct_defaults__
    optional = dict(zip(reversed(names), reversed(defaults), strict=False))
    for name in names:
        value = getattr(model, name)
        if name != "extra_fields" and value is not optional.get(name, msgspec.NODEFAULT):
            yield name, _HIDDEN if name in secrets and _may_be_secret(value) else _veiled(value)
    if model.extra_fields:
        yield "extra_fields", _HIDDEN if "extra_fields" in secrets else _veiled(dict(model.extra_fields))


def _may_be_secret(value: Any) -> bool:
    """Whether a value may be a secret: not so whether there is one, and a list of models, which hide their own."""
    if type(value) is list and value:
        return not all(isinstance(item, Model) for item in value)
    return value is not None and not isinstance(value, bool)


def _veiled(value: Any, depth: int = _MOST_LEVELS) -> Any:
    """Plain data with what is named like a credential hidden; models hide their own."""
    if not isinstance(value, (list, tuple, Mapping)):
        return value
    if not depth:
        return _MORE
    if isinstance(value, (list, tuple)):
        items = [_veiled(item, depth - 1) for item in value]
        return items if isinstance(value, list) else tuple(items)
    with loading():
        from .secrets import names_a_credential

    return {
        name: (
            _HIDDEN
            if isinstance(name, str) and _may_be_secret(part) and names_a_credential(name)
            else _veiled(part, depth - 1)
        )
        for name, part in value.items()
    }
