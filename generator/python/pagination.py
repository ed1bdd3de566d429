"""How the pages of an operation follow each other, where the document makes it certain.

OpenAPI has no word for pagination, so this reads the habits of APIs: a documented `Link` header, a URL of the next
page in the body, a cursor that comes back in a parameter, an offset or a page number beside a size. A rule needs both
halves (where the next position is, and which parameter takes it) and the one array that holds the items; anything
less certain gives no rule.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator import ir
from generator.media_types import MediaKind, media_kind
from generator.python import documentation, literals
from generator.text import Text

Path = tuple[Text, ...]

_NEXT_URLS = frozenset(
    "next_page_url next_page_uri next_url next_uri next_link nextLink nextPageUrl nextPageLink nextUrl next_href "
    "@odata.nextLink".split()
)
"""Properties that are the URL of the next page by their name alone."""
_CONTAINERS = frozenset("meta metadata links _links link pages paging pagination page page_info pageInfo".split())
_LINKS = frozenset("links _links link".split())
_CURSORS = {
    "cursor": "next_cursor nextCursor cursor",
    "page_cursor": "next_page_cursor next_cursor",
    "next_cursor": "next_cursor",
    "page_token": "next_page_token",
    "pageToken": "nextPageToken",
    "next_page_token": "next_page_token",
    "nextPageToken": "nextPageToken",
    "next_token": "next_token",
    "nextToken": "nextToken",
    "NextToken": "NextToken",
    "marker": "next_marker",
    "continuation_token": "next_continuation_token continuation_token",
    "continuationToken": "nextContinuationToken continuationToken",
    "after": "next_after after",
}
"""Which properties give the next value of which parameter."""
_MORE = ("has_more", "hasMore")
_SIZES = ("limit", "per_page", "page_size", "pageSize", "perPage", "size", "PageSize")
_ITEMS = ("data", "items", "results", "records", "value", "entries")
_TOTALS = ("total", "total_count", "totalCount", "total_results")
_PAGE_TOTALS = ("total_pages", "totalPages", "page_count")
_LINK = frozenset({"link", "Link"})


@dataclass(frozen=True, slots=True)
class Rule:
    """A record of the runtime's `pagination`: its name, its arguments as source, the type of an item, and its words."""

    record: str
    arguments: tuple[str, ...]
    item: ir.Type
    words: str


@dataclass(frozen=True, slots=True)
class _Body:
    """The body of a page: itself an array, or an object with one array of items."""

    properties: tuple[tuple[Path, ir.Type], ...]
    items: Path
    item: ir.Type


def infer(api: ir.Api, operation: ir.Operation) -> Rule | None:
    """The rule of an operation, or None."""
    if operation.method != "GET":
        return None
    success = [found for found in operation.responses if documentation.is_success(found.status)]
    if len(success) != 1 or len(success[0].contents) != 1:
        return None
    content = success[0].contents[0]
    if media_kind(content.media_type) is not MediaKind.JSON or content.type is None:
        return None
    body = _body(api, content.type)
    if body is None:
        return None
    taken = {parameter.name: parameter for parameter in operation.parameters if parameter.where is ir.In.QUERY}
    if any(header.name in _LINK for header in success[0].headers):
        return _rule(body, "LinkHeader", (), "the `Link` header of the answer")
    return _next_url(body) or _cursor(api, body, taken) or _counted(api, body, taken)


def _rule(body: _Body, record: str, arguments: tuple[str, ...], words: str) -> Rule:
    items = (f"items={literals.pointer(body.items)}",) if body.items else ()
    return Rule(record, (*arguments, *items), body.item, words)


def _body(api: ir.Api, type_: ir.Type) -> _Body | None:
    found = _resolved(api, type_)
    if isinstance(found, ir.Array):
        return _Body((), (), found.rest) if found.rest is not None and not found.prefix else None
    if not isinstance(found, ir.Object):
        return None
    arrays = {
        each.name: array
        for each in found.properties
        if isinstance(array := _resolved(api, each.type), ir.Array) and array.rest is not None
    }
    named = [name for name in arrays if name in _ITEMS]
    name = next(iter(arrays)) if len(arrays) == 1 else named[0] if len(named) == 1 else None
    if name is None:
        return None
    item = arrays[name].rest
    assert item is not None
    return _Body(tuple(_properties(api, found, ())), (name,), item)


