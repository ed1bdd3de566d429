"""The table of an operation: the statement that tells the runtime all it needs to know."""

from __future__ import annotations

from generator import ir
from generator.python import documentation, literals
from generator.python.layout import bracketed, tuple_of
from generator.python.names import parameter_names
from generator.python.operation_module import STREAMED, OperationModule, item_type, record_name
from generator.python.pagination import Rule
from generator.python.servers import same_servers, server

_LOCATIONS = {
    ir.In.PATH: "Path",
    ir.In.QUERY: "Query",
    ir.In.HEADER: "Header",
    ir.In.COOKIE: "Cookie",
    ir.In.QUERYSTRING: "QueryString",
}
_DEFAULT_STYLE = {
    ir.In.PATH: (ir.Style.SIMPLE, False),
    ir.In.QUERY: (ir.Style.FORM, True),
    ir.In.HEADER: (ir.Style.SIMPLE, False),
    ir.In.COOKIE: (ir.Style.FORM, True),
    ir.In.QUERYSTRING: (ir.Style.FORM, True),
}
_TYPED = {"Json", "Form", "Multipart", *STREAMED}
_DEFAULT_MEDIA_TYPE = {
    "Json": "application/json",
    "Form": "application/x-www-form-urlencoded",
    "Multipart": "multipart/form-data",
    "EventStream": "text/event-stream",
    "JsonLines": "application/jsonl",
    "JsonSequence": "application/json-seq",
    "Text": "text/plain",
    "Bytes": "application/octet-stream",
}


def table(module: OperationModule, operation: ir.Operation, constant: str, rule: Rule | None = None) -> str:
    """`_CONSTANT = API.operation(...)`."""
    rows = [literals.string(operation.method), _path(operation)]
    parameters = [
        _parameter(module, operation, argument, parameter)
        for argument, parameter in zip(
            parameter_names(operation, module.context.names), operation.parameters, strict=True
        )
    ]
    if parameters:
        rows.append(_named("parameters", parameters))
    if operation.body:
        rows.append(_body(module, operation.body))
    rows.append(_responses(module, operation))
    headers = [
        f"{_status_key(response.status)}: {module.header_set(response.headers)}"
        for response in operation.responses
        if response.headers
    ]
    if headers:
        rows.append(bracketed("response_headers={", headers, "}", indent=1, reserve=1))
    if operation.security is not None:
        rows.append(_named("security", [_requirement(module, found) for found in operation.security]))
    if operation.servers and not same_servers(operation.servers, module.context.api.servers):
        module.use("Server")
        if any(found.variables for found in operation.servers):
            module.use("ServerVariable")
        rows.append(_named("servers", [server(found) for found in operation.servers]))
    if rule is not None:
        rows.append(bracketed(f"pagination={module.use(rule.record)}(", list(rule.arguments), ")", indent=1, reserve=1))
    lines = "".join(f"    {row},\n" for row in rows)
    return f"{constant} = API.operation(\n{lines})"


def operation_name(module: OperationModule, operation: ir.Operation) -> str:
    """The name of the operation's request function."""
    return module.context.names.operations[operation.key].function


def _path(operation: ir.Operation) -> str:
    parts = [str(part.parameter) if isinstance(part, ir.Slot) else literals.string(part) for part in operation.path]
    return tuple_of(parts, indent=1, reserve=1)


def _parameter(module: OperationModule, operation: ir.Operation, argument: str, parameter: ir.Parameter) -> str:
    record = module.use(_LOCATIONS[parameter.where])
    if isinstance(parameter.type, ir.Enumeration):
        type_ = module.enumeration(parameter.type, operation_name(module, operation), argument)
    else:
        type_ = module.lazy(module.annotator.of(parameter.type))
    items = [literals.string(parameter.name), type_]
    style, explode = _DEFAULT_STYLE[parameter.where]
    if parameter.required and parameter.where is not ir.In.PATH:
        items.append("required=True")
    if parameter.style is not style:
        items.append(f"style={literals.string(parameter.style.value)}")
    if parameter.explode is not (explode if parameter.style is style else parameter.style is ir.Style.FORM):
        items.append(f"explode={parameter.explode}")
    if parameter.allow_reserved:
        items.append("allow_reserved=True")
    if parameter.allow_empty_value:
        items.append("allow_empty_value=True")
    if parameter.media_type is not None:
        items.append(f"media_type={literals.string(parameter.media_type)}")
    return bracketed(f"{record}(", items, ")", indent=2, reserve=1)


def _body(module: OperationModule, body: ir.Body) -> str:
    contents = [
        content_record(module, content, indent=1 + (len(body.contents) > 1), sent=True, required=body.required)
        for content in body.contents
    ]
    if len(contents) == 1:
        return f"body={contents[0]}"
    return tuple_of(contents, indent=1, prefix="body=")


def content_record(
    module: OperationModule, content: ir.Content, *, indent: int, sent: bool = False, required: bool = True
) -> str:
    """The runtime's record of one media type, of a body that is `sent` or received."""
    name = record_name(content, sent=sent)
    record = module.use(name)
    items: list[str] = []
    if name in _TYPED:
        if name in STREAMED:
            type_ = item_type(content)
        else:
            type_ = content.type if content.type is not None else ir.Anything()
        items.append(module.lazy(module.annotator.joined(module.annotator.members(type_))))
    if content.media_type != _DEFAULT_MEDIA_TYPE[name]:
        items.append(f"{'media_type=' * (name in _TYPED)}{literals.string(content.media_type)}")
    if name == "EventStream" and content.item_type is not None and _is_event(module, content.item_type):
        items.append("whole=True")
    if not required:
        items.append("required=False")
    encodings = [found for encoding in content.encoding if (found := _encoding(module, encoding, indent + 2))]
    if encodings and name in {"Form", "Multipart"}:
        items.append(bracketed("encoding={", encodings, "}", indent=indent + 1, reserve=1))
    return bracketed(f"{record}(", items, ")", indent=indent, reserve=8)


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


def _encoding(module: OperationModule, encoding: ir.Encoding, indent: int) -> str:
    """How one property is written, where the document says more than the default."""
    items = [f"style={literals.string(encoding.style.value)}"] if encoding.style is not None else []
    items += [f"explode={encoding.explode}"] if encoding.explode is not None else []
    items += ["allow_reserved=True"] * encoding.allow_reserved
    items += [f"content_type={literals.string(encoding.content_type)}"] if encoding.content_type is not None else []
    if not items:
        return ""
    opening = f"{literals.string(encoding.property)}: {module.use('Encoding')}("
    return bracketed(opening, items, ")", indent=indent, reserve=1)


def _responses(module: OperationModule, operation: ir.Operation) -> str:
    items: list[str] = []
    for response in operation.responses:
        several = len(response.contents) > 1
        contents = [content_record(module, content, indent=2 + several) for content in response.contents]
        value = (
            "None" if not contents else contents[0] if len(contents) == 1 else tuple_of(contents, indent=2, reserve=8)
        )
        items.append(f"{_status_key(response.status)}: {value}")
    return bracketed("responses={", items, "}", indent=1, reserve=1)


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
