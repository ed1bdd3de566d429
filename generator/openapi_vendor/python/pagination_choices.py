"""The rules of all operations: what the document makes certain, and where the configuration says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from openapi_vendor import ir
from openapi_vendor.config import PageRule
from openapi_vendor.diagnostics import Diagnostics, quote
from openapi_vendor.python import literals
from openapi_vendor.python.body_kinds import resolved
from openapi_vendor.python.page_bodies import PageBody, page_body
from openapi_vendor.python.pagination import Rule, infer, query_parameters
from openapi_vendor.source.pointers import similar
from openapi_vendor.text import Text

_RECORDS = {
    "next-url": ("NextUrl", "the next page's URL in the answer"),
    "link-header": ("LinkHeader", "the `Link` header of the answer"),
    "cursor": ("Cursor", "a cursor"),
    "offset": ("Offset", "an offset"),
    "page-number": ("PageNumber", "the number of the page"),
}
_MAX_STEPS = 20


def rules(api: ir.Api, choices: Mapping[str, PageRule | None], diagnostics: Diagnostics) -> dict[str, Rule]:
    """The rule of every operation that has one, by the operation's key.

    An entry of the configuration that cannot be meant is an error (`pagination`), and its operation has no rule.
    """
    found = {operation.key: rule for operation in api.operations if (rule := infer(api, operation)) is not None}
    if not choices:
        return found
    by_key = {operation.key: operation for operation in api.operations}
    by_id = {operation.id: operation for operation in reversed(api.operations) if operation.id is not None}
    for name, choice in choices.items():
        operation = by_id.get(Text(name)) or by_key.get(name)
        if operation is None:
            near = similar(name, sorted(by_key))
            hint = "" if near is None else f"Did you mean {quote(near)}?"
            message = f"`pagination` names {quote(name)}, which the document does not have"
            diagnostics.error("pagination", message, api.location, hint)
            continue
        found.pop(operation.key, None)
        if choice is None:
            continue
        problems, rule = _chosen(api, operation, choice)
        for problem in problems:
            message = f"the configured pagination of {quote(name)} cannot work: {problem}"
            diagnostics.error("pagination", message, operation.location)
        if rule is not None and not problems:
            found[operation.key] = rule
    return found


def _chosen(api: ir.Api, operation: ir.Operation, choice: PageRule) -> tuple[list[str], Rule | None]:
    """What speaks against a choice, and the rule that it is."""
    body = page_body(api, operation)
    if body is None:
        return ["the operation has no single success with a body in JSON, an array or an object"], None
    record, words = _RECORDS[choice.by]
    items = _pointed(api, body.root, choice.items)
    array = None if items is None else resolved(api, items)
    if not isinstance(array, ir.Array) or array.rest is None:
        return [f"`items` ({quote(choice.items)}) leads to no array in the answer"], None
    problems = list(_problems(api, operation, choice, body, array.rest))
    arguments = [
        f"{key}={literals.string(Text(value))}"
        for key in ("parameter", "body", "next", "last", "more", "size", "total", "items")
        if (value := getattr(choice, key))
    ]
    return problems, Rule(record, tuple(arguments), array.rest, words, configured=True)


def _problems(api: ir.Api, operation: ir.Operation, choice: PageRule, body: PageBody, item: ir.Type) -> Iterator[str]:
    known = query_parameters(operation)
    for key in ("parameter", "size"):
        name = getattr(choice, key)
        if name and Text(name) not in known:
            yield f"`{key}`: there is no query parameter {quote(name)}"
    for key in ("next", "more", "total"):
        pointer = getattr(choice, key)
        if pointer and _pointed(api, body.root, pointer) is None:
            yield f"`{key}` ({quote(pointer)}) leads nowhere in the answer"
    if choice.last and _pointed(api, item, choice.last) is None:
        yield f"`last` ({quote(choice.last)}) leads nowhere in an item"
    if choice.body:
        sent = operation.body.contents if operation.body is not None else ()
        if not any(each.type is not None and _pointed(api, each.type, choice.body) is not None for each in sent):
            yield f"`body` ({quote(choice.body)}) leads nowhere in the request's body"


def _pointed(api: ir.Api, type_: ir.Type, pointer: str) -> ir.Type | None:
    """The type of what a JSON Pointer leads to; None where the document describes nothing of that name."""
    current: ir.Type = type_
    for token in pointer.split("/")[1 : _MAX_STEPS + 1]:
        name = Text(token.replace("~1", "/").replace("~0", "~"))
        found = resolved(api, current)
        if isinstance(found, ir.Object):
            known = {member.name: member.type for member in found.properties}
            inside = known.get(name, found.additional)
        elif isinstance(found, ir.Map):
            inside = found.values
        else:
            inside = ir.Anything() if isinstance(found, ir.Anything) else None
        if inside is None or isinstance(inside, ir.Nothing):
            return None
        current = inside
    return current
