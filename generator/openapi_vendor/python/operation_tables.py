"""The table of an operation: the statement that tells the runtime all it needs to know."""

from __future__ import annotations

from openapi_vendor import ir
from openapi_vendor.media_types import MediaKind, media_kind
from openapi_vendor.python import documentation, literals
from openapi_vendor.python.layout import bracketed, tuple_of
from openapi_vendor.python.octets import encodings_of, octets_of
from openapi_vendor.python.operation_module import STREAMED, OperationModule, item_type, record_name
from openapi_vendor.python.pagination import Rule
from openapi_vendor.python.servers import same_servers, server
from openapi_vendor.python.xml import xml_node

_METHODS = frozenset({"GET", "PUT", "POST", "DELETE", "OPTIONS", "HEAD", "PATCH", "TRACE"})
"""Those that `API` has a method for: the fixed fields of the Path Item Object of OpenAPI 3.1."""

_LOCATIONS = {
    ir.In.PATH: "Path",
    ir.In.QUERY: "Query",
    ir.In.HEADER: "Header",
    ir.In.COOKIE: "Cookie",
    ir.In.QUERYSTRING: "QueryString",
}
_DEFAULT_STYLE = {
    ir.In.PATH: ir.Style.SIMPLE,
    ir.In.QUERY: ir.Style.FORM,
    ir.In.HEADER: ir.Style.SIMPLE,
    ir.In.COOKIE: ir.Style.FORM,
    ir.In.QUERYSTRING: ir.Style.FORM,
}
_TYPED = {"Json", "Form", "Multipart", "Xml", *STREAMED}
_DEFAULT_MEDIA_TYPE = {
    "Json": "application/json",
    "Form": "application/x-www-form-urlencoded",
    "Multipart": "multipart/form-data",
    "EventStream": "text/event-stream",
    "JsonLines": "application/jsonl",
    "JsonSequence": "application/json-seq",
    "Xml": "application/xml",
    "Text": "text/plain",
    "Bytes": "application/octet-stream",
}


def table(module: OperationModule, operation: ir.Operation, constant: str, rule: Rule | None = None) -> str:
    """`_CONSTANT = API.get(...)`; `API.operation("QUERY", ...)` for a method that has no name of its own."""
    method = operation.method.lower() if operation.method in _METHODS else ""
    rows = [*([] if method else [literals.string(operation.method)]), _path(operation)]
    parameters = [_parameter(module, parameter) for parameter in operation.parameters]
    if parameters:
        rows.append(_named("parameters", parameters))
    if operation.body:
        rows.append(_body(module, operation.body))
    rows.append(_responses(module, operation))
    headers = [
        f"{_status_key(response.status)}: {module.header_set(operation, response)}"
        for response in operation.responses
        if response.headers
    ]
    if headers:
        rows.append(bracketed("response_headers={", headers, "}", indent=1, reserve=1))
    if operation.security:
        rows.append(_named("security", [_requirement(module, found) for found in operation.security]))
    if operation.servers and not same_servers(operation.servers, module.context.api.servers):
        rows.append(
            _named(
                "servers",
                [module.annotator.text(server(found, module.annotator.nodes.use)) for found in operation.servers],
            )
        )
    if rule is not None:
        rows.append(bracketed(f"pagination={module.use(rule.record)}(", list(rule.arguments), ")", indent=1, reserve=1))
    lines = "".join(f"    {row},\n" for row in rows)
    return f"{constant} = API.{method or 'operation'}(\n{lines})"


def _path(operation: ir.Operation) -> str:
    parts = [str(part.parameter) if isinstance(part, ir.Slot) else literals.string(part) for part in operation.path]
    return tuple_of(parts, indent=1, reserve=1)


def _parameter(module: OperationModule, parameter: ir.Parameter) -> str:
    record = module.use(_LOCATIONS[parameter.where])
    if isinstance(parameter.type, ir.Enumeration):
        type_ = module.enumeration(parameter.type)
    else:
        type_ = module.lazy(module.annotator.nodes.of(parameter.type))
    items = [literals.string(parameter.name), type_]
    style = _DEFAULT_STYLE[parameter.where]
    if parameter.required and parameter.where is not ir.In.PATH:
        items.append("required=True")
    if parameter.style is not style:
        items.append(f"style={literals.string(parameter.style.value)}")
    if parameter.explode is not (parameter.style in (ir.Style.FORM, ir.Style.COOKIE)):
        items.append(f"explode={parameter.explode}")
    if parameter.allow_reserved:
        items.append("allow_reserved=True")
    if parameter.allow_empty_value:
        items.append("allow_empty_value=True")
    if parameter.media_type is not None:
        items.append(f"media_type={literals.string(parameter.media_type)}")
    return bracketed(f"{record}(", items, ")", indent=2, reserve=1)


def _body(module: OperationModule, body: ir.Body) -> str:
    # The first that fits is sent: XML only where nothing else is, or where it is asked for.
    ordered = sorted(body.contents, key=lambda content: media_kind(content.media_type) is MediaKind.XML)
    several = len(ordered) > 1
    reserve = 1 if several else len("body=,")
    contents = [
        content_record(module, content, indent=1 + several, sent=True, required=body.required, reserve=reserve)
        for content in ordered
    ]
    if len(contents) == 1:
        return f"body={contents[0]}"
    return tuple_of(contents, indent=1, prefix="body=")


