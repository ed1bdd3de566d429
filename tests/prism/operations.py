"""One call for every operation of a document: a value for each of its parameters and for its body.

From the document alone, as `tests.prism.sampler` finds values. What the document states as an example and is
none is left aside.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import unquote

from openapi_vendor.source import Node
from tests.corpus.schemas import Document
from tests.prism.sampler import PLAIN_TEXT, Sampler, Unmade

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
IGNORED_HEADERS = frozenset({"accept", "content-type", "authorization"})
ASCII_TEXT = "a b&c=d/+%"
"""For headers and cookies, which carry no other characters."""

_TEXTS = {"header": ASCII_TEXT, "cookie": "a-b"}


@dataclass(frozen=True)
class Argument:
    """A parameter with its JSON value."""

    name: str
    where: str
    schema: Node | None
    value: Any
    style: str | None = None


@dataclass(frozen=True)
class Body:
    """A body with its JSON value; the schema is None where the document gives none."""

    media_type: str
    schema: Node | None
    value: Any
    encoded: frozenset[str] = frozenset()


@dataclass
class Call:
    """One call of one operation (`GET /pets/{id}`). `unmade` says what no value was found for."""

    label: str
    node: Node
    arguments: list[Argument] = field(default_factory=list)
    body: Body | None = None
    unmade: str = ""

    def response_headers(self) -> list[str]:
        """The names of the headers of its responses, as far as no reference hides them."""
        responses = self.node.get("responses")
        headers = [each.get("headers") for _, each in responses.items()] if responses is not None else []
        return [name for found in headers if found is not None for name, _ in found.items()]


def calls(document: Document) -> Iterator[Call]:
    """A call of every operation, with every parameter, and the first media type of its body."""
    sampler = Sampler(document)
    for path, item in document.members(document.root.get("paths")):
        for method in METHODS:
            operation = document.follow(item.get(method))
            if operation is None:
                continue
            call = Call(f"{method.upper()} {unquote(path.partition('#')[0].partition('?')[0])}", operation)
            try:
                call.arguments = list(_arguments(document, sampler, item, operation))
                call.body = _body(document, sampler, document.follow(operation.get("requestBody")))
            except Unmade as error:
                call.unmade = str(error)
            yield call


def _arguments(document: Document, sampler: Sampler, item: Node, operation: Node) -> Iterator[Argument]:
    found: dict[tuple[str, str], Node] = {}
    for holder in (item, operation):
        written = holder.get("parameters")
        for each in written.elements() if written is not None else ():
            parameter = document.follow(each)
            if parameter is not None:
                found[str(parameter.data.get("name")), str(parameter.data.get("in"))] = parameter
    for (name, where), parameter in found.items():
        if where == "header" and name.lower() in IGNORED_HEADERS:
            continue
        schema = document.follow(parameter.get("schema"))
        for _, content in document.members(parameter.get("content")):
            schema = document.follow(content.get("schema"))
        try:
            value = _value(document, sampler, parameter, schema, _TEXTS.get(where, PLAIN_TEXT), where)
        except Unmade:
            if parameter.data.get("required") is True or where == "path":
                raise
            continue
        yield Argument(name, where, schema, value, parameter.data.get("style"))


def _value(
    document: Document, sampler: Sampler, holder: Node, schema: Node | None, text: str, where: str = "body"
) -> Any:
    for example in _examples(document, holder):
        if schema is None or (sampler.fits_throughout(schema, example) and _can_stand(example, where)):
            return example
    value = sampler.value(schema, text=text)
    if where in ("path", "header", "cookie") and not _can_stand(value, where):
        raise Unmade(f"{value!r} cannot stand in a {where}")
    return value


def _can_stand(value: Any, where: str) -> bool:
    """Whether a value may stand in its place at all: nothing empty in a path, ASCII in a header."""
    if where == "path":
        return value not in ("", ".", "..", [], {})
    return where not in ("header", "cookie") or str(value).isascii()


def _body(document: Document, sampler: Sampler, node: Node | None) -> Body | None:
    if node is None:
        return None
    for media_type, content in document.members(node.get("content")):
        schema = document.follow(content.get("schema"))
        if media_type.partition(";")[0].strip() in ("text/plain", "application/xml", "text/xml"):
            return Body(media_type, schema, "a text")
        if "json" not in media_type and "form" not in media_type:
            return Body(media_type, schema, None)
        value = _value(document, sampler, content, schema, PLAIN_TEXT)
        encoding = content.get("encoding")
        encoded = frozenset(name for name, _ in encoding.items()) if encoding is not None else frozenset()
        return Body(media_type, schema, _sent(document, schema, value), encoded)
    return None


def _examples(document: Document, holder: Node) -> Iterator[Any]:
    single = holder.get("example")
    if single is not None:
        yield single.data
    for _, each in document.members(holder.get("examples")):
        if "value" in each.data:
            yield each.data["value"]


def _sent(document: Document, schema: Node | None, value: Any, depth: int = 0) -> Any:
    """The value without the members that are only received (`readOnly`)."""
    target = document.follow(schema)
    if target is None or not isinstance(value, dict | list) or depth > 40:
        return value
    for keyword in ("allOf", "oneOf", "anyOf"):
        branches = target.get(keyword)
        for branch in branches.elements() if branches is not None else ():
            value = _sent(document, branch, value, depth + 1)
    if isinstance(value, list):
        return [_sent(document, target.get("items"), item, depth + 1) for item in value]
    kept = dict(value)
    for name, member in document.members(target.get("properties")):
        if name in kept:
            flag = member.get("readOnly")
            if flag is not None and flag.data is True:
                del kept[name]
            else:
                kept[name] = _sent(document, member, kept[name], depth + 1)
    rest = target.get("additionalProperties")
    named = target.get("properties")
    for name in kept if rest is not None and isinstance(rest.data, dict) else ():
        if named is None or name not in named.data:
            kept[name] = _sent(document, rest, kept[name], depth + 1)
    return kept
