"""What the document says about itself: `info` and `tags`."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.lowering.context import Context
from openapi_vendor.lowering.values import optional
from openapi_vendor.source import Node
from openapi_vendor.text import Text


def of(context: Context) -> ir.Info:
    """The Info Object. A title or version that is missing is reported and left empty."""
    text = context.reader.text
    node = context.reader.mapping(context.root, "info")
    if node is None:
        context.warning("no-info", "the document has no `info`", context.root.location)
        return ir.Info(Text(""), Text(""))
    for field in ("title", "version"):
        if node.get(field) is None:
            context.warning("no-info", f"`info` has no `{field}`", node.location)
    return ir.Info(
        title=Text(text(node, "title") or ""),
        version=Text(text(node, "version") or ""),
        summary=optional(text(node, "summary")),
        description=optional(text(node, "description")),
        terms_of_service=optional(text(node, "termsOfService")),
        contact=_texts(context, node, "contact", ("name", "url", "email")),
        license=_texts(context, node, "license", ("name", "identifier", "url")),
    )


def _texts(context: Context, node: Node, key: str, fields: tuple[str, ...]) -> tuple[tuple[str, Text], ...]:
    child = context.reader.mapping(node, key)
    if child is None:
        return ()
    found = ((field, context.reader.text(child, field)) for field in fields)
    return tuple((field, Text(value)) for field, value in found if value)


def tags(context: Context) -> tuple[ir.Tag, ...]:
    """The tags that the document describes; of two with the same name the first counts."""
    found: dict[str, ir.Tag] = {}
    for node in context.reader.elements(context.root, "tags"):
        name = context.reader.text(node, "name") if type(node.data) is dict else None
        if name is None:
            context.warning("tag-without-name", "a tag must have a `name`: it is ignored", node.location)
        elif name in found:
            context.warning("duplicate-tag", "this tag is described twice: the first one counts", node.location)
        else:
            found[name] = _tag(context, node, name)
    return tuple(found.values())


def _tag(context: Context, node: Node, name: str) -> ir.Tag:
    docs = context.reader.mapping(node, "externalDocs")
    return ir.Tag(
        name=Text(name),
        summary=optional(context.reader.text(node, "summary")),
        description=optional(context.reader.text(node, "description")),
        external_docs=None if docs is None else optional(context.reader.text(docs, "url")),
        parent=optional(context.reader.text(node, "parent")),
    )
