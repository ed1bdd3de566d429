"""Arguments of a request function beside the body: which media type it is sent as, and headers of its parts."""

from __future__ import annotations

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.media_types import MediaKind, is_range, media_kind
from openapi_vendor.python import literals
from openapi_vendor.python.names import Arguments
from openapi_vendor.python.operation_module import OperationModule
from openapi_vendor.python.prose import one_line


class Choice(Struct, frozen=True):
    """An argument: its name, that of the runtime's keyword, its annotation, and what it is, for the docstring."""

    name: str
    keyword: str
    annotation: str
    words: str


def choices(module: OperationModule, body: ir.Body | None, names: Arguments) -> tuple[Choice, ...]:
    """The arguments that a body needs, each only where the document gives a choice."""
    if body is None:
        return ()
    found: list[Choice] = []
    if types := _content_types(module, body):
        words = "The media type of the body; by default the first that it fits."
        found.append(Choice(names.content_type, "content_type", types, words))
    headers = [
        f"{one_line(header.name)} of {one_line(encoding.property)}"
        for content in body.contents
        if media_kind(content.media_type) is MediaKind.MULTIPART
        for encoding in content.encoding
        for header in encoding.headers
    ]
    if headers:
        mapping = module.imports.use("collections.abc", "Mapping")
        annotation = f"{mapping}[str, {mapping}[str, object]]"
        words = f"Headers of parts, by property and name: {', '.join(headers)}."
        found.append(Choice(names.part_headers, "part_headers", annotation, words))
    return tuple(found)


def _content_types(module: OperationModule, body: ir.Body) -> str:
    """The type of the argument that chooses the media type; empty where the body's Python type tells."""
    if any(is_range(content.media_type) for content in body.contents):
        return "str"
    members = [set(module.content_members(content, sent=True)) for content in body.contents]
    if not any(one & other for index, one in enumerate(members) for other in members[:index]):
        return ""
    names = [literals.string(content.media_type) for content in body.contents]
    return f"{module.imports.use('typing', 'Literal')}[{', '.join(dict.fromkeys(names))}]"
