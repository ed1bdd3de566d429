"""A request function: its header, its docstring, the call of its table."""

from __future__ import annotations

from generator import ir
from generator.python import documentation, literals
from generator.python.layout import bracketed, settle
from generator.python.names import body_name, parameter_names
from generator.python.operation_module import OperationModule
from generator.python.operation_tables import table
from generator.python.prose import docstring
from generator.python.views import OperationView


def request_function(module: OperationModule, operation: ir.Operation) -> OperationView:
    """The operation's view."""
    names = module.context.names.operations[operation.key]
    arguments = parameter_names(operation, module.context.names)
    body = body_name(arguments)
    module.context.names.allocated.add(body)
    returns = _returns(module, operation)
    text = docstring(documentation.of_operation(operation, arguments, body, returns), indent=1)
    passed = [*arguments, *([f"body={body}"] if operation.body else [])]
    decorator = ""
    if operation.documentation.deprecated:
        module.use("deprecated")
        decorator = f"@deprecated({literals.string(f'{names.function} is deprecated')})"
    return OperationView(
        names.function,
        names.method,
        settle(bracketed(f"{names.method} = method(", [names.function], ")", indent=1), indent=1),
        settle(table(module, operation, names.constant), indent=0),
        _header(module, operation, names.function, arguments, body, returns),
        text,
        settle(bracketed(f"return {names.constant}.request(", passed, ")", indent=1), indent=1),
        decorator,
    )


def _header(
    module: OperationModule,
    operation: ir.Operation,
    function: str,
    arguments: tuple[str, ...],
    body: str,
    returns: str,
) -> str:
    positional: list[str] = []
    required: list[str] = []
    optional: list[str] = []
    for argument, parameter in zip(arguments, operation.parameters, strict=True):
        annotation = _joined(_argument_members(module, function, argument, parameter.type))
        if parameter.where is ir.In.PATH:
            positional.append(f"{argument}: {annotation}")
        elif parameter.required:
            required.append(f"{argument}: {annotation}")
        else:
            optional.append(f"{argument}: {_or_none(annotation)} = None")
    if operation.body:
        annotation = _joined(_body_members(module, operation.body))
        if operation.body.required:
            required.append(f"{body}: {annotation}")
        else:
            optional.insert(0, f"{body}: {_or_none(annotation)} = None")
    keywords = [*required, *optional]
    items = [*positional, *(["*", *keywords] if keywords else [])]
    result = f"{module.use('Request')}[{returns}]"
    return settle(bracketed(f"def {function}(", items, f") -> {result}:", indent=0), indent=0)


def _argument_members(module: OperationModule, function: str, argument: str, type_: ir.Type) -> tuple[str, ...]:
    if isinstance(type_, ir.Enumeration):
        return (module.enumeration(type_, function, argument),)
    if isinstance(type_, ir.Array) and isinstance(type_.rest, ir.Enumeration) and not type_.prefix:
        return (f"list[{module.enumeration(type_.rest, function, argument)}]",)
    return module.annotator.members(type_, plain=True)


def _body_members(module: OperationModule, body: ir.Body) -> tuple[str, ...]:
    members: dict[str, None] = {}
    for content in body.contents:
        members |= dict.fromkeys(module.content_members(content))
    return tuple(members) or ("bytes",)


def _returns(module: OperationModule, operation: ir.Operation) -> str:
    members: dict[str, None] = {}
    for response in successes(operation):
        if not response.contents:
            members["None"] = None
        for content in response.contents:
            members |= dict.fromkeys(module.content_members(content))
    ordered = sorted(members or {"None": None}, key=lambda member: member == "None")
    return " | ".join(ordered)


def _joined(members: tuple[str, ...]) -> str:
    return " | ".join(dict.fromkeys(members))


def successes(operation: ir.Operation) -> list[ir.Response]:
    """The responses that a call returns: 2xx, else 3xx and the default, where nothing else says what success is."""
    return [response for response in operation.responses if documentation.is_success(response.status)] or [
        response
        for response in operation.responses
        if isinstance(response.status, ir.DefaultStatus) or documentation.status_name(response.status)[0] == "3"
    ]


def _or_none(annotation: str) -> str:
    return annotation if annotation.split(" | ")[-1] in {"None", "Any"} else f"{annotation} | None"
