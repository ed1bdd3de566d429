"""How the pages of an operation follow each other, where the document makes it certain.

OpenAPI has no word for pagination, so this reads the habits of APIs: a documented `Link` header, a URL of the next
page in the body, a cursor that comes back in a parameter or in the request's body, an offset or a page number beside a
size. A rule needs both halves (where the next position is, and what takes it) and the one array that holds the
items; anything less certain gives no rule. The configuration has the last word (`pagination_choices.py`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from msgspec import Struct

from openapi_vendor import ir
from openapi_vendor.python import literals
from openapi_vendor.python.body_kinds import resolved
from openapi_vendor.python.page_bodies import PageBody, Path, has_id, page_body, request_properties
from openapi_vendor.python.prose import plain
from openapi_vendor.text import Text

_NEXT_URLS = frozenset(
    "next_page_url next_page_uri next_url next_uri next_link nextLink nextPageUrl nextPageLink nextUrl next_href "
    "@odata.nextLink".split()
)
"""Properties that are the URL of the next page by their name alone."""
_LINKS = frozenset("links _links link".split())
_NEXT_PAGES = frozenset("next next_page nextPage".split())
_CURSOR_OF = "next_cursor nextCursor next_page_cursor nextPageCursor"
_CURSORS = {
    "cursor": f"{_CURSOR_OF} cursor next_page nextPage",
    "start_cursor": "next_cursor",
    "page_cursor": "next_page_cursor next_cursor next_page",
    "pageCursor": "nextPageCursor nextCursor nextPage",
    "page[cursor]": "next_cursor after",
    "next_cursor": "next_cursor",
    "page_token": "next_page_token next_page",
    "pageToken": "nextPageToken nextPage",
    "next_page_token": "next_page_token",
    "nextPageToken": "nextPageToken",
    "next_page": "next_page",
    "nextPage": "nextPage",
    "next_token": "next_token",
    "nextToken": "nextToken",
    "NextToken": "NextToken",
    "marker": "next_marker",
    "continue": "continue",
    "continuation_token": "next_continuation_token continuation_token",
    "continuationToken": "nextContinuationToken continuationToken",
    "after": "next_after after",
}
"""Which properties give the next value of which parameter."""
_ECHOED = frozenset({"after", "continue"})
"""Those that may as well be a filter, which an answer only repeats: unless they stand in what is about pages."""
_NEXT_NUMBERS = {
    "page": "next_page nextPage",
    "page_number": "next_page_number next_page",
    "pageNumber": "nextPageNumber nextPage",
}
"""The same, where the parameter and the property are both texts, or both numbers."""
_TOKENS = {"after": "next"}
"""The same, where the parameter and the property are texts and another property says whether there is more."""
_MORE = "has_more hasMore has_next hasNext has_next_page hasNextPage more has_more_pages hasMorePages".split()
_END = "last isLast is_last last_page lastPage isLastPage is_last_page".split()
"""Which properties say that a page is the last (Spring Data's `last`)."""
_OFFSETS = {
    "offset": "limit per_page page_size pageSize perPage size",
    "startAt": "maxResults",
    "skip": "limit take top",
    "$skip": "$top",
    "page[offset]": "page[limit] page[size]",
}
_PAGES = {
    "page": "limit per_page page_size pageSize perPage size PageSize",
    "page_number": "page_size per_page",
    "pageNumber": "pageSize",
    "page[number]": "page[size]",
}
"""Which parameter takes a position, and which one, beside it, the size of a page."""
_FILTERED = frozenset({"startAt"})
"""Where pages may be filtered after they were cut, so that a short one need not be the last: a total must tell."""
_TOTALS = (
    "total total_count totalCount total_results totalResults total_items totalItems total_records totalRecords "
    "total_elements totalElements total_size totalSize total_rows totalRows"
).split()
_PAGE_TOTALS = (
    "total_pages totalPages page_count pageCount pages last_page lastPage num_pages numPages page_total pageTotal "
    "total_page totalPage number_of_pages numberOfPages"
).split()
_TIMES = frozenset({ir.StringFormat.DATE_TIME, ir.StringFormat.DATE, ir.StringFormat.TIME, ir.StringFormat.DURATION})
"""Formats of filters, never of a position."""
_FROM_ONE = re.compile(
    r"\b(1-based|one-based|(start(s|ing)?|begin(s|ning)?|counted)( at| with| from)? (page )?(1|one))\b", re.I
)
_FROM_ZERO = re.compile(
    r"\b(0-based|zero-based|(start(s|ing)?|begin(s|ning)?|counted)( at| with| from)? (page )?(0|zero))\b|\(0\.\.N\)",
    re.I,
)
_LINK = frozenset({"link", "Link"})


class Rule(Struct, frozen=True):
    """A record of the runtime's `pagination`: its name, its arguments as source, the type of an item, and its words.

    `configured`: it is the configuration's, not the document's.
    """

    record: str
    arguments: tuple[str, ...]
    item: ir.Type
    words: str
    configured: bool = False


Parameters = Mapping[Text, ir.Parameter]


def infer(api: ir.Api, operation: ir.Operation) -> Rule | None:
    """The rule that the document makes certain for an operation, or None."""
    if operation.method not in ("GET", "POST"):
        return None
    body = page_body(api, operation)
    if body is None or body.items is None:
        return None
    if operation.method == "POST":
        return _body_cursor(api, operation, body)
    taken = query_parameters(operation)
    if any(header.name in _LINK for header in body.headers):
        return rule_of(body, "LinkHeader", (), "the `Link` header of the answer")
    by_url = _next_url(body)
    if by_url is not None:
        return by_url
    by_cursor = _cursor(api, body, taken)
    if by_cursor is not None and any(Text(name) in taken for name in _OFFSETS):
        return None  # one of the two must be switched on by something that nobody can tell
    return by_cursor or _counted(api, body, taken)


def query_parameters(operation: ir.Operation) -> Parameters:
    """The query parameters of an operation by name."""
    return {parameter.name: parameter for parameter in operation.parameters if parameter.where is ir.In.QUERY}


def rule_of(body: PageBody, record: str, arguments: tuple[str, ...], words: str, *, configured: bool = False) -> Rule:
    """The rule with the place of the items."""
    items = (f"items={literals.pointer(body.items)}",) if body.items else ()
    return Rule(record, (*arguments, *items), body.item, words, configured)


def _next_url(body: PageBody) -> Rule | None:
    for path, type_ in body.properties:
        if not isinstance(type_, ir.String):
            continue
        is_url = type_.format is ir.StringFormat.URI
        is_link = path[-1] == "next" and (is_url or any(part in _LINKS for part in path[:-1]))
        is_page = path[-1] in _NEXT_PAGES and is_url
        is_inside = path[-1] in ("href", "uri", "url") and any(part in _NEXT_PAGES for part in path[-2:-1])
        if path[-1] in _NEXT_URLS or is_link or is_page or is_inside:
            return rule_of(body, "NextUrl", (f"next={literals.pointer(path)}",), "the next page's URL in the answer")
    return None


def _cursor(api: ir.Api, body: PageBody, taken: Parameters) -> Rule | None:
    more = _more(body)
    for parameter, properties in _CURSORS.items():
        if (found := taken.get(Text(parameter))) is None or not _is_position(resolved(api, found.type)):
            continue
        if path := _position(body, properties, parameter):
            return _by_cursor(body, parameter, f"next={literals.pointer(path)}")
    for parameter, properties in _NEXT_NUMBERS.items():
        found = taken.get(Text(parameter))
        path = () if found is None else _position(body, properties)
        if found is not None and path and type(resolved(api, found.type)) is type(dict(body.properties)[path]):
            return _by_cursor(body, parameter, f"next={literals.pointer(path)}")
    if more is None:
        return None
    for parameter, properties in _TOKENS.items():
        found = taken.get(Text(parameter))
        if found is not None and isinstance(resolved(api, found.type), ir.String):
            path = _position(body, properties)
            if path and isinstance(dict(body.properties)[path], ir.String):
                return _by_cursor(body, parameter, f"next={literals.pointer(path)}")
    for parameter in ("starting_after", "after"):
        if Text(parameter) not in taken:
            continue
        last = body.found(Text("last_id"))
        if last is not None and isinstance(last[1], ir.String):
            return _by_cursor(body, parameter, f"next={literals.pointer(last[0])}")
        if parameter == "starting_after" and has_id(api, body.item):
            return _by_cursor(body, parameter, 'last="/id"')
    return None


def _by_cursor(body: PageBody, parameter: str, where: str) -> Rule:
    more = _more(body)
    following = (f"more={literals.pointer(more)}",) if more else ()
    return rule_of(body, "Cursor", (f"parameter={literals.string(parameter)}", where, *following), f"`{parameter}`")


def _body_cursor(api: ir.Api, operation: ir.Operation, body: PageBody) -> Rule | None:
    """A search whose body takes the cursor; a plain `cursor` in both bodies needs nothing more to be certain."""
    taken = request_properties(api, operation)
    more = _more(body)
    for name, properties in _CURSORS.items():
        if isinstance(taken.get(Text(name)), ir.String) and (path := _position(body, properties, name)):
            following = (f"more={literals.pointer(more)}",) if more else ()
            arguments = (f"body={literals.pointer((Text(name),))}", f"next={literals.pointer(path)}", *following)
            return rule_of(body, "Cursor", arguments, f"`{name}` in the body")
    return None


def _more(body: PageBody, names: Sequence[str] = _MORE) -> Path | None:
    found = (body.found(Text(name)) for name in names)
    return next((each[0] for each in found if each is not None and isinstance(each[1], ir.Boolean)), None)


def _position(body: PageBody, properties: str, parameter: str = "") -> Path:
    """The first of several properties that the body has as a position; one like `parameter` may be its echo."""
    for name in properties.split():
        found = body.found(Text(name))
        if found is None or not _is_position(found[1]) or (name == parameter in _ECHOED and len(found[0]) == 1):
            continue
        return found[0]
    return ()


def _is_position(type_: ir.Type | ir.Object) -> bool:
    """Whether a type is one of positions: a text that is not a time, or a number."""
    return isinstance(type_, ir.Numeric) or (isinstance(type_, ir.String) and type_.format not in _TIMES)


def _counted(api: ir.Api, body: PageBody, taken: Parameters) -> Rule | None:
    """By an offset or a page number, beside a size."""
    more, end = _more(body), _more(body, _END)
    for record, positions, totals in (("Offset", _OFFSETS, _TOTALS), ("PageNumber", _PAGES, _PAGE_TOTALS)):
        for parameter, sizes in positions.items():
            found = taken.get(Text(parameter))
            size = next((name for name in sizes.split() if Text(name) in taken), None)
            if found is None or size is None:
                continue
            first = _first_page(api, found) if record == "PageNumber" else 0
            if first is None or not (record == "PageNumber" or _counts(api, found)):
                continue
            total, every = _total(body, totals), _total(body, _TOTALS) if record == "PageNumber" else None
            if total is None and parameter in _FILTERED:
                continue
            arguments = (
                f"parameter={literals.string(parameter)}",
                f"size={literals.string(size)}",
                *((f"total={literals.pointer(total)}",) if total else ()),
                *((f"total_items={literals.pointer(every)}",) if every and not total else ()),
                *((f"more={literals.pointer(more)}",) if more else ()),
                *((f"end={literals.pointer(end)}",) if end else ()),
                *(("first=0",) if first == 0 and record == "PageNumber" else ()),
            )
            return rule_of(body, record, arguments, f"`{parameter}` and `{size}`")
    return None


def _total(body: PageBody, names: Sequence[str]) -> Path | None:
    """The first of several properties that the body has as a number."""
    found = (body.found(Text(name)) for name in names)
    return next((each[0] for each in found if each is not None and isinstance(each[1], ir.Numeric)), None)


def _counts(api: ir.Api, parameter: ir.Parameter) -> bool:
    """Whether a parameter is a whole number."""
    type_ = resolved(api, parameter.type)
    return isinstance(type_, ir.Numeric) and type_.integer


def _first_page(api: ir.Api, parameter: ir.Parameter) -> int | None:
    """The number of the first page, where the document says that it is 1 or 0: many call it 0, and do not say so."""
    type_ = resolved(api, parameter.type)
    if not isinstance(type_, ir.Numeric):
        return None
    said = parameter.documentation
    prose = f"{plain(said.summary)} {plain(said.description)}"
    from_one = said.default == 1 or type_.minimum == 1 or type_.exclusive_minimum == 0 or _FROM_ONE.search(prose)
    from_zero = said.default == 0 or _FROM_ZERO.search(prose)
    if from_zero:
        return None if from_one else 0
    return 1 if from_one and type_.minimum != 0 else None
