"""Which operations the configuration asks for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from openapi_vendor.diagnostics import quote
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.operations import Found
from openapi_vendor.source.pointers import similar


def is_included(context: Context, found: Found) -> bool:
    """Whether any list of `Include` names the operation; an empty `Include` takes everything."""
    include = context.config.include
    if include.everything:
        return True
    tags = context.reader.texts(found.node, "tags")
    identifier = context.reader.text(found.node, "operationId")
    return (
        any(tag in include.tags for tag in tags)
        or any(_matches(found.path, pattern) for pattern in include.paths)
        or any(name in (identifier, found.key) for name in include.operations)
    )


def check_include(context: Context, found: Iterable[Found]) -> None:
    """Report every entry of `Include` that names nothing: what was asked for is not in the output."""
    include = context.config.include
    if include.everything:
        return
    operations = list(found)
    tags = {tag for each in operations for tag in context.reader.texts(each.node, "tags")}
    paths = {each.path for each in operations}
    names = {name for each in operations for name in _names(context, each)}
    wanted = [
        *(("tags", tag, tags) for tag in include.tags if tag not in tags),
        *(("paths", each, paths) for each in include.paths if not any(_matches(path, each) for path in paths)),
        *(("operations", name, names) for name in include.operations if name not in names),
    ]
    for field, name, known in wanted:
        looks_like = similar(name, sorted(known))
        hint = f"Did you mean {quote(looks_like)}?" if looks_like is not None else ""
        message = f"`include.{field}` names {quote(name)}, which the document does not have"
        context.diagnostics.error("config", message, context.root.location, hint)


def _names(context: Context, found: Found) -> Iterator[str]:
    identifier = context.reader.text(found.node, "operationId")
    if identifier is not None:
        yield identifier
    yield found.key


def _matches(path: str, pattern: str) -> bool:
    return path.startswith(pattern[:-1]) if pattern.endswith("*") else path == pattern