def content_record(
    module: OperationModule,
    content: ir.Content,
    *,
    indent: int,
    sent: bool = False,
    required: bool = True,
    reserve: int = 1,
) -> str:
    """The runtime's record of one media type, of a body that is `sent` or received.

    `reserve` is how many characters stand beside it on its line.
    """
    name = record_name(module.context.api, content, sent=sent)
    record = module.use(name)
    items: list[str] = []
    if name in _TYPED:
        if name in STREAMED:
            type_ = item_type(content)
        else:
            type_ = content.type if content.type is not None else ir.Anything()
        items.append(module.lazy(module.annotator.nodes.alternatives(type_)))
    if name == "Xml" and content.xml is not None:
        items.append(module.annotator.text(xml_node(content.xml, module.annotator.nodes.use)))
    if content.media_type != _DEFAULT_MEDIA_TYPE[name]:
        items.append(f"{'media_type=' * (name in _TYPED)}{literals.string(content.media_type)}")
    if name == "Text" and (text := module.text_type(content)) is not None:
        items.append(f"type={module.lazy(module.annotator.nodes.alternatives(text))}")
    if name == "Bytes" and octets_of(content, module.context.api) is ir.StringFormat.BYTE:
        items.append("base64=True")
    if name == "EventStream" and content.item_type is not None and _is_event(module, content.item_type):
        items.append("whole=True")
    if not required:
        items.append("required=False")
    written = (
        _encoding(module, encoding, indent + 2, is_multipart=name == "Multipart")
        for encoding in (encodings_of(content, module.context.api) if name == "Multipart" else content.encoding)
    )
    encodings = list(filter(None, written))
    if encodings and name in {"Form", "Multipart"}:
        items.append(bracketed("encoding={", encodings, "}", indent=indent + 1, reserve=1))
    return bracketed(f"{record}(", items, ")", indent=indent, reserve=reserve)


def _is_event(module: OperationModule, type_: ir.Type) -> bool:
    """Whether items are whole events, with their data in the member `data` (OpenAPI 3.2 "Server-Sent Events")."""
    match type_:
        case ir.Union(variants=variants):
            return all(_is_event(module, variant) for variant in variants)
        case ir.Checked(type=inner):
            return _is_event(module, inner)
        case ir.Ref(key=key):
            declaration = module.context.api.declarations[key]
            if isinstance(declaration, ir.Alias):
                return _is_event(module, declaration.type)
            return any(found.name == "data" for found in declaration.properties)
        case _:
            return False


def _encoding(module: OperationModule, encoding: ir.Encoding, indent: int, *, is_multipart: bool) -> str:
    """How one property is written, where the document says more than the default."""
    items = [f"style={literals.string(encoding.style.value)}"] if encoding.style is not None else []
    items += [f"explode={encoding.explode}"] if encoding.explode is not None else []
    items += ["allow_reserved=True"] * encoding.allow_reserved
    items += [f"content_type={literals.string(encoding.content_type)}"] if encoding.content_type is not None else []
    items += ["is_encoded=True"] * encoding.is_encoded
    if encoding.headers and is_multipart:
        headers = [module.header(header, indent + 1) for header in encoding.headers]
        items.append(tuple_of(headers, indent=indent + 1, prefix="headers=", reserve=1))
    if not items:
        return ""
    opening = f"{literals.string(encoding.property)}: {module.use('Encoding')}("
    return bracketed(opening, items, ")", indent=indent, reserve=1)


def _responses(module: OperationModule, operation: ir.Operation) -> str:
    """Statuses with the same contents stand together; successes apart from errors."""
    alike: dict[tuple[bool, tuple[str, ...]], list[ir.Response]] = {}
    for response in operation.responses:
        key = documentation.is_success(response.status), _contents(module, response, reserve=0)
        alike.setdefault(key, []).append(response)
    items: list[str] = []
    for responses in alike.values():
        keys = ", ".join(_status_key(response.status) for response in responses)
        statuses = keys if len(responses) == 1 else f"({keys})"
        contents = _contents(module, responses[0], reserve=len(f"{statuses}: ,"))
        value = (
            "None" if not contents else contents[0] if len(contents) == 1 else tuple_of(contents, indent=2, reserve=8)
        )
        items.append(f"{statuses}: {value}")
    return bracketed("responses={", items, "}", indent=1, reserve=1)


def _contents(module: OperationModule, response: ir.Response, *, reserve: int) -> tuple[str, ...]:
    """The records of a response's media types, where `reserve` characters stand beside a single one."""
    several = len(response.contents) > 1
    return tuple(
        content_record(module, content, indent=2 + several, reserve=1 if several else reserve)
        for content in response.contents
    )


def _requirement(module: OperationModule, requirement: ir.SecurityRequirement) -> str:
    constants = [module.context.names.schemes[use.scheme].constant for use in requirement]
    if not constants:
        return "()"
    for constant in constants:
        module.imports.use(module.api, constant)
    return f"({', '.join(constants)}{',' * (len(constants) == 1)})"


def _status_key(status: ir.Status) -> str:
    name = documentation.status_name(status)
    return name if name.isdigit() else f'"{name}"'


def _named(name: str, items: list[str]) -> str:
    return tuple_of(items, indent=1, prefix=f"{name}=")
