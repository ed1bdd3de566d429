"""Names of files are short enough for every system, however long a document's names are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from openapi_vendor import Config, generate
from openapi_vendor.manifest import name_problem
from openapi_vendor.python.partition import LARGE

WORDS = "entitlement management access package assignment resource role scopes catalog policies"


def test_modules_of_a_large_group_of_long_paths(tmp_path: Path) -> None:
    """Operations, their inline bodies, and callbacks: each part of the group is named by its path."""
    long = "/".join(f"{word}Of{word.capitalize()}" for word in WORDS.split())
    inline = {"type": "object", "properties": {"a": {"type": "string"}}}
    paths: dict[str, Any] = {}
    for number in range(2 * LARGE):
        body = {"content": {"application/json": {"schema": {**inline, "title": f"T{number}"}}}}
        operation = {
            "tags": ["Identity governance"],
            "requestBody": body,
            "responses": {"204": {"description": "d"}},
            "callbacks": {
                long.replace("/", " "): {"{$request.body#/a}": {"post": {"requestBody": body, "responses": {}}}}
            },
        }
        paths[f"/{long}/{'first' if number % 2 else 'last'}/part{number}"] = {"post": operation}
    document = {"openapi": "3.1.0", "info": {"title": "T", "version": "1"}, "paths": paths}
    (tmp_path / "long.json").write_text(json.dumps(document))
    result = generate(tmp_path / "long.json", Config(package="long", validate=False))
    assert not result.diagnostics.has_errors
    assert name_problem(result.files) is None
    names = [part for path in result.files for part in path.removesuffix(".py").split("/")]
    assert max(map(len, names)) <= 64
    for folder in ("operations/identity_governance", "models"):
        assert sum(path.startswith(f"{folder}/") for path in result.files) > 2
