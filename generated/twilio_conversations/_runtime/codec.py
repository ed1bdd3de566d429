"""The codec: one object per type that decodes, encodes and checks its values.

Decoding is exact first: msgspec, at C speed, refuses whatever the API's document does not say. Only what it
refuses is walked with tolerance, so that a response which drifted from the document still gives a value, and
tells where. Checking is the same thing the other way round: a value is encoded, and what would be sent must
decode exactly.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from decimal import Decimal
from functools import cached_property
from types import FunctionType
from typing import Any, Final, Generic, TypeVar, cast

import msgspec

from .containers import Object
from .custom import decode_custom
from .decoding import MAX_DEPTH, MAX_NUMBER, check_depth, check_nesting, check_numbers, parse
from .drift import DecodeFailure, Drift, EncodeFailure, Path, Problem, describe, to_pointer
from .encoding import Writer, may_hold_nan, put_right
from .linking import decimals_in, link
from .model import ESCAPE
from .reaching import has_fractions, is_bounded, is_finite, nests_little
from .reading import Reading, in_session, worked_out_once
from .shapes import DecimalNumber, DecimalText, Octets, Shape, fits
from .texts import Untyped, typed

T = TypeVar("T")

# What is to be put right in msgspec's JSON shows itself by a character whose first byte hardly any text has.
_ESCAPE: Final = ESCAPE.encode()
_RARE_BYTE: Final = _ESCAPE[0]
_REFUSED: Final = (msgspec.MsgspecError, ValueError, RecursionError, BufferError)

_SMALL: Final = 4_000
"""Bytes of JSON up to which looking at all of it costs less than looking where it matters."""


class Codec(Generic[T]):
    """Decodes, encodes and checks values of one type, in any number of threads. Made by `codec_for`."""

    def __init__(self, shape: Shape) -> None:
        decimals = decimals_in(shape)
        self._shape = shape
        # msgspec would parse the numbers inside unions as floats; and its encoder writes every Decimal alike.
        self._decimals = DecimalNumber in decimals
        self._writes_alike = len(decimals) < 2
        exact = shape.model if isinstance(shape, Object) and shape.is_plain else shape.exact
        self._decoder = msgspec.json.Decoder(exact, dec_hook=decode_custom)
        self._encoder = msgspec.json.Encoder(decimal_format="string" if DecimalText in decimals else "number")
        self._exact: Callable[[bytes], Any] = self._decoder.decode
        # So many bytes of JSON cannot nest too deep, as every level takes two, nor hold too long a number.
        self._harmless = 2 * MAX_DEPTH
        # Whether no value can nest too deep: found out at the first of more bytes.
        self._is_bounded: bool | None = None

    @property
    def shape(self) -> Shape:
        """What the type means."""
        return self._shape

    def decode(self, data: bytes) -> tuple[T, tuple[Drift, ...]]:
        """The value of a JSON text, and where it deviates from the API's document.

        Of duplicate names the last wins. Raises `DecodeFailure`, and nothing else, for what is no JSON: not
        UTF-8, malformed, NaN, a number out of range; and for more than 200 levels or numbers of more than
        1,000 characters.
        """
        if self._decimals:
            return self._read(parse(bytes(data), decimals=True))
        try:
            value = self._exact(data)
        except _REFUSED:
            return self._read(parse(bytes(data)))
        size = len(data)
        if size > self._harmless:
            if size > MAX_NUMBER:
                check_numbers(data)
            if not self._is_bounded:
                self._check_nesting(value, data)
        return value, ()

    def _check_nesting(self, value: T, data: bytes) -> None:
        """Refuses JSON that nests too deep. `value` is what it was decoded to."""
        if self._is_bounded is None:
            self._is_bounded = is_bounded(self._shape)
            if self._is_bounded:
                self._harmless = MAX_NUMBER
                return
        if len(data) < _SMALL or not nests_little(value, len(data)):
            check_nesting(data)

    def convert(self, value: Any) -> tuple[T, tuple[Drift, ...]]:
        """The same as `decode`, from data already parsed: None, bool, int, float, str, list, dict."""
        check_depth(value)
        try:
            return self._shape.convert(value), ()
        except _REFUSED:
            return self._read(value)

    def convert_text(self, text: Untyped) -> tuple[T, tuple[Drift, ...]]:
        """The same, from text without types, as in headers and forms: `"5"` is 5 where an integer is wanted.

        Arrays and objects are given as lists and dicts of text.
        """
        check_depth(text)
        return self.convert(typed(text, self._shape))

    def encode(self, value: T, *, careful: bool = False) -> bytes:
        """The JSON text of a value, without checking it against the document.

        What was decoded gives the same JSON again, drift included. Raises `EncodeFailure` for what JSON
        cannot hold; of a NaN in a place where the document has no number (or only integers) surely only if `careful`:
        else it may be null, as msgspec has it. So it is with the seconds of an offset, which are left out otherwise.
        """
        if self._writes_alike and not careful:
            try:
                text = self._encoder.encode(value)
                # Of a large value only the places with fractions are looked at; of a small one all, which is cheaper.
                is_right = _RARE_BYTE not in text or _ESCAPE not in text
                if is_right and (not self._has_fractions or (len(text) > _SMALL and is_finite(value, len(text)))):
                    return text
                if not may_hold_nan(value, text):
                    return text if is_right else self._put_right(value)
            except (TypeError, ValueError, RecursionError, BufferError):
                pass  # the careful way says what is wrong
        return _NUMBERS.encode(self.to_builtins(value))

    def _text(self, value: T) -> bytes:
        """The JSON text of a value, in which a NaN may have become null."""
        try:
            text = self._encoder.encode(value)
            return self._put_right(value) if _RARE_BYTE in text and _ESCAPE in text else text
        except (TypeError, ValueError, RecursionError, BufferError):
            return self.encode(value, careful=True)

    def _put_right(self, value: T) -> bytes:
        plain = msgspec.to_builtins(value, builtin_types=(Decimal,), str_keys=True)
        return self._encoder.encode(put_right(plain))

    @cached_property
    def _has_octets(self) -> bool:
        """Whether bytes may be wanted as they are somewhere in a value."""
        waiting = [self._shape]
        seen = {id(self._shape)}
        while waiting:
            shape = waiting.pop()
            if type(shape) is Octets:
                return True
            parts = [part for part in shape.parts if id(part) not in seen]
            seen.update(map(id, parts))
            waiting += parts
        return False

    @cached_property
    def _has_fractions(self) -> bool:
        return has_fractions(self._shape)

    def to_builtins(self, value: T) -> Any:
        """The value as None, bool, int, float, str, list and dict.

        Dates and times are ISO 8601 text, bytes base64; a `Decimal` that JSON writes as a number stays one.
        Raises `EncodeFailure` for what JSON cannot hold.
        """
        try:
            return Writer().plain(value, self._shape)
        except RecursionError:
            raise EncodeFailure("a value of finite depth", "one too deep") from None

    def problems(self, value: Any) -> tuple[Problem, ...]:
        """Why the value must not be sent: every constraint of the document that it breaks; empty if none.

        Nothing is coerced: `True` is no integer, `"1"` is none, and a datetime needs its time zone.
        """
        return self.prepare(value)[1]

    def prepare(self, value: Any, *, carries_octets: bool = True) -> tuple[bytes, tuple[Problem, ...]]:
        """The JSON text of a value, and its problems; the text is only to be sent where there are none.

        Without `carries_octets`, bytes are a problem unless the document wants them in base64 (`format: byte`).
        Fields that no model names are one only where the document forbids them (JSON Schema 2020-12 Core, §10.3.2.3):
        what a server sent may be sent back.
        """
        if not self._decimals and (carries_octets or not self._has_octets):
            try:
                text = self._text(value)
                # Equal again after the journey: then no value was of another type than the document wants, and none
                # a NaN, which msgspec writes as null.
                if self._exact(text) == value:
                    return text, ()
            except _REFUSED:
                pass
        writer = Writer(collect=True, octets="json" if carries_octets else "fields")
        try:
            text = _NUMBERS.encode(writer.plain(value, self._shape))
            judged = parse(text, self._decimals)
            if writer.has_octets:
                judged = Writer(octets="judged").plain(value, self._shape)
            return text, self._problems(writer, judged)
        except EncodeFailure as failure:
            return b"", (Problem(failure.pointer, failure.expected, failure.found),)
        except (DecodeFailure, RecursionError) as failure:
            return b"", (Problem("", "a value that JSON can hold", str(failure)),)

    def parts(self, value: Any) -> tuple[Any, tuple[Problem, ...]]:
        """The value as plain data in which octets stay as they are (see `encoding.OctetsIn`), and its problems."""
        writer = Writer(collect=True, octets="parts")
        try:
            data = writer.plain(value, self._shape)
            return data, self._problems(writer, data)
        except EncodeFailure as failure:
            return None, (Problem(failure.pointer, failure.expected, failure.found),)
        except (DecodeFailure, RecursionError) as failure:
            return None, (Problem("", "a value of finite depth", str(failure)),)

    def _problems(self, writer: Writer, judged: Any) -> tuple[Problem, ...]:
        mistaken = {path for path, _, _ in writer.found} | writer.received
        found = self._complaints(judged, self._decimals, True, writer.returned)
        problems = writer.found + [one for one in found if one[0] not in mistaken]
        return tuple(Problem(to_pointer(path), expected, what) for path, expected, what in problems)

    def fits(self, data: Any, *, is_open: bool = False) -> bool:
        """Whether plain JSON data is exactly of this type; `is_open`: also with fields that no model names."""
        return fits(self._shape, data, is_open)

    def complaints(self, data: Any) -> list[tuple[Path, str, str]]:
        """Where plain JSON data deviates from this type, what was expected there and what was found.

        This is what conditions ask, so fields that no model names are no fault.
        """
        return [] if self.fits(data, is_open=True) else self._complaints(data, is_open=True)

    def _complaints(
        self, data: Any, decimals: bool = False, is_open: bool = False, returned: Collection[Path] = ()
    ) -> list[tuple[Path, str, str]]:
        def read() -> list[tuple[Path, str, str]]:
            reading = Reading(decimals, is_open, returned)
            self._shape.read(data, reading)
            return reading.found

        # What conditions ask, others in the same value may ask too.
        return worked_out_once("complaints", self._shape, data, read) if is_open and not returned else in_session(read)

    def _read(self, data: Any) -> tuple[T, tuple[Drift, ...]]:
        reading = Reading(self._decimals)
        try:
            value = in_session(lambda: self._shape.read(data, reading))
        except RecursionError:  # not the data's depth, which was looked at before: conditions within conditions
            expected = "a value that can be judged: the conditions of its schema nest too deep"
            return cast("T", data), (Drift("", expected, describe(data)),)
        return value, reading.drift()


_NUMBERS: Final = msgspec.json.Encoder(decimal_format="number")


_codecs: Final[dict[Any, Codec[Any]]] = {}


def codec_for(type_: Any, owner: str | None = None) -> Codec[Any]:
    """The codec of a type, made when first asked for.

    `type_` is any annotation, or a function without arguments that returns one. `owner` is the name of the
    module whose names an annotation given as text may use; without it, these are the package's models and
    validators.
    """
    key = (type_, owner)
    try:
        codec = _codecs.get(key)
    except TypeError:  # an annotation that cannot be a key
        return Codec(link(type_, owner))
    if codec is None:
        if isinstance(type_, FunctionType):
            codec = codec_for(type_(), owner or type_.__module__)
        else:
            codec = Codec(link(type_, owner))
        codec = _codecs.setdefault(key, codec)
    return codec


def is_valid(value: Any, type_: Any) -> bool:
    """Whether a value may be sent as `type_`."""
    return not codec_for(type_).problems(value)


def checked(value: object, type_: Any, name: str) -> Any:
    """The value, if it may be sent as `type_`; else raises `ValueError`, which says why under `name`."""
    problems = codec_for(type_).problems(value)
    if problems:
        raise ValueError(f"{name}: {'; '.join(str(problem) for problem in problems[:5])}")
    return value
