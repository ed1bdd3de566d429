"""Parameters: where they are sent, in which style, and what they may be."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from openapi_vendor import ir
from openapi_vendor.diagnostics import quote
from openapi_vendor.document import Dialect, Reader
from openapi_vendor.lowering import documentation
from openapi_vendor.lowering.contents import Contents
from openapi_vendor.lowering.context import Lost
from openapi_vendor.lowering.paths import PathTemplate
from openapi_vendor.lowering.references import Unresolved
from openapi_vendor.lowering.schemas import Schemas
from openapi_vendor.lowering.types import ANYTHING
from openapi_vendor.source import Node
from openapi_vendor.text import Text

TOKEN: Final = re.compile(r"[!#$%&'*+\-.^_`|~0-9A-Za-z]{1,200}\Z")
"""RFC 9110 §5.6.2: what the name of a header, and here of a cookie, is made of."""

IGNORED_HEADERS: Final = {
    "accept": "the client asks for what is documented; `headers={'Accept': ...}` asks for something else",
    "content-type": "the client sends that of the body; `headers={'Content-Type': ...}` sends another",
    "authorization": "describe it as a security scheme (an overlay can), and the client takes the credential; or give "
    "`headers={'Authorization': ...}` to the client, or to `with_options`",
}
"""Headers that are not parameters (OpenAPI "Parameter Object"), with what to do instead."""

_STYLES: Final = {
    ir.In.PATH: (ir.Style.SIMPLE, ir.Style.LABEL, ir.Style.MATRIX),
    ir.In.QUERY: (ir.Style.FORM, ir.Style.SPACE_DELIMITED, ir.Style.PIPE_DELIMITED, ir.Style.DEEP_OBJECT),
    ir.In.HEADER: (ir.Style.SIMPLE,),
    ir.In.COOKIE: (ir.Style.FORM, ir.Style.COOKIE),
    ir.In.QUERYSTRING: (ir.Style.FORM,),
}
"""The styles that each location allows; the first is the default."""

_PLACES: Final = {place.value: place for place in ir.In}
_STYLE_NAMES: Final = {style.value: style for style in ir.Style}
_EXPLODED: Final = (ir.Style.FORM, ir.Style.COOKIE)


class Parameters:
    """Lowers parameters."""

    def __init__(self, schemas: Schemas, contents: Contents) -> None:
        self._schemas = schemas
        self._contents = contents
        self._context = schemas.context
        self._reader: Reader = schemas.context.reader
        self._said: set[str] = set()

    def of(self, written: Sequence[Node], shared: int) -> list[ir.Parameter]:
        """All parameters of an operation. The first `shared` are of its path item; its own override them.

        Raises `Lost` where one of them cannot be used: a call without it would not be the call.
        """
        found: dict[tuple[str, ir.In], tuple[ir.Parameter, bool]] = {}
        for index, node in enumerate(written):
            parameter = self.one(node)
            if parameter is None:
                continue
            name = parameter.name.raw
            key = (name.lower() if parameter.where is ir.In.HEADER else name, parameter.where)
            is_shared = index < shared
            if key in found and found[key][1] == is_shared:
                message = f"{quote(parameter.name)} is declared twice: the last one counts"
                self._context.warning("duplicate-parameter", message, node.location)
            found[key] = (parameter, is_shared)
        return [parameter for parameter, _ in found.values()]

    def one(self, written: Node) -> ir.Parameter | None:
        """The parameter at a node, through its `$ref`; None for one that cannot be, or is not to be, sent."""
        try:
            node = self._context.references.follow(written)
        except Unresolved:
            raise Lost from None
        self._context.anchors.target(node, "parameter")
        if type(node.data) is not dict:
            raise self._lost(node, "wrong-type", "a parameter must be an object")
        node = self._context.upgrade.parameter(node)
        name = self._reader.text(node, "name")
        if name is None:
            raise self._lost(node, "parameter-without-name", "a parameter must have a `name`")
        where = _PLACES.get(self._reader.text(node, "in") or "")
        if where is None:
            raise self._lost(node.get("in") or node, "parameter-place", "`in` must be path, query, header or cookie")
        if where is ir.In.HEADER and name.lower() in IGNORED_HEADERS:
            self._ignore(name, node)
            return None
        if where in (ir.In.HEADER, ir.In.COOKIE) and not name.strip():
            message = f"the name of a {where.value} must not be empty: the parameter cannot be sent, and is left out"
            self._context.warning("empty-name", message, (node.get("name") or node).location)
            return None
        if where in (ir.In.HEADER, ir.In.COOKIE) and not TOKEN.match(name):
            message = f"{quote(name)} is not a valid {where.value} name (RFC 9110)"
            raise self._lost(node.get("name") or node, "invalid-name", message)
        return self._lowered(node, name, where)

    def _ignore(self, name: str, node: Node) -> None:
        """Say once what becomes of a header that the client sets; some documents have it on every operation."""
        hint = IGNORED_HEADERS[name.lower()]
        if hint not in self._said:
            self._said.add(hint)
            message = f"the header {quote(name)} is set by the client itself: as a parameter it is ignored everywhere"
            self._context.warning("ignored-header", message, node.location, hint)

    def _lost(self, node: Node, code: str, message: str) -> Lost:
        self._context.diagnostics.error(code, message, node.location)
        return Lost()

    def _lowered(self, node: Node, name: str, where: ir.In) -> ir.Parameter:
        schema, media_type, type_ = node.get("schema"), None, None
        fallback = documentation.NONE
        if schema is not None:
            type_ = self._schemas.type_of(schema)
            fallback = documentation.of_schema(self._schemas.read(schema))
        elif node.get("content") is not None:
            contents = self._contents.of(node)
            if contents:
                media_type, type_ = contents[0].media_type, contents[0].type
                if len(contents) > 1:
                    message = "`content` of a parameter must have one media type: the first one counts"
                    self._context.warning("parameter-content", message, node.location)
        else:
            message = f"{quote(name)} has neither `schema` nor `content`: it may be anything"
            self._context.warning("parameter-without-schema", message, node.location)
        required = self._reader.flag(node, "required")
        if where is ir.In.PATH and not required:
            message = f"{quote(name)} is a path parameter, so it must say `required: true`: it is required"
            self._context.warning("path-parameter-optional", message, node.location)
            required = True
        style = self._style(node, where)
        return ir.Parameter(
            name=Text(name),
            where=where,
            required=required,
            type=ANYTHING if type_ is None else type_,
            style=style,
            # A query string is written as its media type says, not by style.
            explode=where is ir.In.QUERYSTRING or self._reader.flag(node, "explode", style in _EXPLODED),
            location=node.location,
            allow_reserved=self._flag_of_place(node, where, "allowReserved", self._reserving(node)),
            allow_empty_value=self._flag_of_place(node, where, "allowEmptyValue", (ir.In.QUERY,)),
            media_type=media_type,
            documentation=documentation.of_object(node, self._reader, fallback),
            pinned=self._context.pinned(node),
        )

    def _reserving(self, node: Node) -> tuple[ir.In, ...]:
        """The places of parameters that may leave reserved characters as they are: more of them since 3.2."""
        is_new = self._context.dialect(node) >= Dialect.V3_2
        return (ir.In.QUERY, ir.In.PATH, ir.In.COOKIE) if is_new else (ir.In.QUERY,)

    def _flag_of_place(self, node: Node, where: ir.In, key: str, places: tuple[ir.In, ...]) -> bool:
        """A flag that only parameters of some places have."""
        value = self._reader.flag(node, key)
        if value and where not in places:
            message = f"`{key}` means nothing for a {where.value} parameter: it is ignored"
            self._context.warning("parameter-flag", message, (node.get(key) or node).location)
            return False
        return value

    def _style(self, node: Node, where: ir.In) -> ir.Style:
        allowed = _STYLES[where]
        text = self._reader.text(node, "style")
        if text is None:
            return allowed[0]
        style = _STYLE_NAMES.get(text)
        if style is None or style not in allowed:
            message = f"a {where.value} parameter has no style {quote(text)}: {allowed[0].value} is used"
            self._context.warning("parameter-style", message, (node.get("style") or node).location)
            return allowed[0]
        return style

    def fitting(
        self, parameters: Iterable[ir.Parameter], template: PathTemplate, operation: Node
    ) -> list[ir.Parameter]:
        """The parameters with those in the path made to agree with its template: what is missing is added
        as a string, what has no place is left out."""
        names = [Text(name) for name in template.names]
        kept, declared = [], set()
        for parameter in parameters:
            if parameter.where is ir.In.PATH:
                if parameter.name not in names:
                    message = f"{quote(parameter.name)} is declared, but not in the path: it is left out"
                    self._context.warning("unused-path-parameter", message, parameter.location)
                    continue
                declared.add(parameter.name)
            kept.append(parameter)
        for name in names:
            if name not in declared:
                message = f"{quote(name)} stands in the path, but is not declared: it is taken as a string"
                self._context.warning("undeclared-path-parameter", message, operation.location)
                kept.append(self._undeclared(name, operation))
        return kept

    @staticmethod
    def _undeclared(name: Text, operation: Node) -> ir.Parameter:
        return ir.Parameter(name, ir.In.PATH, True, ir.String(), ir.Style.SIMPLE, False, operation.location)
