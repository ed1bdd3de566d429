"""The whole package as views: what `render.py` is handed."""

from __future__ import annotations

from generator import ir
from generator.config import Config
from generator.diagnostics import Diagnostics
from generator.python import (
    client_plan,
    models_plan,
    names,
    operations_plan,
    pages_plan,
    pagination_choices,
    payloads_plan,
    readme_plan,
    security_plan,
    validators_plan,
)
from generator.python.annotations import Context
from generator.python.constraints import Constraints
from generator.python.sharing import share
from generator.python.views import File


def plan(
    api: ir.Api, package: str, config: Config, diagnostics: Diagnostics
) -> tuple[tuple[File, ...], frozenset[str]]:
    """Every file of the package but the runtime, in the order of its path; and every identifier allocated."""
    api = share(api)
    resolved = names.resolve(api)
    rules = pagination_choices.rules(api, config.pagination, diagnostics)
    context = Context(api, resolved, Constraints(api, resolved), rules)
    modules = list(operations_plan.files(context))
    groups = tuple(group for _, group in modules)
    schemes = security_plan.schemes(context, package)
    files = [
        *(file for found, _ in modules for file in found),
        *payloads_plan.files(context),
        *models_plan.files(context),
        validators_plan.file(context),
        *client_plan.files(context, groups, schemes, package),
        readme_plan.file(context, groups, schemes, package),
        *pages_plan.files(context, groups),
    ]
    return tuple(sorted(files, key=lambda file: file.path)), frozenset(resolved.allocated)
