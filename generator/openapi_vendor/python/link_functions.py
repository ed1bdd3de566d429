"""A function for each link: from an answer to the request of the operation that the link leads to."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from openapi_vendor import ir
from openapi_vendor.python import documentation, literals
from openapi_vendor.python.imports import ImportView
from openapi_vendor.python.layout import bracketed, settle
from openapi_vendor.python.operation_module import OperationModule
from openapi_vendor.python.outcomes import Following, links_of
from openapi_vendor.python.prose import docstring, one_line, plain
from openapi_vendor.python.request_functions import argument_lists, returns
from openapi_vendor.python.views import LinkView

Homes = Mapping[str, tuple[str, ...]]
"""The module of each operation by its key, as path inside `operations`."""


def link_functions(module: OperationModule, operation: ir.Operation, homes: Homes) -> tuple[LinkView, ...]:
    """The functions that follow the links of an operation's answers."""
    names = module.context.names.links[operation.key]
    by_key = module.context.operations
    return tuple(
        _function(module, operation, following, by_key[following.operation], name, homes)
        for following, name in zip(links_of(operation), names, strict=True)
    )


def _function(
    module: OperationModule,
    operation: ir.Operation,
    following: Following,
    target: ir.Operation,
    name: str,
    homes: Homes,
) -> LinkView:
    link = following.link
    given = dict(link.arguments)
    called = module.context.names.arguments[target.key]
    arguments, body, answer = called.parameters, called.body, called.answer
    if following.of_success:
        type_ = f"{module.use('Response')}[{returns(module, operation)}]"
    else:
        type_ = module.imports.use(module.errors, "StatusError")
    positional, required, optional = argument_lists(module, target, given=given, body_given=link.body is not None)
    keywords = [*positional, *required, *optional]
    items = [f"{answer}: {type_}", *(["*", *keywords] if keywords else [])]
    result = f"{module.use('Request')}[{returns(module, target)}]"
    constant = module.context.names.operations[target.key].constant
    passed = [constant]
    passed += [
        _record(module, given[index]) if index in given else argument for index, argument in enumerate(arguments)
    ]
    if link.body is not None:
        passed.append(f"body={_record(module, link.body)}")
    elif target.body is not None:
        passed.append(f"body={body}")
    opening = f"return {module.use('Link')}({literals.string(link.name)}, {answer}).request("
    return LinkView(
        name,
        _decorator(module, target, name),
        settle(bracketed(f"def {name}(", items, f") -> {result}:", indent=0), indent=0),
        docstring(_paragraphs(operation, target, link, arguments, body), indent=1),
        _import(homes[operation.key], homes[target.key], constant),
        settle(bracketed(opening, passed, ")", indent=1), indent=1),
    )


def _decorator(module: OperationModule, target: ir.Operation, name: str) -> str:
    if not target.documentation.deprecated:
        return ""
    return f"@{module.use('deprecated')}({literals.string(f'{name} is deprecated')})"


def _import(here: tuple[str, ...], there: tuple[str, ...], constant: str) -> str:
    """The target's table, imported when it is needed: groups link to each other in circles."""
    if here == there:
        return ""
    shared = len(here) > 1 and here[0] == there[0]
    source = f".{there[-1]}" if shared else f"{'.' * len(here)}{'.'.join(there)}"
    return ImportView(source, (constant,)).statement(1)


def _record(module: OperationModule, value: ir.LinkValue) -> str:
    """What the runtime looks the value up by."""
    match value:
        case ir.Expression(source, name):
            items = [literals.string(source.value), *([literals.string(name)] if name else [])]
            return f"{module.use('Expression')}({', '.join(items)})"
        case ir.Template(parts):
            texts = [
                _record(module, part) if isinstance(part, ir.Expression) else literals.string(part) for part in parts
            ]
            return f"{module.use('Template')}({', '.join(texts)})"
        case ir.Constant(constant):
            return f"{module.use('Constant')}({literals.value(constant)})"
        case _:
            assert_never(value)


def _paragraphs(
    operation: ir.Operation, target: ir.Operation, link: ir.Link, arguments: tuple[str, ...], body: str
) -> list[str]:
    answered = documentation.code(f"{operation.method} {one_line(operation.path_template)}")
    leads = documentation.code(f"{target.method} {one_line(target.path_template)}")
    given = dict(link.arguments)
    sources = [
        f"{documentation.code(arguments[index])} is {documentation.code(_shown(value))}"
        for index, value in given.items()
    ]
    sources += [f"the body is {documentation.code(_shown(link.body))}"] if link.body is not None else []
    described = [
        (argument, documentation.of_value(parameter.documentation, parameter.type))
        for index, (argument, parameter) in enumerate(zip(arguments, target.parameters, strict=True))
        if index not in given
    ]
    if link.body is None and target.body is not None:
        described.append((body, documentation.of_node(target.body.documentation)))
    entries = documentation.entries(described)
    return [
        f"The link {documentation.code(one_line(link.name))} from {answered} to {leads}.",
        plain(link.documentation.description),
        f"{'; '.join(sources)}." if sources else "",
        "Deprecated." if target.documentation.deprecated else "",
        "\n".join(["Args:", *entries]) if entries else "",
    ]


def _shown(value: ir.LinkValue) -> str:
    """The value as the document writes it."""
    match value:
        case ir.Expression(source, name):
            separator = "#" if source.value.endswith("body") else "."
            return f"${source.value}{separator if name else ''}{one_line(name)}"
        case ir.Template(parts):
            return "".join(
                f"{{{_shown(part)}}}" if isinstance(part, ir.Expression) else literals.string(part)[1:-1]
                for part in parts
            )
        case ir.Constant(constant):
            return literals.value(constant)
        case _:
            assert_never(value)
