"""The whole package as views: what `render.py` is handed."""

from __future__ import annotations

from collections.abc import Iterator

from openapi_vendor import ir
from openapi_vendor.config import Config
from openapi_vendor.diagnostics import Diagnostics
from openapi_vendor.python import (
    client_plan,
    models_plan,
    naming,
    operations_plan,
    pages_plan,
    pagination_choices,
    payloads_plan,
    readme_plan,
    security_plan,
    validators_plan,
)
from openapi_vendor.python.annotations import Context
from openapi_vendor.python.deduplication import share
from openapi_vendor.python.views import File, GroupView


def plan(api: ir.Api, package: str, config: Config, diagnostics: Diagnostics) -> tuple[Iterator[File], frozenset[str]]:
    """Every file of the package but the runtime, planned as it is asked for; and every identifier allocated."""
    api = share(api)
    names = naming.resolve(api)
    rules = pagination_choices.rules(api, config.pagination, diagnostics)
    context = Context(api, names, rules)
    return _files(context, package), names.allocated


def _files(context: Context, package: str) -> Iterator[File]:
    groups: list[GroupView] = []
    for found, group in operations_plan.files(context):
        yield from found
        groups.append(group)
    schemes = security_plan.schemes(context, package)
    yield from payloads_plan.files(context)
    yield from models_plan.files(context)
    yield validators_plan.file(context)
    yield from client_plan.files(context, tuple(groups), schemes, package)
    yield readme_plan.file(context, tuple(groups), schemes, package)
    yield from pages_plan.files(context, tuple(groups))
