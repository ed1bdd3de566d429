"""What the import of a generated package costs: modules and what is compiled from text are counted, not seconds."""

from __future__ import annotations

import ast
import importlib
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import runtime
from openapi_vendor import pipeline
from openapi_vendor.config import Config

ROOT = Path(__file__).resolve().parent.parent

OF_A_CLIENT = (
    "_api _runtime _runtime.api _runtime.async_client _runtime.auth _runtime.client _runtime.connections "
    "_runtime.credentials _runtime.deadline _runtime.errors _runtime.events _runtime.headers _runtime.lazy "
    "_runtime.logs _runtime.options _runtime.percent _runtime.retries _runtime.secrets _runtime.servers "
    "_runtime.session _runtime.sync_client client errors"
).split()
"""What a package imports of itself until there is a client. To add to it is to make every program start later."""

PROGRAM = """
import builtins, json, re, sys
import httpx2, msgspec

compiled = []

def told(function):
    def tell(*arguments, **options):
        if isinstance(arguments[0], str):
            compiled.append(arguments[0])
        return function(*arguments, **options)
    return tell

# Dataclasses, named tuples and the annotations of a TypedDict are made by these, from text.
for name in ("exec", "eval", "compile"):
    setattr(builtins, name, told(getattr(builtins, name)))
re.compile = told(re.compile)
before = set(sys.modules)
STATEMENTS
print(json.dumps([sorted(set(sys.modules) - before), compiled]))
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the package of the seed document."""
    found = tmp_path_factory.mktemp("imports")
    document = ROOT / "specs" / "twilio_conversations.yaml"
    for name, text in pipeline.generate(document, Config(package="seed", validate=False)).files.items():
        path = found / "seed" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return found


def imported(folder: Path, statements: str) -> tuple[set[str], list[str]]:
    """The modules that statements import beyond httpx2 and msgspec, and the texts that they compile."""
    code = PROGRAM.replace("STATEMENTS", statements)
    run = subprocess.run([sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True)
    modules, compiled = json.loads(run.stdout)
    return set(modules), compiled


@pytest.mark.parametrize("client", ["Client", "AsyncClient"])
def test_a_client_needs_little(folder: Path, client: str) -> None:
    modules, compiled = imported(folder, f"import seed; seed.{client}()")
    assert modules == {"seed", *(f"seed.{name}" for name in OF_A_CLIENT)}
    assert compiled == []


def test_a_group_of_operations_needs_no_codec(folder: Path) -> None:
    modules, compiled = imported(folder, "import seed; seed.Client().user_conversation")
    unused = "calls codec decoding linking plan response sending shapes unions multipart pagination xml_content"
    assert not modules & {f"seed._runtime.{name}" for name in unused.split()}
    assert not [name for name in modules if name.startswith("seed.models.")]
    assert compiled == []


def test_a_model_needs_no_more_than_a_client_does(folder: Path) -> None:
    modules, compiled = imported(folder, "import seed; seed.models.UserConversation")
    own = {"seed.models", "seed.models.user_conversation", "seed._runtime.model"}
    assert modules == {"seed", *own, *(f"seed.{name}" for name in OF_A_CLIENT)}
    assert compiled == []


def test_a_first_call_imports_what_is_left(folder: Path) -> None:
    """And a second one nothing: what is imported late is imported once."""
    statements = """
import seed
answer = {"account_sid": "AC" + "0" * 32}
transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=answer))
client = seed.Client(transport=transport, validate_requests="off")
client.user_conversation.fetch_user_conversation("US", "CH")
before = set(sys.modules)
compiled.clear()
client.user_conversation.fetch_user_conversation("US", "CH")
"""
    assert imported(folder, statements) == (set(), [])


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_a_call_over_a_transport_of_the_callers_needs_no_connections(folder: Path, kind: str) -> None:
    """Nor what only files, retries, redirects and idempotency keys need: an event loop would stand still meanwhile."""
    statements = """
import asyncio, seed
answer = {"account_sid": "AC" + "0" * 32}
transport = httpx2.MockTransport(lambda request: httpx2.Response(200, json=answer))
seed.Client(transport=transport).user_conversation.fetch_user_conversation("US" + "0" * 32, "CH" + "0" * 32)
"""
    if kind == "async":
        statements += """
async def main():
    client = seed.AsyncClient(transport=transport)
    await client.user_conversation.fetch_user_conversation("US" + "0" * 32, "CH" + "0" * 32)
asyncio.run(main())
"""
    modules, _ = imported(folder, statements)
    packages = "httpcore2 h2 h11 trio truststore email.utils uuid mimetypes encodings.idna".split()
    own = "transport network framing proxies redirects multipart streaming async_streaming downloads curl".split()
    assert not modules & {*packages, *(f"seed._runtime.{name}" for name in own)}
    assert ("anyio" in modules) == (kind == "async")


# --- the names of the runtime -------------------------------------------------------------------------


def names_for_type_checkers() -> dict[str, str]:
    """The names that `runtime/__init__.py` imports under `TYPE_CHECKING`, and the modules that they are from."""
    tree = ast.parse((ROOT / "templates" / "runtime" / "__init__.py").read_text(encoding="utf-8"))
    (block,) = (node for node in tree.body if isinstance(node, ast.If))
    found: dict[str, str] = {}
    for node in block.body:
        assert isinstance(node, ast.ImportFrom)
        found |= {alias.name: node.module or "" for alias in node.names}
    return found


def test_names_are_found_where_type_checkers_look_for_them() -> None:
    names = names_for_type_checkers()
    assert {*names, "UNSET", "Meta", "Unset", "lazy_index"} == set(runtime.__all__)
    for name, module in names.items():
        home: Any = importlib.import_module(f"runtime.{module}")
        assert getattr(runtime, name) is getattr(home, name), name


def test_names_are_listed_before_they_are_used() -> None:
    code = "import runtime, sys; print(*dir(runtime)); print(*sys.modules)"
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT / "templates", capture_output=True, text=True, check=True
    )
    listed, modules = (set(line.split()) for line in run.stdout.splitlines())
    assert set(runtime.__all__) <= listed
    assert {name for name in modules if name.startswith("runtime.")} == {"runtime.lazy"}


def test_a_name_that_is_not_there() -> None:
    with pytest.raises(AttributeError, match="module 'runtime' has no attribute 'Nothing'"):
        getattr(runtime, "Nothing")  # noqa: B009 (what type checkers would not let pass)
    with pytest.raises(ImportError, match="cannot import name 'Nothing' from 'runtime'"):
        exec("from runtime import Nothing")