def _properties(api: ir.Api, owner: ir.Object, path: Path) -> Iterator[tuple[Path, ir.Type]]:
    """The properties of a body, and of what by its name is about its pages."""
    for each in owner.properties:
        type_ = _resolved(api, each.type)
        here = (*path, each.name)
        if isinstance(type_, ir.Object):
            if each.name in _CONTAINERS | {"next"} and len(here) < 4:
                yield from _properties(api, type_, here)
        else:
            yield here, type_


def _resolved(api: ir.Api, type_: ir.Type) -> ir.Type | ir.Object:
    """What a type is, behind its names and its null."""
    for _ in range(20):
        match type_:
            case ir.Ref(key=key):
                declaration = api.declarations[key]
                if isinstance(declaration, ir.Object):
                    return declaration
                type_ = declaration.type
            case ir.Checked(type=inner):
                type_ = inner
            case ir.Union(variants=variants) if sum(not isinstance(each, ir.Null) for each in variants) == 1:
                type_ = next(each for each in variants if not isinstance(each, ir.Null))
            case _:
                break
    return type_


def _next_url(body: _Body) -> Rule | None:
    for path, type_ in body.properties:
        if not isinstance(type_, ir.String):
            continue
        is_link = path[-1] == "next" and (
            type_.format is ir.StringFormat.URI or any(part in _LINKS for part in path[:-1])
        )
        is_href = path[-2:] == (Text("next"), Text("href"))
        if path[-1] in _NEXT_URLS or is_link or is_href:
            return _rule(body, "NextUrl", (f"next={literals.pointer(path)}",), "the next page's URL in the answer")
    return None


def _cursor(api: ir.Api, body: _Body, taken: dict[Text, ir.Parameter]) -> Rule | None:
    found = {path[-1]: (path, type_) for path, type_ in reversed(body.properties)}
    more = next((found[Text(name)][0] for name in _MORE if Text(name) in found), None)
    following = (f"more={literals.pointer(more)}",) if more else ()
    for parameter, properties in _CURSORS.items():
        if Text(parameter) not in taken:
            continue
        argument = f"parameter={literals.string(parameter)}"
        for name in properties.split():
            path, type_ = found.get(Text(name), ((), ir.Nothing()))
            if isinstance(type_, (ir.String, ir.Numeric)):
                arguments = (argument, f"next={literals.pointer(path)}", *following)
                return _rule(body, "Cursor", arguments, f"`{parameter}`")
    for parameter in ("starting_after", "after"):
        if more is None or Text(parameter) not in taken:
            continue
        argument = f"parameter={literals.string(parameter)}"
        last = found.get(Text("last_id"))
        if last is not None and isinstance(last[1], ir.String):
            return _rule(body, "Cursor", (argument, f"next={literals.pointer(last[0])}", *following), f"`{parameter}`")
        if parameter == "starting_after" and _has_id(api, body.item):
            return _rule(body, "Cursor", (argument, 'last="/id"', *following), f"`{parameter}`")
    return None


def _has_id(api: ir.Api, item: ir.Type) -> bool:
    """Whether every item has a required `id` that is text."""
    found = _resolved(api, item)
    if isinstance(found, ir.Union):
        return all(_has_id(api, each) for each in found.variants)
    return isinstance(found, ir.Object) and any(
        each.name == "id" and each.required and isinstance(_resolved(api, each.type), ir.String)
        for each in found.properties
    )


def _counted(api: ir.Api, body: _Body, taken: dict[Text, ir.Parameter]) -> Rule | None:
    """By an offset or a page number, beside a size. Pages that are counted from 0 are left alone."""
    size = next((name for name in _SIZES if Text(name) in taken), None)
    if size is None:
        return None
    numbers = {path[-1]: path for path, type_ in body.properties if isinstance(type_, ir.Numeric)}
    for record, parameter, totals in (("Offset", "offset", _TOTALS), ("PageNumber", "page", _PAGE_TOTALS)):
        found = taken.get(Text(parameter))
        type_ = None if found is None else _resolved(api, found.type)
        if found is None or not isinstance(type_, ir.Numeric) or not type_.integer:
            continue
        if record == "PageNumber" and (type_.minimum == 0 or found.documentation.default == 0):
            continue
        total = next((numbers[Text(name)] for name in totals if Text(name) in numbers), None)
        arguments = (
            f"parameter={literals.string(parameter)}",
            f"size={literals.string(size)}",
            *((f"total={literals.pointer(total)}",) if total else ()),
        )
        return _rule(body, record, arguments, f"`{parameter}` and `{size}`")
    return None
