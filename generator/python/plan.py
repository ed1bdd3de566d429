"""The whole package as views: what `render.py` is handed."""

from __future__ import annotations

from generator import ir
from generator.python import (
    client_plan,
    models_plan,
    names,
    operations_plan,
    payloads_plan,
    readme_plan,
    validators_plan,
)
from generator.python.annotations import Context
from generator.python.constraints import Constraints
from generator.python.sharing import share
from generator.python.views import File


def plan(api: ir.Api, package: str) -> tuple[tuple[File, ...], frozenset[str]]:
    """Every file of the package but the runtime, in the order of its path; and every identifier allocated."""
    api = share(api)
    resolved = names.resolve(api)
    context = Context(api, resolved, Constraints(api, resolved))
    modules = list(operations_plan.files(context))
    groups = tuple(group for _, group in modules)
    schemes = client_plan.schemes_of(context)
    files = [
        *(file for found, _ in modules for file in found),
        *payloads_plan.files(context),
        *models_plan.files(context),
        validators_plan.file(context),
        *client_plan.files(context, groups, schemes, package),
        readme_plan.file(context, groups, schemes, package),
    ]
    return tuple(sorted(files, key=lambda file: file.path)), frozenset(resolved.allocated)
