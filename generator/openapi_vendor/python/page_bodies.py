"""The bodies of pages: the one array that holds the items, and what else may say something of pages."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.media_types import MediaKind
from openapi_vendor.python import documentation
from openapi_vendor.python.body_kinds import body_kind, resolved
from openapi_vendor.text import Text

Path = tuple[Text, ...]
"""The names that lead to a property, outermost first."""

_CONTAINERS = frozenset(
    "meta metadata links _links link pages paging pagination page page_info pageInfo result_info next next_page "
    "nextPage response_metadata".split()
)
_ITEMS = ("data", "items", "results", "records", "value", "values", "entries", "result", "content")
_ASIDE = frozenset("errors warnings messages warningMessages errorMessages included facets".split())
"""Arrays that stand beside the items of a page."""
_MAX_DEPTH = 4


class PageBody(Struct, frozen=True):
    """The body of a page: itself an array, or an object with one array of items.

    `items` leads to them (None: no one array can be told), `item` is their type. `properties` are those of the body and
    of what by its name is about its pages.
    """

    properties: tuple[tuple[Path, ir.Type], ...]
    items: Path | None
    item: ir.Type
    headers: tuple[ir.Header, ...]
    root: ir.Type

    def found(self, name: Text) -> tuple[Path, ir.Type] | None:
        """The first property of this name, outermost first."""
        return next(((path, type_) for path, type_ in self.properties if path[-1] == name), None)


def page_body(api: ir.Api, operation: ir.Operation) -> PageBody | None:
    """The body of the one success, where it is JSON first of all; None where it is nothing that has pages."""
    success = [found for found in operation.responses if documentation.is_success(found.status)]
    if len(success) != 1 or not success[0].contents:
        return None
    content, *others = success[0].contents
    kinds = [body_kind(api, other) for other in others]
    if body_kind(api, content) is not MediaKind.JSON or content.type is None:
        return None
    if any(kind is MediaKind.JSON and other.type != content.type for kind, other in zip(kinds, others, strict=True)):
        return None
    headers, root = success[0].headers, content.type
    found = resolved(api, root)
    if isinstance(found, ir.Array):
        return None if found.rest is None or found.prefix else PageBody((), (), found.rest, headers, root)
    if not isinstance(found, ir.Object):
        return None
    items, item = _items(api, found)
    return PageBody(tuple(_properties(api, found, ())), items, item, headers, root)


def _items(api: ir.Api, body: ir.Object) -> tuple[Path | None, ir.Type]:
    arrays = {
        each.name: array.rest
        for each in body.properties
        if isinstance(array := resolved(api, each.type), ir.Array) and array.rest is not None
    }
    if len(arrays) > 1:
        arrays = {name: rest for name, rest in arrays.items() if name not in _ASIDE}
    named = [name for name in arrays if name in _ITEMS]
    name = next(iter(arrays)) if len(arrays) == 1 else named[0] if len(named) == 1 else None
    return (None, ir.Anything()) if name is None else ((name,), arrays[name])


def _properties(api: ir.Api, owner: ir.Object, path: Path) -> Iterator[tuple[Path, ir.Type]]:
    """The properties of a body, those of a container after all beside it."""
    inside: list[tuple[Path, ir.Object]] = []
    for each in owner.properties:
        type_ = resolved(api, each.type)
        here = (*path, each.name)
        if not isinstance(type_, ir.Object):
            yield here, type_
        elif each.name in _CONTAINERS and len(here) < _MAX_DEPTH:
            inside.append((here, type_))
    for here, found in inside:
        yield from _properties(api, found, here)


def request_properties(api: ir.Api, operation: ir.Operation) -> Mapping[Text, ir.Type]:
    """The properties of a request's body, where it is nothing but JSON."""
    contents = operation.body.contents if operation.body is not None else ()
    if len(contents) != 1 or contents[0].type is None or body_kind(api, contents[0]) is not MediaKind.JSON:
        return {}
    found = resolved(api, contents[0].type)
    if not isinstance(found, ir.Object):
        return {}
    types = {each.name: resolved(api, each.type) for each in found.properties}
    return {name: type_ for name, type_ in types.items() if not isinstance(type_, ir.Object)}


def has_id(api: ir.Api, item: ir.Type) -> bool:
    """Whether every item has a required `id` that is text."""
    found = resolved(api, item)
    if isinstance(found, ir.Union):
        return all(has_id(api, each) for each in found.variants)
    return isinstance(found, ir.Object) and any(
        each.name == "id" and each.required and isinstance(resolved(api, each.type), ir.String)
        for each in found.properties
    )
