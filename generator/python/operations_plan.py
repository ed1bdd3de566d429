"""Views of `operations/`: a module for each group; a package of several where a group is too large to read at once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from generator import ir
from generator.python import documentation, reserved
from generator.python.annotations import Context
from generator.python.imports import Imports, ImportView
from generator.python.layout import bracketed, settle
from generator.python.operation_module import OperationModule
from generator.python.prose import docstring
from generator.python.registry import Scope
from generator.python.request_functions import request_function
from generator.python.views import (
    File,
    GroupView,
    ImportsView,
    OperationsGroupView,
    OperationsModuleView,
    OperationView,
)
from generator.python.words import snake, words
from generator.text import Text

_LARGE_GROUP = 50
"""More operations than this are spread over several modules, by what their paths speak of."""

_SMALL_PART = 6
"""Fewer operations than this are not worth a module of their own."""


def files(context: Context) -> Iterator[tuple[tuple[File, ...], GroupView]]:
    """The files of every group, with the group as the client shows it."""
    groups: dict[Text, list[ir.Operation]] = defaultdict(list)
    for operation in context.api.operations:
        groups[operation.group].append(operation)
    for group, operations in groups.items():
        if len(operations) > _LARGE_GROUP:
            yield _package(context, group, operations)
        else:
            yield _module(context, group, operations)


def _module(context: Context, group: Text, operations: Sequence[ir.Operation]) -> tuple[tuple[File, ...], GroupView]:
    names = context.names.groups[group]
    module = OperationModule(context, "..")
    views = tuple(request_function(module, operation) for operation in operations)
    module.imports.use(module.api, "API")
    for symbol in ("ClientT", "Group", "Request", "method"):
        module.use(symbol)
    view = _group(context, group, views)
    shown = OperationsModuleView(
        docstring([f"Request functions of {documentation.code(names.attribute)}."], indent=0),
        module.imports_view(),
        module.statements(),
        views,
        view,
    )
    return (File(f"operations/{names.module}.py", "operations.py.jinja", shown),), view


def _package(context: Context, group: Text, operations: Sequence[ir.Operation]) -> tuple[tuple[File, ...], GroupView]:
    """`operations/<group>/`: the group's class, and its functions in private modules."""
    names = context.names.groups[group]
    scope = Scope(reserved.KEYWORDS | reserved.MODULE_NAMES)
    imports = Imports()
    imports.use("..._runtime", "ClientT")
    imports.use("..._runtime", "Group")
    imports.use("..._runtime", "method")
    found: list[File] = []
    views: dict[str, OperationView] = {}
    exports: list[str] = []
    for subject, members in _spread(operations):
        part = f"_{scope.claim([subject, f'{subject}_'])}"
        module = OperationModule(context, "...")
        functions = tuple(request_function(module, operation) for operation in members)
        module.imports.use(module.api, "API")
        module.use("Request")
        views |= {operation.key: view for operation, view in zip(members, functions, strict=True)}
        exports.append(
            ImportView(f".{part}", tuple(f"{view.function} as {view.function}" for view in functions)).statement()
        )
        context.names.allocated.add(part)
        shown = OperationsModuleView(
            docstring([f"Request functions of {documentation.code(names.attribute)}: {subject}."], indent=0),
            module.imports_view(),
            module.statements(),
            functions,
            None,
        )
        found.append(File(f"operations/{names.module}/{part}.py", "operations.py.jinja", shown))
    view = _group(context, group, tuple(views[operation.key] for operation in operations))
    text = docstring([f"Request functions of {documentation.code(names.attribute)}."], indent=0)
    shown_group = OperationsGroupView(text, ImportsView(imports.groups(), ()), tuple(sorted(exports)), view)
    found.append(File(f"operations/{names.module}/__init__.py", "operations_group.py.jinja", shown_group))
    return tuple(found), view


def _literal_words(operation: ir.Operation) -> list[str]:
    """The fixed segments of a path as words."""
    literals = [part for part in operation.path if isinstance(part, Text)]
    return [snake(found) for part in literals for segment in part.split("/") if (found := words(segment))]


def _spread(
    operations: Sequence[ir.Operation], subject: tuple[str, ...] = ()
) -> Iterator[tuple[str, list[ir.Operation]]]:
    """Parts of a large group, named by the fixed segments of their paths; few of a kind stay together."""
    kinds: dict[str, list[ir.Operation]] = defaultdict(list)
    for operation in operations:
        kinds["".join(_literal_words(operation)[len(subject) : len(subject) + 1])].append(operation)
    rest: list[ir.Operation] = []
    for kind, members in kinds.items():
        if not kind or (len(kinds) > 1 and len(members) < _SMALL_PART):
            rest += members
        elif len(members) > _LARGE_GROUP:
            yield from _spread(members, (*subject, kind))
        else:
            yield "_".join((*subject, kind)), members
    if rest:
        yield "_".join(subject) or "root", rest


def _group(context: Context, group: Text, views: tuple[OperationView, ...]) -> GroupView:
    names = context.names.groups[group]
    tag = next((tag for tag in context.api.tags if tag.name == group), None)
    described = ir.Documentation(tag.summary, tag.description, tag.external_docs) if tag else ir.Documentation()
    texts = list(filter(None, documentation.of_node(described))) or [
        f"Operations of {documentation.code(names.attribute)}."
    ]
    header = bracketed(f"def {names.attribute}(", ["self"], f") -> {names.class_name}[Self]:", indent=1)
    return GroupView(
        names.module,
        names.class_name,
        names.attribute,
        docstring(texts, indent=1),
        settle(header, indent=1),
        docstring([texts[0].partition("\n")[0]], indent=2),
        ImportView(f".operations.{names.module}", (names.class_name,)).statement(2),
        views,
    )
