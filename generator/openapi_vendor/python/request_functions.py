"""A request function: its header, its docstring, the call of its table."""

from __future__ import annotations

from collections.abc import Collection

from openapi_vendor import ir
from openapi_vendor.python import documentation, literals
from openapi_vendor.python.body_choice import Choice, choices
from openapi_vendor.python.enumerations import enumeration_of
from openapi_vendor.python.layout import bracketed, settle
from openapi_vendor.python.operation_module import OperationModule, record_name
from openapi_vendor.python.operation_tables import table
from openapi_vendor.python.outcomes import is_bodiless, successes
from openapi_vendor.python.pagination import Rule
from openapi_vendor.python.prose import docstring
from openapi_vendor.python.views import LinkView, OperationView
from openapi_vendor.source.pointers import pointer_text
from openapi_vendor.text import Text


def request_function(
    module: OperationModule, operation: ir.Operation, links: tuple[LinkView, ...] = ()
) -> OperationView:
    """The operation's view, with the functions of its links."""
    names = module.context.names.operations[operation.key]
    called = module.context.names.arguments[operation.key]
    arguments, body = called.parameters, called.body
    result = returns(module, operation)
    rule = module.context.rules.get(operation.key)
    pages = rule.words if rule else ""
    call = f"{names.constant}.{'paged' if rule else 'request'}("
    passed = [*arguments, *([f"body={body}"] if operation.body else [])]
    chosen = choices(module, operation.body, called)
    passed += [f"{each.keyword}={each.name}" for each in chosen]
    more = [(each.name, each.words) for each in chosen]
    text = docstring(documentation.of_operation(operation, arguments, body, pages, more, module.shortened), indent=1)
    decorator, descriptor = "", "paged_method" if rule else "method"
    if operation.documentation.deprecated:
        module.use("deprecated")
        descriptor = "deprecated_method"
        decorator = f"@deprecated({literals.string(f'{names.function} is deprecated')})"
    return OperationView(
        names.function,
        names.method,
        settle(bracketed(f"{names.method} = {descriptor}(", [names.function], ")", indent=1), indent=1),
        settle(table(module, operation, names.constant, rule), indent=0),
        _header(module, operation, names.function, chosen, _request_type(module, result, rule)),
        text,
        settle(bracketed(f"return {call}", passed, ")", indent=1), indent=1),
        decorator,
        descriptor,
        links,
        http_method=literals.string(operation.method),
        path=literals.string(operation.path_template),
        operation_id=literals.string(operation.id) if operation.id is not None else "None",
        tags=literals.strings(operation.tags),
        pointer=literals.string(Text(pointer_text(operation.location.pointer))),
        deprecated=operation.documentation.deprecated,
    )


def _header(
    module: OperationModule,
    operation: ir.Operation,
    function: str,
    chosen: tuple[Choice, ...],
    request_type: str,
) -> str:
    positional, required, optional = argument_lists(module, operation)
    keywords = [*required, *optional, *(f"{each.name}: {each.annotation} | None = None" for each in chosen)]
    items = [*positional, *(["*", *keywords] if keywords else [])]
    return settle(bracketed(f"def {function}(", items, f") -> {request_type}:", indent=0), indent=0)


def _request_type(module: OperationModule, result: str, rule: Rule | None) -> str:
    if rule is None:
        return f"{module.use('Request')}[{result}]"
    item = module.annotator.joined(rule.item, plain=True)
    return f"{module.use('PagedRequest')}[{result}, {item}]"


def argument_lists(
    module: OperationModule,
    operation: ir.Operation,
    *,
    given: Collection[int] = (),
    body_given: bool = False,
) -> tuple[list[str], list[str], list[str]]:
    """The arguments of a function as `name: type`: those of the path, other required ones, optional ones.

    `given` are the parameters that it needs not be told.
    """
    names = module.context.names.arguments[operation.key]
    arguments, body = names.parameters, names.body
    positional: list[str] = []
    required: list[str] = []
    optional: list[str] = []
    for index, (argument, parameter) in enumerate(zip(arguments, operation.parameters, strict=True)):
        if index in given:
            continue
        annotation = _joined(_argument_members(module, parameter.type))
        if parameter.only_value is not None:
            optional.append(f"{argument}: {annotation} = {literals.value(parameter.only_value)}")
        elif parameter.where is ir.In.PATH:
            positional.append(f"{argument}: {annotation}")
        elif parameter.required:
            required.append(f"{argument}: {annotation}")
        else:
            optional.append(f"{argument}: {_or_none(annotation)} = None")
    if operation.body and not body_given:
        annotation = _joined(_body_members(module, operation.body))
        if operation.body.required:
            required.append(f"{body}: {annotation}")
        elif _may_be_null(module, operation.body):
            optional.insert(0, f"{body}: {annotation} | {module.use('Unset')} = {module.use('UNSET')}")
        else:
            optional.insert(0, f"{body}: {_or_none(annotation)} = None")
    return positional, required, optional


def _may_be_null(module: OperationModule, body: ir.Body) -> bool:
    """Whether None is a body that can be sent: then UNSET leaves the body out, as it does a property."""
    return any(
        record_name(module.context.api, content, sent=True) == "Json"
        and "null" in module.context.kinds.json(content.type or ir.Anything())
        for content in body.contents
    )


def _argument_members(module: OperationModule, type_: ir.Type) -> tuple[str, ...]:
    enumeration = enumeration_of(type_)
    if enumeration is None:
        return module.annotator.members(type_, plain=True)
    written = module.enumeration(enumeration)
    return (f"list[{written}]" if isinstance(type_, ir.Array) else written,)


def _body_members(module: OperationModule, body: ir.Body) -> tuple[str, ...]:
    members: dict[str, None] = {}
    for content in body.contents:
        members |= dict.fromkeys(module.content_members(content, sent=True))
    return tuple(members) or ("bytes",)


def returns(module: OperationModule, operation: ir.Operation) -> str:
    """The type of a success's body."""
    if operation.method == "HEAD":
        return "None"
    members: dict[str, None] = {}
    found = successes(operation)
    for response in found:
        if is_bodiless(response):
            members["None"] = None
        for content in response.contents:
            members |= dict.fromkeys(module.content_members(content))
    if not found or not all(response.contents or is_bodiless(response) for response in found):
        # Nothing is said of a body, which is no promise that there is none.
        members[module.imports.use("typing", "Any")] = None
        members.pop("None", None)
    ordered = sorted(members, key=lambda member: (member == "None", member == "Any"))
    return " | ".join(ordered)


def _joined(members: tuple[str, ...]) -> str:
    return " | ".join(dict.fromkeys(members))


def _or_none(annotation: str) -> str:
    return annotation if annotation.split(" | ")[-1] in {"None", "Any"} else f"{annotation} | None"
