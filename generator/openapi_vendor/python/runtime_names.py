"""The names of the runtime, read from its source: what it exports and from where, its errors, what its classes have.

Each function reads what it needs, once in a process.
"""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator, Mapping

from msgspec import Struct

from openapi_vendor.resources import templates_folder

_INDEX_LINE = re.compile(r"^ {8}\.(\w+) (.+)$", re.MULTILINE)
_ANNOTATED = re.compile(r"[ (*]([a-z_][a-zA-Z0-9_]*): ")


STATUS_ERROR = "StatusError"
"""The error of any status that has none of its own."""


class ErrorClass(Struct, frozen=True):
    """A class of `errors.py`: its name, the first of its bases, and the status that raises it, if there is one."""

    name: str
    base: str
    status: int | None


@functools.cache
def _source(module: str) -> str:
    return (templates_folder() / "runtime" / f"{module}.py").read_text(encoding="utf-8")


@functools.cache
def _classes(module: str) -> dict[str, ast.ClassDef]:
    return {node.name: node for node in ast.parse(_source(module)).body if isinstance(node, ast.ClassDef)}


@functools.cache
def exports() -> Mapping[str, str]:
    """Every name that the runtime exports, with its module; those of msgspec with the runtime itself."""
    listed = ast.parse(_source("__init__")).body[-1]
    assert isinstance(listed, ast.Assign)
    homes = {name: module for module, names in _INDEX_LINE.findall(_source("__init__")) for name in names.split()}
    return {name: homes.get(name, "__init__") for name in ast.literal_eval(listed.value)}


@functools.cache
def exported_by(*modules: str) -> frozenset[str]:
    """What the runtime exports of these modules of it."""
    return frozenset(name for name, module in exports().items() if module in modules)


@functools.cache
def concrete_classes(*modules: str) -> frozenset[str]:
    """The exported classes of modules that users make objects of: no aliases, and no bases of others."""
    bases = {base for module in modules for node in _classes(module).values() for base in _bases(node)}
    return frozenset(name for module in modules for name in _classes(module) if name in exports()) - bases


@functools.cache
def errors() -> tuple[ErrorClass, ...]:
    """The public errors, parents first."""
    return tuple(
        ErrorClass(name, next(_bases(node), ""), _status(node))
        for name, node in _classes("errors").items()
        if not name.startswith("_")
    )


@functools.cache
def errors_by_status() -> tuple[Mapping[int, str], Mapping[int, str]]:
    """The error of a status, and of the statuses with the same hundreds: `{404: "NotFound"}, {4: "ClientError"}`."""
    by_status = {error.status: error.name for error in errors() if error.status is not None}
    families = next(
        node.value
        for node in ast.parse(_source("errors")).body
        if isinstance(node, ast.AnnAssign) and ast.unparse(node.target) == "_FAMILIES"
    )
    assert isinstance(families, ast.Dict)
    keys = (ast.literal_eval(key) for key in families.keys if key is not None)
    return by_status, dict(zip(keys, map(ast.unparse, families.values), strict=True))


@functools.cache
def error_names() -> tuple[str, ...]:
    """The names of the public errors, sorted."""
    return tuple(sorted(error.name for error in errors()))


@functools.cache
def members(module: str, name: str) -> frozenset[str]:
    """The public attributes and methods of a class, with those that it inherits from other classes of the runtime."""
    node = _classes(module)[name]
    own = {
        target.id
        for each in node.body
        for target in (each.targets if isinstance(each, ast.Assign) else [getattr(each, "target", None)])
        if isinstance(target, ast.Name)
    }
    own |= {each.name for each in node.body if isinstance(each, (ast.FunctionDef, ast.AsyncFunctionDef))}
    inherited = (members(_home(base, module), base) for base in _bases(node) if _home(base, module))
    return frozenset(each for each in own if not each.startswith("_")).union(*inherited)


@functools.cache
def annotated() -> frozenset[str]:
    """What is annotated in the modules that export something: every argument and field of what they export."""
    return frozenset(name for module in set(exports().values()) for name in _ANNOTATED.findall(_source(module)))


def _bases(node: ast.ClassDef) -> Iterator[str]:
    for base in node.bases:
        yield ast.unparse(base.value if isinstance(base, ast.Subscript) else base)


def _home(base: str, module: str) -> str:
    """The module of the runtime that defines a base of a class of `module`; empty for one from elsewhere."""
    if base in _classes(module):
        return module
    found = re.search(rf"^from \.(\w+) import (?:\([^)]*|[^(\n]*)\b{re.escape(base)}\b", _source(module), re.MULTILINE)
    return found[1] if found else ""


def _status(node: ast.ClassDef) -> int | None:
    values = [each.value.value for each in node.keywords if isinstance(each.value, ast.Constant)]
    return next((value for value in values if isinstance(value, int)), None)
