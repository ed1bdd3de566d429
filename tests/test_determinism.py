"""The same document gives the same bytes: whatever the hash seed, the folder, the time; whatever was added beside."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate
from tests.cases_support import CASES, case_names, document_of
from tests.shared import CORPUS

ROOT = Path(__file__).resolve().parent.parent
LARGE = CORPUS / "twilio_conversations_v1.json"

_DIGEST = """
import hashlib, sys
from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate
for document in sys.argv[1:]:
    result = generate(document, Config(package="package"))
    text = "".join(f"{name}\\0{text}\\0" for name, text in sorted(result.files.items()))
    print(hashlib.sha256(text.encode()).hexdigest())
"""


def digests(documents: list[Path], folder: Path, seed: str) -> list[str]:
    environment = os.environ | {"PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT), "TZ": f"UTC{seed[:1]}"}
    command = [sys.executable, "-c", _DIGEST, *(os.path.relpath(document, folder) for document in documents)]
    run = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=True)
    return run.stdout.split()


def test_seed_and_folder_do_not_matter(tmp_path: Path) -> None:
    documents = [found for case in case_names() if (found := document_of(case)) is not None]
    if LARGE.is_file():
        documents.append(LARGE)
    elsewhere = tmp_path / "a folder" / "of another name"
    elsewhere.mkdir(parents=True)
    copies = [
        Path(shutil.copy(document, elsewhere / f"{index}{document.suffix}")) for index, document in enumerate(documents)
    ]
    first = digests(documents, ROOT, "1")
    assert len(first) == len(documents)
    assert first == digests(copies, elsewhere, "4242")


@pytest.mark.parametrize("case", ["names", "requests"])
def test_a_new_operation_renames_nothing(case: str, tmp_path: Path) -> None:
    """Worker what it adds, an operation changes no line of what was there."""
    data = yaml.safe_load((CASES / case / "document.yaml").read_text("utf-8"))
    before = generate(CASES / case / "document.yaml", Config(package=case)).files
    data["paths"] = {
        "/a new path/{id}": {
            "post": {
                "operationId": "aNewOperation",
                "tags": ["new"],
                "parameters": [{"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}],
                "requestBody": {
                    "content": {"application/json": {"schema": {"properties": {"id": {"type": "integer"}}}}}
                },
                "responses": {"200": {"description": "New."}},
            }
        }
    } | data["paths"]
    document = tmp_path / "document.json"
    document.write_text(json.dumps(data), encoding="utf-8")
    after = generate(document, Config(package=case)).files
    shared = {"client.py", "README.md", "models/__init__.py", "operations/__init__.py"}
    changed = {name for name, text in before.items() if name not in shared and after.get(name) != text}
    assert changed == set()


def test_hashes_are_of_something(tmp_path: Path) -> None:
    """The helper above would not notice if nothing were generated."""
    document = document_of("names")
    assert document is not None
    assert digests([document], ROOT, "7")[0] != hashlib.sha256(b"").hexdigest()
