"""Whatever the things of a document are called, the package imports, and both type checkers agree with it.

Tags, operations, parameters, schemas, their properties, security schemes, links and webhooks are all called like
what generated modules bind, import or call, like Python's own words and like what a module of the runtime defines.
"""

from __future__ import annotations

import builtins
import json
import keyword
import re
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from openapi_vendor import vocabulary
from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate
from openapi_vendor.python import reserved
from tests.cases_support import write_package

ROOT = Path(__file__).resolve().parent.parent

OWN = (
    "annotations models operations client errors validators auth webhooks callbacks api runtime lazy_index headers "
    "TYPE_CHECKING property method paged_method deprecated_method self cls init main con group C T index dt datetime "
    "typing msgspec deprecated body options Unpack Self Any List Type TypeGuard Meta Group Request Location all"
).split()
"""What generated modules bind, and what is next to it."""
ALL = sorted(
    {
        *OWN,
        *vocabulary.every_word(),
        *dir(builtins),
        *keyword.kwlist,
        *reserved.annotation_names(),
        *reserved.client_options(),
    }
)


def document(names: Sequence[str]) -> dict[str, Any]:
    """An API in which everything has one of the names, and every kind of thing each of them."""
    names = [name for name in names if name.strip("_")]

    def schema(index: int) -> dict[str, Any]:
        return {"$ref": f"#/components/schemas/{names[index % len(names)]}"}

    schemas: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    schemes: dict[str, Any] = {}
    for index, name in enumerate(names):
        formats = ("date-time", "uuid", "byte", "decimal", "password")
        properties: dict[str, Any] = {
            other: schema(index + place) if place % 2 else {"type": "string", "format": formats[place % 5]}
            for place, other in enumerate(names[index : index + 8])
        }
        of_other = {"type": "array", "items": schema(index + 3)}
        schemas[name] = (
            {"type": "object", "properties": properties, "additionalProperties": of_other},
            {"type": "string", "pattern": f"^a{index}$"},
            {"oneOf": [schema(index + 4), {"type": "string"}, of_other]},
            {"type": "string", "enum": [name, "models.x", "Literal["]},
            schema(index + 1),
            {"type": "object", "properties": {name: {"properties": {name: of_other}}}, "not": {"not": of_other}},
        )[index % 6]
        if index % 3 == 0:
            flows = {"clientCredentials": {"tokenUrl": "https://example.com/token", "scopes": {name: name}}}
            schemes[name] = (
                {"type": "http", "scheme": "bearer"},
                {"type": "apiKey", "in": "query", "name": f"OAuthFlow( {name}"},
                {"type": "oauth2", "flows": flows},
            )[index % 9 // 3]
        operation: dict[str, Any] = {
            "operationId": name,
            "tags": [name],
            "parameters": [
                {
                    "name": other,
                    "in": ("query", "header", "cookie")[place % 3],
                    "schema": schema(index + place) if place % 2 else {"enum": [other, "models.x"]},
                }
                for place, other in enumerate(names[index : index + 4])
            ],
            "responses": {
                "200": {
                    "description": name,
                    "headers": {"X-A": {"schema": {"type": "array", "items": {"type": "string"}}}},
                    "content": {"application/json": {"schema": schema(index)}},
                    "links": {name: {"operationId": names[(index + 1) % len(names)]}},
                },
            },
            "security": [{name: []}] if name in schemes else [],
        }
        if index % 2:
            operation["requestBody"] = {"content": {"application/json": {"schema": schema(index + 5)}}}
        same = {**operation, "operationId": f"{name}_", "tags": ["all"]}
        paths[f"/{name}"] = {"put": same, "post" if index % 2 else "get": operation}
    sent = {"requestBody": {"content": {"application/json": {"schema": schema(0)}}}, "responses": {}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Names", "version": "1"},
        "paths": paths,
        "components": {"schemas": schemas, "securitySchemes": schemes},
        "webhooks": {name: {"post": sent} for name in names[::3]},
    }


def made(names: Sequence[str], folder: Path) -> Path:
    """The package of such an API, written below a folder."""
    file = folder / "document.json"
    file.write_text(json.dumps(document(names)))
    result = generate(file, Config(package="made"))
    assert not result.diagnostics.has_errors, [found.message for found in result.diagnostics]
    return write_package(result, folder)


def test_the_package_imports(tmp_path: Path) -> None:
    made(ALL, tmp_path)
    script = """
import importlib, sys
from pathlib import Path
from tests.hostile_runner import import_all
import_all(Path(sys.argv[1]))
runtime, models, operations = (importlib.import_module(f"made.{name}") for name in ("_runtime", "models", "operations"))
for name in set(models.__dir__()) - set(vars(models)):
    runtime.codec_for(getattr(models, name)).problems(None)
groups = sorted(path.stem for path in Path(sys.argv[1], "made", "operations").iterdir() if path.stem[:2] != "__")
assert all(getattr(operations, name).__name__ == f"made.operations.{name}" for name in groups), groups
client = importlib.import_module("made.client")
with client.Client(base_url="https://example.com") as one:
    for name in vars(client._Groups):
        if name[:2] != "__":
            getattr(one, name)
"""
    command = [sys.executable, "-c", script, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]


def test_the_type_checkers_agree(tmp_path: Path) -> None:
    package = made(OWN, tmp_path)
    second_names = re.findall(r"(\w+): TypeAlias = ", (package / "models" / "__init__.py").read_text())
    assert second_names
    uses = "".join(f"{name.lower()}: models.{name} | None = None\n" for name in second_names)
    (tmp_path / "use.py").write_text(f"from made import models\n\n{uses}")
    ours = [str(path) for path in sorted(package.iterdir()) if path.name != "_runtime" and path.suffix in ("", ".py")]
    for command in (
        [
            sys.executable,
            "-m",
            "mypy",
            "--strict",
            "--python-executable",
            sys.executable,
            "--cache-dir",
            str(ROOT / ".mypy_cache"),
            "made",
            "use.py",
        ],
        [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, *ours, "use.py"],
    ):
        done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout[-3000:]
