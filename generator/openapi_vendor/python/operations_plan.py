"""Views of `operations/`: a module for each group; a package of several where a group is too large to read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from openapi_vendor import ir
from openapi_vendor.python import documentation
from openapi_vendor.python.annotations import Context
from openapi_vendor.python.imports import Imports, ImportView
from openapi_vendor.python.layout import bracketed, settle
from openapi_vendor.python.link_functions import Homes, link_functions
from openapi_vendor.python.names import Part
from openapi_vendor.python.operation_module import OperationModule
from openapi_vendor.python.prose import docstring, one_line
from openapi_vendor.python.request_functions import request_function
from openapi_vendor.python.views import (
    File,
    GroupView,
    ImportsView,
    OperationsGroupView,
    OperationsModuleView,
    OperationView,
)
from openapi_vendor.text import Text


def files(context: Context) -> Iterator[tuple[tuple[File, ...], GroupView]]:
    """The files of every group, with the group as the client shows it."""
    homes = {
        operation.key: part.path
        for parts in context.names.parts.values()
        for part in parts
        for operation in part.operations
    }
    for group, parts in context.names.parts.items():
        if len(parts[0].path) > 1:
            yield _package(context, group, parts, homes)
        else:
            yield _module(context, group, parts[0], homes)


def _functions(module: OperationModule, part: Part, homes: Homes) -> tuple[OperationView, ...]:
    return tuple(
        request_function(module, operation, link_functions(module, operation, homes)) for operation in part.operations
    )


def _module(context: Context, group: Text, part: Part, homes: Homes) -> tuple[tuple[File, ...], GroupView]:
    names = context.names.groups[group]
    module = OperationModule(context, "..", part)
    views = _functions(module, part, homes)
    module.imports.use(module.api, "API")
    for symbol in ("ClientT", "Group", *(view.descriptor for view in views)):
        module.use(symbol)
    view = _group(context, group, views)
    shown = OperationsModuleView(
        module.docstring(documentation.code(names.attribute)),
        module.imports_view(),
        module.statements(),
        views,
        view,
    )
    return (File(f"operations/{names.module}.py", "operations.py.jinja", shown),), view


def _package(context: Context, group: Text, parts: Sequence[Part], homes: Homes) -> tuple[tuple[File, ...], GroupView]:
    """`operations/<group>/`: the group's class, and its functions in private modules."""
    names = context.names.groups[group]
    imports = Imports()
    imports.use("..._runtime", "ClientT")
    imports.use("..._runtime", "Group")
    found: list[File] = []
    views: dict[str, OperationView] = {}
    exports: list[str] = []
    for part in parts:
        module = OperationModule(context, "...", part)
        functions = _functions(module, part, homes)
        module.imports.use(module.api, "API")
        views |= {operation.key: view for operation, view in zip(part.operations, functions, strict=True)}
        exported = [name for view in functions for name in (view.function, *(link.function for link in view.links))]
        exports.append(ImportView(f".{part.path[-1]}", tuple(f"{name} as {name}" for name in exported)).statement())
        shown = OperationsModuleView(
            module.docstring(f"{documentation.code(names.attribute)}: {part.subject}"),
            module.imports_view(),
            module.statements(),
            functions,
            None,
        )
        found.append(File(f"operations/{'/'.join(part.path)}.py", "operations.py.jinja", shown))
    for view in views.values():
        imports.use("..._runtime", view.descriptor)
    group_view = _group(context, group, tuple(views[key] for key in sorted(views, key=context.positions.__getitem__)))
    text = docstring([f"Request functions of {documentation.code(names.attribute)}."], indent=0)
    shown_group = OperationsGroupView(text, ImportsView(imports.groups(), ()), tuple(sorted(exports)), group_view)
    found.append(File(f"operations/{names.module}/__init__.py", "operations_group.py.jinja", shown_group))
    return tuple(found), group_view


def _group(context: Context, group: Text, views: tuple[OperationView, ...]) -> GroupView:
    names = context.names.groups[group]
    tag = next((tag for tag in context.api.tags if tag.name == group), None)
    told = documentation.of_tag(tag, _parent(context, tag)) if tag else ()
    texts = list(filter(None, told)) or [f"Operations of {documentation.code(names.attribute)}."]
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


def _parent(context: Context, tag: ir.Tag) -> str:
    """The group of the tag that a tag is part of, else that tag's own name."""
    if tag.parent is None:
        return ""
    group = context.names.groups.get(tag.parent)
    return documentation.code(group.attribute if group else one_line(tag.parent))
