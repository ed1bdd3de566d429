"""Packages of documents of any shape: importing, linking, decoding, encoding and judging take time that is linear.

Each row has so many layers that what doubled with each would never end, and what calls itself for each of a long chain
would be too deep. It runs in a process of its own, which may take only so much processor time.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from openapi_vendor import pipeline
from openapi_vendor.config import Config
from tests.cases_support import write_package
from tests.scale.shapes import Schemas, chain, circle, diamonds, document, ladder, ladder_and_more, layers, ref

_SECONDS = 15
"""Of processor time; a second is usual."""

_MOST_WORDS = 2_000
"""Characters of a message."""

_PROGRAM = """
import json, resource, sys
resource.setrlimit(resource.RLIMIT_CPU, (int(sys.argv[2]), int(sys.argv[2])))
sys.path.insert(0, sys.argv[1])
from shape import models
from shape._runtime.codec import codec_for
codec = codec_for(models.S0)
longest = 0
for data in json.loads(sys.argv[3]):
    value, drift = codec.decode(json.dumps(data).encode())
    assert json.loads(codec.encode(value)) == data, data
    for one in (*drift, *codec.problems(value)):
        longest = max(longest, len(str(one)))
print(longest)
"""


def ladder_of_texts(keyword: str, size: int) -> Schemas:
    """Each names the one below, and that together with a limit."""
    made: Schemas = {
        f"S{number}": {keyword: [ref(f"S{number + 1}"), {"allOf": [ref(f"S{number + 1}"), {"minLength": number}]}]}
        for number in range(size)
    }
    return {**made, f"S{size}": {"type": "string", "maxLength": 200}}


def ladder_of_five(keyword: str, size: int) -> Schemas:
    made: Schemas = {
        f"S{number}": {keyword: [{"allOf": [ref(f"S{number + 1}"), {"required": [f"r{each}"]}]} for each in range(5)]}
        for number in range(size)
    }
    return {**made, f"S{size}": {"type": "object", "properties": {"x": {"type": "string"}}}}


def wide(keyword: str, size: int) -> Schemas:
    """One that names very many, each with a value of its own for the same property."""
    variants: Schemas = {
        f"V{number}": {"type": "object", "required": ["x"], "properties": {"x": {"const": f"v{number}"}}}
        for number in range(size)
    }
    union = {keyword: [ref(name) for name in variants], "discriminator": {"propertyName": "x"}}
    return {"S0": {"type": "array", "items": union}, **variants}


def inside(keyword: str, depth: int, data: Any) -> Any:
    for _ in range(depth):
        data = [data] if keyword in ("items", "prefixItems", "contains") else {"k0": data}
    return data


@pytest.mark.skipif(sys.platform == "win32", reason="no limits of processor time")
@pytest.mark.parametrize(
    ("shape", "keyword", "size"),
    [
        (ladder, "oneOf", 300),
        (ladder, "prefixItems", 30),
        (ladder, "if", 30),
        (ladder, "not", 30),
        (ladder_and_more, "oneOf", 24),
        (ladder_and_more, "anyOf", 24),
        (ladder_and_more, "not", 24),
        (ladder_and_more, "prefixItems", 24),
        (ladder_of_texts, "anyOf", 30),
        (ladder_of_texts, "oneOf", 30),
        (ladder_of_five, "anyOf", 12),
        (diamonds, "if", 30),
        (layers, "oneOf", 100),
        (circle, "oneOf", 150),
        (chain, "items", 150),
        (wide, "oneOf", 500),
    ],
    ids=lambda value: value.__name__ if callable(value) else str(value),
)
def test_time_is_linear(shape: Callable[[str, int], Schemas], keyword: str, size: int, tmp_path: Path) -> None:
    path = tmp_path / "document.json"
    path.write_text(json.dumps(document(shape(keyword, size))))
    result = pipeline.generate(path, Config(package="shape", validate=False))
    write_package(result, tmp_path)
    depth = min(size, 150)
    values = [{"x": "a"}, {"x": 5}, {"k": "v1"}, {"k": "w"}, "t", 5, [], [{"x": "v7"}] * 2_000]
    values += [inside(keyword, depth, data) for data in ({"x": "a"}, {"x": 5})]
    command = [sys.executable, "-c", _PROGRAM, str(tmp_path), str(_SECONDS), json.dumps(values)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3_000:] or f"ended by signal {-done.returncode}"
    assert int(done.stdout) < _MOST_WORDS


def test_conditions_that_nest_too_deep_to_be_judged(tmp_path: Path) -> None:
    """A value comes as it is, with drift: its own depth is not the fault."""
    path = tmp_path / "shape.json"
    path.write_text(json.dumps(document(chain("not", 600))))
    write_package(pipeline.generate(path, Config(package="shape", validate=False)), tmp_path)
    program = "from shape import models\nfrom shape._runtime.codec import codec_for\n"
    program += "print(codec_for(models.S0).decode(b'[7]'))"
    done = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.startswith("([7], (Drift(")
    assert "nest too deep" in done.stdout
