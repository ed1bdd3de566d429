"""Links: from an answer to the request that follows it (OpenAPI "Link Object", "Runtime Expressions").

A document's expressions were parsed when the package was generated. Here they are records that say where to look
a value up; nothing is ever evaluated.
"""

from __future__ import annotations

import re
from typing import Any, Final, Literal, NamedTuple
from urllib.parse import parse_qs, unquote

from msgspec import UNSET

from .codec import Codec, codec_for
from .drift import DecodeFailure
from .errors import InvalidArgument, InvalidRequest, StatusError
from .operation import Operation, select
from .percent import Unencodable, path_literal
from .request import Request
from .response import Response
from .wire import to_text

_INDEX: Final = re.compile("0|[1-9][0-9]{0,9}")


class Expression(NamedTuple):
    """Where a value is: `name` is that of a header or parameter, or a JSON Pointer into a body."""

    source: Literal[
        "url",
        "method",
        "statusCode",
        "request.header",
        "request.query",
        "request.path",
        "request.body",
        "response.header",
        "response.body",
    ]
    name: str = ""

    def __str__(self) -> str:
        separator = "#" if self.source.endswith("body") else "."
        return f"${self.source}{separator if self.name else ''}{self.name}"


class Template:
    """A text with expressions in it."""

    def __init__(self, *parts: str | Expression) -> None:
        self.parts = parts

    def __str__(self) -> str:
        return "".join(part if isinstance(part, str) else f"{{{part}}}" for part in self.parts)


class Constant:
    """A value that the document states."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __str__(self) -> str:
        return repr(self.value)


class _Missing(Exception):
    """An expression leads to nothing; the message says why."""


class Link:
    """One link of an answer. `name` is the document's."""

    def __init__(self, name: str, answer: Response[Any] | StatusError) -> None:
        self._name = name
        self._answer = answer

    def request(self, operation: Operation, *arguments: Any, body: Any = UNSET) -> Request[Any]:
        """The request of `operation`: `arguments` as it takes them, but some are looked up in the answer.

        What an expression does not find is left out where the operation can do without it. Raises
        `InvalidRequest`, naming link and expression, where it cannot, and for a value that does not fit.
        """
        sources: dict[tuple[str, str], Any] = {}
        values: list[Any] = []
        for parameter, argument in zip(operation.parameters, arguments, strict=True):
            if isinstance(argument, (Expression, Template, Constant)):
                sources[parameter.location, parameter.name] = argument
                argument = self._value(argument, parameter.codec, parameter.required, operation)
            values.append(argument)
        if isinstance(body, (Expression, Template, Constant)):
            content = operation.body[0]
            found = self._value(body, content.codec, content.required, operation)
            body = UNSET if found is None else found
        try:
            return operation.request(*values, body=body)
        except InvalidArgument as error:
            source = sources.get((error.location, error.parameter))
            if source is None:
                raise
            reason = str(error).removeprefix(f"{operation.label}: ")
        raise self._refusal(source, reason, operation)

    def _value(
        self,
        source: Expression | Template | Constant,
        codec: Codec[Any],
        required: bool,
        operation: Operation,
    ) -> Any:
        """The value that `source` stands for, as the operation wants it; None where there is none."""
        try:
            plain = self._plain(source)
            if plain is None and required:
                raise _Missing("is null")
        except _Missing as error:
            if required:
                raise self._refusal(source, str(error), operation) from None
            return None
        if plain is None:
            return None
        value, drift = codec.convert(plain)
        if drift and isinstance(plain, (str, bool, int, float)):
            as_text = codec.convert_text(to_text(plain))
            value, drift = (as_text[0], ()) if not as_text[1] else (value, drift)
        if drift:
            raise self._refusal(source, f"does not fit: {drift[0]}", operation)
        return value

    def _refusal(self, source: object, reason: str, operation: Operation) -> InvalidRequest:
        return InvalidRequest(f"the link {self._name!r}: {source} {reason}", operation=operation.label)

    def _plain(self, source: Expression | Template | Constant) -> Any:
        """The value as plain JSON data or text. Raises `_Missing`."""
        if isinstance(source, Expression):
            return self._look_up(source)
        if isinstance(source, Constant):
            return source.value
        parts = [part if isinstance(part, str) else self._look_up(part, of_text=True) for part in source.parts]
        return "".join(map(to_text, parts))

    def _look_up(self, expression: Expression, of_text: bool = False) -> Any:
        source, name = expression
        answer, request = self._answer, self._answer.request
        found: Any
        match source:
            case "url":
                found = self._url()
            case "method":
                found = request.method
            case "statusCode":
                found = answer.status
            case "response.header":
                found = answer.headers.get(name)
            case "response.body":
                raw = answer.content if isinstance(answer, Response) else answer.raw
                found = _member(_json(raw, is_text=not name), name)
            case "request.body":
                found = _member(_sent_body(request), name)
            case "request.header":
                lower = name.lower()
                found = next((text for key, text in request.headers if key.lower() == lower), None)
            case "request.query":
                values = parse_qs(request.query, keep_blank_values=True).get(name)
                found = values[0] if values and len(values) == 1 else values
            case "request.path":
                found = _path_text(request, name)
        if found is None and not source.endswith("body"):
            raise _Missing("is not there")
        if of_text and (found is None or isinstance(found, (list, dict))):
            raise _Missing("is no text")
        return found

    def _url(self) -> str | None:
        """The URL of the request, without what a client adds to its query: that may be a credential."""
        if not isinstance(self._answer, Response):
            return None
        query = self._answer.request.query
        return str(self._answer.http.url.copy_with(query=query.encode() or None))


def _json(raw: bytes, *, is_text: bool) -> Any:
    try:
        return codec_for(Any).decode(raw)[0]
    except DecodeFailure:
        if is_text:
            return raw.decode("utf-8", "replace")
        raise _Missing("is not there: the body is no JSON") from None


def _sent_body(request: Request[Any]) -> Any:
    """The body that was sent, as plain data."""
    payload = request.payload
    if payload is None or payload.parts:
        raise _Missing("is not there")
    content = select(request.operation.body, payload.media_type)
    if content is None:
        raise _Missing("cannot be read")
    try:
        value, _ = content.decode(payload.content, payload.media_type)
    except (DecodeFailure, Unencodable):
        raise _Missing("cannot be read") from None
    return content.codec.to_builtins(value)


def _member(data: Any, pointer: str) -> Any:
    """The value at a JSON Pointer (RFC 6901)."""
    for token in pointer.split("/")[1:]:
        key = token.replace("~1", "/").replace("~0", "~")
        if isinstance(data, dict) and key in data:
            data = data[key]
        elif isinstance(data, list) and _INDEX.fullmatch(key) and int(key) < len(data):
            data = data[int(key)]
        else:
            raise _Missing("is not there")
    return data


def _path_text(request: Request[Any], name: str) -> str | None:
    """The text of a path parameter, read back from the path."""
    operation = request.operation
    names: dict[str, int] = {}
    pattern = ""
    for part in operation.path:
        if isinstance(part, str):
            pattern += re.escape(path_literal(part))
        else:
            known = operation.parameters[part].name in names
            pattern += f"(?P=p{part})" if known else f"(?P<p{part}>.+?)"
            names[operation.parameters[part].name] = part
    found = re.fullmatch(pattern.partition(r"\?")[0], request.path)
    return unquote(found[f"p{names[name]}"]) if found and name in names else None
