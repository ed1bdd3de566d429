"""Views of `webhooks.py` and `callbacks.py`: a function for each payload that the API sends."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from openapi_vendor import ir
from openapi_vendor.python import documentation, literals
from openapi_vendor.python.annotations import RUNTIME, Context
from openapi_vendor.python.imports import ImportView
from openapi_vendor.python.layout import bracketed, settle, tuple_of
from openapi_vendor.python.operation_module import OperationModule
from openapi_vendor.python.operation_tables import content_record
from openapi_vendor.python.payload_kinds import Payloads, kinds
from openapi_vendor.python.prose import docstring, one_line, plain
from openapi_vendor.python.views import File, ParserView, PayloadsIndexView, PayloadsView

_PROSE = {
    "webhooks": "What the API sends to webhooks: a function for each payload.",
    "callbacks": "What the API sends to callbacks: a function for each payload.",
}


def files(context: Context) -> Iterator[File]:
    """`webhooks.py` and `callbacks.py`; a package of several modules where there are many payloads."""
    for kind in kinds(context.api):
        if kind.module in context.names.payload_parts:
            yield from _package(context, kind)
        else:
            yield _module(context, kind, f"{kind.module}.py", kind.payloads, is_whole=True)


def _package(context: Context, kind: Payloads) -> Iterator[File]:
    entries: list[str] = []
    imports: list[str] = []
    for part in context.names.payload_parts[kind.module]:
        yield _module(context, kind, f"{kind.module}/{part.module}.py", part.payloads, is_whole=False)
        functions = [context.names.payloads[payload.key].function for payload in part.payloads]
        entries.append(" ".join([f".{part.module}", *functions]))
        imports.append(
            ImportView(f".{part.module}", tuple(f"{name} as {name}" for name in sorted(functions))).statement(1)
        )
    names = _names(context, kind)
    runtime = ImportView(f"..{RUNTIME}", ("Parsers", "lazy_index") if names else ("lazy_index",)).statement()
    view = PayloadsIndexView(
        docstring([_PROSE[kind.module]], indent=0), runtime, tuple(sorted(imports)), tuple(entries), names
    )
    yield File(f"{kind.module}/__init__.py", "payloads_index.py.jinja", view)


def _module(context: Context, kind: Payloads, path: str, payloads: Sequence[ir.Payload], *, is_whole: bool) -> File:
    module = OperationModule(context, "." if is_whole else "..")
    parsers = tuple(_parser(module, kind, payload) for payload in payloads)
    for symbol in ("Incoming", "PayloadParser"):
        module.use(symbol)
    names = _names(context, kind) if is_whole else ""
    if names:
        module.use("Parsers")
    view = PayloadsView(docstring([_PROSE[kind.module]], indent=0), module.imports_view(), parsers, names)
    return File(path, "payloads.py.jinja", view)


def _names(context: Context, kind: Payloads) -> str:
    """The mapping from the names of webhooks to functions. The names of callbacks are not unique."""
    if kind.module != "webhooks":
        return ""
    events = [payload.event for payload in kind.payloads]
    items = []
    for payload in kind.payloads:
        function = context.names.payloads[payload.key].function
        method = f" {payload.method}" if events.count(payload.event) > 1 else ""
        items.append(f"{literals.joined(payload.event, method)}: {literals.string(function)}")
    return f"PARSERS = Parsers(\n    __name__,\n    {bracketed('{', items, '}', indent=1, reserve=1)},\n)"


def _parser(module: OperationModule, kind: Payloads, payload: ir.Payload) -> ParserView:
    names = module.context.names.payloads[payload.key]
    members: dict[str, None] = {}
    contents = payload.body.contents if payload.body is not None else ()
    for content in contents:
        members |= dict.fromkeys(module.content_members(content))
    type_ = " | ".join(sorted(members or {"None": None}, key=lambda member: member == "None"))
    several = len(contents) > 1
    records = [content_record(module, content, indent=1 + several) for content in contents]
    called = literals.string(f"the {kind.module[:-1]} {one_line(payload.event)}")
    items = [called, *([tuple_of(records, indent=1)] if several else records)]
    decorator = ""
    if payload.documentation.deprecated:
        decorator = f"@{module.use('deprecated')}({literals.string(f'{names.function} is deprecated')})"
    arguments = ["body: bytes", "content_type: str | None = None", "*", "strict: bool = False"]
    header = bracketed(f"def {names.function}(", arguments, f") -> Incoming[{type_}]:", indent=0)
    return ParserView(
        names.function,
        settle(bracketed(f"{names.constant} = PayloadParser(", items, ")", indent=0), indent=0),
        decorator,
        settle(header, indent=0),
        docstring(_paragraphs(kind, payload), indent=1),
        settle(f"return {names.constant}.parse(body, content_type, strict=strict)", indent=1),
    )


def _paragraphs(kind: Payloads, payload: ir.Payload) -> Iterator[str]:
    summary, description = plain(payload.documentation.summary), plain(payload.documentation.description)
    first, _, rest = (summary or description).partition("\n\n")
    yield first
    event = documentation.code(one_line(payload.event))
    if payload.expression is None:
        yield f"{documentation.code(payload.method)} of the webhook {event}{_see(payload)}"
    else:
        route = documentation.code(f"{payload.method} {one_line(payload.expression)}")
        yield f"{route}, the callback {event}{_see(payload)}"
    yield rest.strip("\n")
    if summary and description.rstrip(". ").casefold() != summary.rstrip(". ").casefold():
        yield description
    if payload.documentation.deprecated:
        yield "Deprecated."
    if payload.body is not None:
        yield _section("Args:", [("body", documentation.of_node(payload.body.documentation))])
    yield _section("Also sent:", map(_parameter, payload.parameters))
    answers = ((documentation.status_name(status), documentation.of_node(said)) for status, said in payload.answers)
    yield _section("Expected answers:", answers)


def _parameter(parameter: ir.Parameter) -> tuple[str, list[str]]:
    text = list(filter(None, documentation.of_value(parameter.documentation, parameter.type)))
    name = documentation.code(f"{parameter.where.value} {one_line(parameter.name)}")
    return name, text or ["Required." if parameter.required else "Optional."]


def _see(payload: ir.Payload) -> str:
    external_docs = one_line(payload.documentation.external_docs)
    return f" (see {external_docs})" if external_docs else ""


def _section(title: str, described: Iterable[tuple[str, Iterable[str]]]) -> str:
    entries = documentation.entries(described)
    return "\n".join([title, *entries]) if entries else ""
