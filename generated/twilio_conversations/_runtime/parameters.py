"""Parameters: what they take, and how they are checked and written (OpenAPI "Parameter Object").

A record is made when its module is imported and does nothing then; its codec is made at its first use.
"""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final, Literal

from . import media_types
from .bodies import FORM, Form
from .checks import Checks, at
from .content import TypeSource
from .drift import EncodeFailure, Problem
from .errors import InvalidArgument
from .headers import check_cookie_value, check_header_value
from .lazy import loading
from .percent import Unencodable, percent_encode
from .secrets import is_sensitive
from .wire import StyleName, encode, to_text

if TYPE_CHECKING:
    from .codec import Codec

_SHOWN_PROBLEMS = 3
_MISSING: Final = Problem("", "a value", "nothing")


class Parameter:
    """What the parameters of all locations have in common.

    `type` is a type, or a function that returns one. `media_type` is that of a `content` parameter: then the
    value is written in it, and style and explode do not matter.
    """

    location: ClassVar[Literal["path", "query", "querystring", "header", "cookie"]]

    def __init__(
        self,
        name: str,
        type_: TypeSource,
        *,
        required: bool,
        style: StyleName,
        explode: bool,
        allow_reserved: bool = False,
        allow_empty_value: bool = False,
        media_type: str | None = None,
    ) -> None:
        self.name = name
        self.type = type_
        self.required = required
        self.style: StyleName = style
        self.explode = explode
        self.allow_reserved = allow_reserved
        self.allow_empty_value = allow_empty_value
        self.media_type = media_type
        # Most parameters are plain strings in the default style: for those there is a short way.
        self._is_plain_text = type_ is str and media_type is None and not allow_reserved

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.name!r})"

    @cached_property
    def codec(self) -> Codec[Any]:
        with loading():
            from .codec import codec_for  # with all that decoding needs, at its first use

        return codec_for(self.type)

    def encode(self, value: Any, operation: str, checks: Checks | None = None) -> str | None:
        """The value as it stands in the request, or None where nothing is to be written.

        Raises `InvalidArgument`, naming `operation` and this parameter; `checks` may say that what breaks the
        document is only reported, or nothing.
        """
        if value is None:
            if self.required:
                self._broken("is required", (_MISSING,), operation, checks)
            return None
        try:
            if self._is_plain_text and value.__class__ is str:
                return self._written_text(value)
            if value == "" and self.allow_empty_value and isinstance(value, str):
                return self._written_text("")
            if checks is None or checks.validation != "off":
                problems = at("", self.codec.problems(value), hidden=is_sensitive(self.name))
                if problems:
                    self._broken(summary(problems), problems, operation, checks)
            return self._written(value)
        except (Unencodable, EncodeFailure) as error:
            reason = str(error)
        raise self.refusal(reason, operation)

    def _broken(
        self,
        reason: str,
        problems: tuple[Problem, ...],
        operation: str,
        checks: Checks | None,
    ) -> None:
        error = self.refusal(reason, operation, problems)
        if checks is None:
            raise error
        checks.broken(error)

    def refusal(self, reason: str, operation: str, problems: tuple[Problem, ...] = ()) -> InvalidArgument:
        """The error that says why this parameter cannot be sent."""
        return InvalidArgument(
            reason,
            operation=operation,
            location=self.location,
            parameter=self.name,
            problems=at(f"{self.location} parameter {self.name!r}", problems),
        )

    def _written_text(self, text: str) -> str | None:
        return self._styled(text)

    def _written(self, value: Any) -> str | None:
        if self.media_type is not None:
            return self._enclosed(_serialised(self.codec, value, self.media_type))
        return self._styled(_with_decimals(value, self.codec.to_builtins(value)))

    def _styled(self, plain: Any) -> str | None:
        assert self.location != "querystring", "which is always written in a media type"
        return encode(
            self.location,
            self.style,
            self.explode,
            self.name,
            plain,
            allow_reserved=self.allow_reserved,
        )

    def _enclosed(self, text: str) -> str:
        """The text of a `content` parameter, escaped for its place."""
        raise NotImplementedError


