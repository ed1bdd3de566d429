"""Swagger 2.0 objects in the shape of OpenAPI 3.1, one by one while reading.

Every part stays a node with its own place, so diagnostics point at what the author wrote. 3.0 needs nothing
here: where it differs, `older.py` (schemas) and the readers of parameters and contents know both ways.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from openapi_vendor.document.dialect import Dialect, Dialects
from openapi_vendor.document.reader import Reader
from openapi_vendor.document.schema import written_keywords
from openapi_vendor.source import Node

METHODS: Final = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The fixed fields of a path item that are operations; `query` since 3.2."""

FORM: Final = "application/x-www-form-urlencoded"
MULTIPART: Final = "multipart/form-data"

_SCHEMA_KEYWORDS: Final = written_keywords(lambda record: record.in_parameters)
"""What a 2.0 parameter or header says about its value, and 3.x says in `schema`."""

_STYLES: Final = {
    "csv": ("form", False),
    "ssv": ("spaceDelimited", False),
    "pipes": ("pipeDelimited", False),
    "multi": ("form", True),
}
_FLOWS: Final = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}


class Upgrade:
    """Upgrades nodes written in 2.0; others are returned as they are. `follow` resolves references."""

    def __init__(self, root: Node, dialects: Dialects, reader: Reader, follow: Callable[[Node], Node]) -> None:
        self._root = root
        self._dialects = dialects
        self._reader = reader
        self._follow = follow

    def _is_current(self, node: Node) -> bool:
        return self._dialects.of(node) is not Dialect.V2_0 or type(node.data) is not dict

    def root(self, node: Node) -> Node:
        """The root object: `host`, `basePath` and `schemes` become `servers`."""
        if self._is_current(node):
            return node
        return Node({**node.data, "servers": self._servers(node, node)}, node.source, node.pointer)

    def _servers(self, root: Node, stated: Node) -> Node:
        host, base = self._reader.text(root, "host"), self._reader.text(root, "basePath") or ""
        base = base if base.startswith("/") or not base else f"/{base}"
        schemes = self._reader.texts(stated, "schemes") or ("https",)
        urls = [f"{scheme}://{host}{base}" for scheme in schemes if scheme in ("http", "https")]
        # The safe one first: the first server is the default.
        urls.sort(key=lambda url: not url.startswith("https:"))
        servers = urls if host is not None else [base or "/"]
        return Node([{"url": url} for url in servers], root.source, (*root.pointer, "host"))

    def operation(self, node: Node, shared: Sequence[Node]) -> tuple[Node, list[Node]]:
        """The operation and its parameters, `shared` ones of the path item included, references followed.

        Body and form parameters become `requestBody`.
        """
        own = list(self._reader.elements(node, "parameters"))
        if self._is_current(node):
            return node, [*shared, *own]
        parameters, body, form = [], None, []
        for written in (*shared, *own):
            parameter = self._follow(written)
            where = parameter.get("in")
            if where is not None and where.data == "body":
                body = parameter
            elif where is not None and where.data == "formData":
                form.append(parameter)
            else:
                parameters.append(written)
        data: dict[str, Any] = {key: value for key, value in node.data.items() if key != "parameters"}
        if form:
            data["requestBody"] = self._form(node, form)
        elif body is not None:
            data["requestBody"] = self._body(node, body)
        if "schemes" in data and self._root.get("host") is not None:
            data["servers"] = self._servers(self._root, node)
        return Node(data, node.source, node.pointer), parameters

    def _media_types(self, operation: Node, field: str) -> tuple[str, ...]:
        stated = operation if operation.get(field) is not None else self._root
        return self._reader.texts(stated, field)

    def _body(self, operation: Node, parameter: Node) -> Node:
        media_types = [name for name in self._media_types(operation, "consumes") if name not in (FORM, MULTIPART)] or [
            "application/json"
        ]
        schema = parameter.get("schema")
        content = {"schema": schema} if schema is not None else {}
        data: dict[str, Any] = {"content": dict.fromkeys(media_types, content)}
        for key in ("description", "required"):
            if parameter.get(key) is not None:
                data[key] = parameter.get(key)
        return Node(data, parameter.source, parameter.pointer)

    def _form(self, operation: Node, parameters: Sequence[Node]) -> Node:
        properties: dict[str, Any] = {}
        encoding: dict[str, Any] = {}
        required = []
        for parameter in parameters:
            name = self._reader.text(parameter, "name")
            if name is None:
                continue
            properties[name] = self._schema(parameter, described=True)
            if self._reader.flag(parameter, "required"):
                required.append(name)
            if parameter.data.get("type") == "array":
                style, explode = self._style(parameter)
                encoding[name] = {"style": style, "explode": explode}
        stated = [name for name in self._media_types(operation, "consumes") if name in (FORM, MULTIPART)]
        if any(_holds(parameter.data, "type", "file") for parameter in parameters):
            media_types = [MULTIPART]
        elif any(_holds(parameter.data, "format", "binary") for parameter in parameters):
            media_types = stated or [MULTIPART]
        else:
            media_types = stated or [FORM]
        pointer = (*operation.pointer, "requestBody")
        schema: dict[str, Any] = {"type": "object", "properties": properties}
        if required:
            schema["required"] = required
        content = {"schema": Node(schema, operation.source, pointer), "encoding": encoding}
        data = {"content": dict.fromkeys(media_types, content), "required": bool(required)}
        return Node(data, operation.source, pointer)

    def parameter(self, node: Node) -> Node:
        """A parameter that is not in the body; `collectionFormat` becomes `style` and `explode`."""
        if self._is_current(node) or "schema" in node.data:
            return node
        data = {key: value for key, value in node.data.items() if key not in _SCHEMA_KEYWORDS}
        data["schema"] = self._schema(node)
        style, explode = self._style(node)
        if style is not None and not (style == "form" and data.get("in") in ("path", "header")):
            data["style"] = style
        data["explode"] = explode
        return Node(data, node.source, node.pointer)

    def header(self, node: Node) -> Node:
        """A response header."""
        if self._is_current(node) or "schema" in node.data:
            return node
        data = {key: value for key, value in node.data.items() if key not in _SCHEMA_KEYWORDS}
        data["schema"] = self._schema(node)
        return Node(data, node.source, node.pointer)

    def _style(self, node: Node) -> tuple[str | None, bool]:
        if node.data.get("type") != "array":
            return None, False
        separator = self._reader.text(node, "collectionFormat") or "csv"
        if separator not in _STYLES:
            child = node.get("collectionFormat")
            assert child is not None
            message = "this `collectionFormat` has no counterpart in OpenAPI 3: values are separated by commas"
            self._reader.diagnostics.warning("collection-format", message, child.location)
        return _STYLES.get(separator, ("form", False))

    def _schema(self, node: Node, *, described: bool = False) -> Node:
        """The keywords of a parameter or header that are its schema's."""
        keywords = _SCHEMA_KEYWORDS | {"description"} if described else _SCHEMA_KEYWORDS
        data = {key: node.get(key) for key in node.data if key in keywords}
        return Node(data, node.source, node.pointer)

    def response(self, node: Node, operation: Node) -> Node:
        """A response: `schema` and `examples` become `content`, for each media type of `produces`."""
        if self._is_current(node):
            return node
        data = {key: value for key, value in node.data.items() if key not in ("schema", "examples")}
        schema, examples = node.get("schema"), node.get("examples")
        if schema is not None:
            media_types = self._media_types(operation, "produces") or ("application/json",)
            data["content"] = {name: {"schema": schema, **self._example(examples, name)} for name in media_types}
        return Node(data, node.source, node.pointer)

    @staticmethod
    def _example(examples: Node | None, media_type: str) -> dict[str, Any]:
        example = examples.get(media_type) if examples is not None else None
        return {} if example is None else {"example": example}

    def security_scheme(self, node: Node) -> Node:
        """A security scheme: `basic` is a kind of `http`, and OAuth2 has one flow."""
        if self._is_current(node):
            return node
        data = dict(node.data)
        if data.get("type") == "basic":
            data.update(type="http", scheme="basic")
        elif data.get("type") == "oauth2":
            flow = {key: node.get(key) for key in ("authorizationUrl", "tokenUrl", "scopes") if key in data}
            name = _FLOWS.get(self._reader.text(node, "flow") or "", "implicit")
            data["flows"] = Node({name: Node(flow, node.source, node.pointer)}, node.source, node.pointer)
        return Node(data, node.source, node.pointer)


def _holds(parameter: Any, keyword: str, value: str) -> bool:
    """Whether a parameter of a form, or what it is an array of, has this keyword."""
    items = parameter.get("items")
    return parameter.get(keyword) == value or (type(items) is dict and _holds(items, keyword, value))
