"""The measurement of `tests.prism.measure`, on the smaller documents, and that it sees what is wrong."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.corpus.packages import generated
from tests.corpus.schemas import Document
from tests.prism.client import ToPrism, client_of, functions_of
from tests.prism.measure import Measured
from tests.prism.operations import Call, calls
from tests.prism.patterns import text_for
from tests.prism.sampler import Sampler, Unmade
from tests.prism.server import absence, prism
from tests.prism.verdicts import outcome_of, request_of
from tests.shared import CORPUS, needs

ROOT = Path(__file__).resolve().parents[2]

PETS: dict[str, Any] = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "paths": {
        "/pets/{id}": {
            "get": {
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "integer", "minimum": 5}},
                    {"name": "tags", "in": "query", "schema": {"type": "array", "items": {"enum": ["a", "b"]}}},
                    {
                        "name": "filter",
                        "in": "query",
                        "style": "deepObject",
                        "schema": {"$ref": "#/components/schemas/Filter"},
                    },
                ],
                "responses": {
                    "200": {
                        "description": "A pet.",
                        "content": {
                            "application/json": {
                                "schema": {"$ref": "#/components/schemas/Pet"},
                                "example": {"id": 5, "name": "rex"},
                            }
                        },
                    }
                },
            },
            "put": {
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}}],
                "requestBody": {
                    "required": True,
                    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}},
                },
                "responses": {
                    "200": {
                        "description": "Its name.",
                        "content": {
                            "application/json": {
                                "schema": {"type": "object", "required": ["name"]},
                                "example": {"nothing": "of that"},
                            }
                        },
                    }
                },
            },
        }
    },
    "components": {
        "schemas": {
            "Nothing": {"type": "string", "enum": [1]},
            "Filter": {"type": "object", "properties": {"from": {"type": "string", "pattern": "^[0-9]{4}$"}}},
            "Pet": {
                "type": "object",
                "required": ["id", "name"],
                "properties": {
                    "id": {"type": "integer", "readOnly": True},
                    "name": {"type": "string", "minLength": 2},
                    "before": {"oneOf": [{"type": "null"}, {"$ref": "#/components/schemas/Filter"}]},
                },
            },
        }
    },
}


@pytest.fixture
def pets(tmp_path: Path) -> Iterator[Path]:
    file = tmp_path / "pets.json"
    file.write_text(json.dumps(PETS), "utf-8")
    sys.path.insert(0, str(tmp_path))
    yield file
    sys.path.remove(str(tmp_path))


@needs(CORPUS)
@pytest.mark.skipif(bool(absence()), reason=absence() or "it runs")
@pytest.mark.parametrize(("name", "operations"), [("swagger_petstore", 19), ("adyen_checkout_v71", 28)])
def test_no_miss_is_ours(name: str, operations: int, tmp_path: Path) -> None:
    (file,) = CORPUS.glob(f"{name}.*")
    command = [sys.executable, "-m", "tests.prism.measure", "--one", str(file), str(tmp_path), name]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    found = Measured(**json.loads(run.stdout.splitlines()[-1]))
    assert (found.operations, found.called, found.accepted) == (operations, operations, operations), found.said
    assert [line for line in found.said if line.startswith("ours")] == []


@pytest.mark.skipif(bool(absence()), reason=absence() or "it runs")
def test_a_wrong_request_and_a_wrong_answer_are_seen(pets: Path) -> None:
    document = Document(pets)
    assert generated(pets, pets.parent, "measured_pets")
    functions = functions_of("measured_pets")
    get, put = calls(document)
    with (
        prism(pets, errors=False) as server,
        client_of("measured_pets", transport := ToPrism(server.base_url)) as client,
    ):

        def outcome(call: Call, **changes: str) -> list[tuple[str, str]]:
            (function,) = functions[call.label]
            request = request_of(call, function)
            for name, value in changes.items():
                request = type(request)(
                    **{**{key: getattr(request, key) for key in request.__struct_fields__}, name: value}
                )
            found = outcome_of(document, call, request, client, transport)
            return [(miss.side, miss.code) for miss in found.misses]

        assert outcome(get) == []
        assert outcome(get, query="tags=c") == [("ours", "query-enum")]
        assert outcome(get, path="/pets/4") == [("ours", "path-minimum")]
        assert outcome(put) == [("document", "example-wrong")]


def test_values_fit_their_schemas(pets: Path) -> None:
    get, put = calls(Document(pets))
    values = {each.name: each.value for each in get.arguments}
    assert values == {"id": 5, "tags": ["a", "a"], "filter": {"from": "1111"}}
    assert put.body is not None
    assert "id" not in put.body.value  # it is only received
    assert put.body.value["before"] is None


def test_there_is_no_value_for_what_nothing_fits(pets: Path) -> None:
    document = Document(pets)
    nothing = dict(document.members(document.root.get("components")))["schemas"].get("Nothing")
    with pytest.raises(Unmade):
        Sampler(document).value(nothing)


@pytest.mark.parametrize(
    ("pattern", "least", "text"),
    [
        ("^AC[0-9a-f]{4}$", 0, "ACaaaa"),
        (r"^\d{2}-\w+$", 0, "11-a"),
        ("^(red|green)?$", 0, ""),
        ("^a+$", 5, "aaaaa"),
        ("^[^a]$", 0, "b"),
        ("(", 0, None),
    ],
)
def test_texts_for_patterns(pattern: str, least: int, text: str | None) -> None:
    assert text_for(pattern, least) == text