class Path(Parameter):
    """A path parameter: styles simple, label and matrix. Always required, never empty."""

    location = "path"

    def __init__(
        self,
        name: str,
        type: TypeSource,
        *,
        style: StyleName = "simple",
        explode: bool = False,
        allow_reserved: bool = False,
        media_type: str | None = None,
    ) -> None:
        super().__init__(
            name,
            type,
            required=True,
            style=style,
            explode=explode,
            allow_reserved=allow_reserved,
            media_type=media_type,
        )
        self._is_plain_text = self._is_plain_text and style == "simple"

    def _written_text(self, text: str) -> str:
        return percent_encode(text)

    def _enclosed(self, text: str) -> str:
        return percent_encode(text)


class Query(Parameter):
    """A query parameter: styles form, spaceDelimited, pipeDelimited and deepObject.

    With `allow_empty_value` an empty string is sent whatever the type says.
    """

    location = "query"

    def __init__(
        self,
        name: str,
        type: TypeSource,
        *,
        required: bool = False,
        style: StyleName = "form",
        explode: bool | None = None,
        allow_reserved: bool = False,
        allow_empty_value: bool = False,
        media_type: str | None = None,
    ) -> None:
        super().__init__(
            name,
            type,
            required=required,
            style=style,
            explode=style == "form" if explode is None else explode,
            allow_reserved=allow_reserved,
            allow_empty_value=allow_empty_value,
            media_type=media_type,
        )

    def _written_text(self, text: str) -> str:
        return f"{percent_encode(self.name)}={percent_encode(text)}"

    def _enclosed(self, text: str) -> str:
        return f"{percent_encode(self.name)}={percent_encode(text)}"


class QueryString(Parameter):
    """The whole query string, in a media type (OpenAPI 3.2 `in: querystring`)."""

    location = "querystring"

    def __init__(self, name: str, type: TypeSource, *, required: bool = False, media_type: str = FORM) -> None:
        super().__init__(name, type, required=required, style="form", explode=True, media_type=media_type)

    def _written(self, value: Any) -> str:
        if self.media_type == FORM:
            return Form(self.type).text(value)
        return percent_encode(_serialised(self.codec, value, self.media_type or ""))


class Header(Parameter):
    """A header parameter, style simple. Also describes a header of a response."""

    location = "header"

    def __init__(
        self,
        name: str,
        type: TypeSource,
        *,
        required: bool = False,
        explode: bool = False,
        media_type: str | None = None,
    ) -> None:
        super().__init__(name, type, required=required, style="simple", explode=explode, media_type=media_type)

    def _written_text(self, text: str) -> str:
        return check_header_value(text)

    def _enclosed(self, text: str) -> str:
        if not text.isascii():
            # JSON may escape what a header cannot carry (RFC 8259 §7).
            text = "".join(c if c.isascii() else json.dumps(c)[1:-1] for c in text)
        return check_header_value(text)


class Cookie(Parameter):
    """A cookie parameter: style form (percent-encoded), or cookie (as it is, OpenAPI 3.2)."""

    location = "cookie"

    def __init__(
        self,
        name: str,
        type: TypeSource,
        *,
        required: bool = False,
        style: StyleName = "form",
        explode: bool = True,
        allow_reserved: bool = False,
        media_type: str | None = None,
    ) -> None:
        super().__init__(
            name,
            type,
            required=required,
            style=style,
            explode=explode,
            allow_reserved=allow_reserved,
            media_type=media_type,
        )

    def _enclosed(self, text: str) -> str:
        written = check_cookie_value(text) if self.media_type == "text/plain" else percent_encode(text)
        return f"{self.name}={written}"


def _with_decimals(value: Any, plain: Any) -> Any:
    """Plain data with its decimals as numbers, which are written without exponent whatever JSON makes of them."""
    if isinstance(value, Decimal):
        return value
    if isinstance(value, (list, tuple)) and isinstance(plain, list):
        return [_with_decimals(*pair) for pair in zip(value, plain, strict=True)]
    return plain


def _serialised(codec: Codec[Any], value: Any, media_type: str) -> str:
    """The text of a value in the media type of a `content` parameter: JSON, or plain text otherwise."""
    parsed = media_types.parse(media_type)
    if parsed is None or not parsed.is_json:
        plain = codec.to_builtins(value)
        if not isinstance(plain, (list, dict)):
            return to_text(plain)
    return codec.encode(value, careful=True).decode()


def summary(problems: tuple[Problem, ...]) -> str:
    """The first problems in one line."""
    shown = "; ".join(map(str, problems[:_SHOWN_PROBLEMS]))
    more = len(problems) - _SHOWN_PROBLEMS
    return f"is not valid: {shown}" + (f" (and {more} more)" if more > 0 else "")
