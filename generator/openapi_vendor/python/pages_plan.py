"""The view of `pagination.md`: every rule by which pages follow each other, to be looked through."""

from __future__ import annotations

from collections.abc import Iterator

from openapi_vendor.python.annotations import Context
from openapi_vendor.python.pagination import Rule
from openapi_vendor.python.prose import one_line
from openapi_vendor.python.readme_plan import code_cell
from openapi_vendor.python.views import File, GroupView, PagesRowView, PagesView


def files(context: Context, groups: tuple[GroupView, ...]) -> Iterator[File]:
    """`pagination.md`, where any operation has pages."""
    rows: list[PagesRowView] = []
    by_function = {
        (context.names.groups[operation.group].module, context.names.operations[operation.key].function): operation
        for operation in context.api.operations
    }
    for group in groups:
        for view in group.operations:
            operation = by_function[group.module, view.function]
            if (rule := context.rules.get(operation.key)) is not None:
                route = code_cell(f"{operation.method} {one_line(operation.path_template)}")
                rows.append(_row(f"{group.attribute}.{view.method}", route, rule))
    if rows:
        yield File("pagination.md", "pagination.md.jinja", PagesView(tuple(rows)))


def _row(call: str, route: str, rule: Rule) -> PagesRowView:
    items = [each for each in rule.arguments if each.startswith("items=")]
    others = [each for each in rule.arguments if not each.startswith("items=")]
    return PagesRowView(
        call,
        route,
        code_cell(f"{rule.record}({', '.join(others)})"),
        code_cell(items[0].removeprefix("items=")[1:-1]) if items else "the body itself",
        "configured" if rule.configured else "inferred",
    )
