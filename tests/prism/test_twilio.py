"""Generated clients against a server that nobody here wrote: Prism, which validates what it receives.

Every operation of a document is called, sync and async, with every parameter and every member of its body.
Prism has to find nothing wrong with the requests, and the client nothing wrong with the answers.
"""

from __future__ import annotations

import asyncio
import importlib
import inspect
import json
import re
import sys
import types
import typing
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import quote

import httpx2
import pytest
import yaml

from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate
from tests.prism.arguments import Call, calls
from tests.prism.server import Prism, absence, prism
from tests.shared import CORPUS, MISSING

ROOT = Path(__file__).resolve().parent.parent.parent
CREDENTIALS = ("AC" + "0" * 32, "a secret/päss+word")  # without a colon: Prism would refuse a legal one
DOCUMENTS = {
    "prism_seed": ROOT / "specs" / "twilio_conversations.yaml",
    # All of Twilio's Conversations API: not ours to copy, so it is there only if it lies beside the project.
    "prism_conversations": CORPUS / "twilio_conversations_v1.json",
}
OPERATIONS = {"prism_seed": 1, "prism_conversations": 103}

pytestmark = pytest.mark.skipif(bool(absence()), reason=absence() or "Prism runs")


@dataclass(frozen=True)
class Subject:
    """A document, the package generated from it, and Prism mocking it."""

    package: ModuleType
    calls: list[Call]
    server: Prism

    def function(self, call: Call) -> tuple[str, str, Callable[..., Any]]:
        """Group, method and request function of an operation, found through the package's own README."""
        readme = Path(self.package.__file__ or "").with_name("README.md").read_text("utf-8")
        row = rf"^\| `(\w+)\.(\w+)` \| `{call.method} {re.escape(call.path)}` \|"
        ((group, method),) = re.findall(row, readme, re.MULTILINE)
        operations = importlib.import_module(f"{self.package.__name__}.operations.{group}")
        return group, method, getattr(operations, method)

    def arguments(self, call: Call) -> dict[str, Any]:
        """The call's arguments by the names of the request function."""
        function = self.function(call)[2]
        arguments = {_snake(name): value for name, value in call.parameters.items()}
        if call.body is not None:
            arguments["body"] = _body(function, call.body)
        assert set(arguments) == set(inspect.signature(function).parameters)
        return arguments


@pytest.fixture(scope="module", params=DOCUMENTS)
def subject(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Subject]:
    name, path = request.param, DOCUMENTS[request.param]
    if not path.is_file():
        pytest.skip(f"{MISSING}{path.name}")
    document = yaml.safe_load(path.read_text("utf-8")) if path.suffix == ".yaml" else json.loads(path.read_bytes())
    folder = tmp_path_factory.mktemp("prism")
    result = generate(path, Config(package=name))
    assert not result.diagnostics.has_errors
    for file, text in result.files.items():
        target = folder / name / file
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    sys.path.insert(0, str(folder))
    try:
        with prism(document) as server:
            yield Subject(importlib.import_module(name), list(calls(document)), server)
    finally:
        sys.path.remove(str(folder))


def test_every_operation_is_there(subject: Subject) -> None:
    assert len(subject.calls) == OPERATIONS[subject.package.__name__]
    functions = {subject.function(call) for call in subject.calls}
    assert len(functions) == len(subject.calls)


def test_every_operation_sync(subject: Subject) -> None:
    with _judged(subject), _client(subject, "Client") as client:
        for call in subject.calls:
            response = client.send(subject.function(call)[2](**subject.arguments(call)))
            assert 200 <= response.status < 300, call
            assert response.drift == (), call
            assert (response.body is None) == (response.status == 204), call


def test_every_operation_async(subject: Subject) -> None:
    async def all_at_once() -> None:
        async with _client(subject, "AsyncClient") as client:
            await asyncio.gather(*(one(client, call) for call in subject.calls))

    async def one(client: Any, call: Call) -> None:
        group, method, _ = subject.function(call)
        body = await getattr(getattr(client, group), method)(**subject.arguments(call))  # strict: drift raises
        assert (body is None) == (call.method == "DELETE"), call

    with _judged(subject):
        asyncio.run(all_at_once())


def test_the_judge_is_awake(subject: Subject) -> None:
    """Prism does complain, and we do hear it: here about a request without credentials."""
    call = subject.calls[0]
    path = re.sub(r"\{(\w+)\}", lambda name: quote(call.parameters[name[1]], safe=""), call.path)
    with (
        pytest.raises(AssertionError, match="did not pass the validation rules"),
        _judged(subject, requests=1),
    ):
        assert httpx2.request(call.method, subject.server.base_url + path).status_code == 401


@contextmanager
def _judged(subject: Subject, requests: int = 0) -> Iterator[None]:
    """Holds that Prism received a request for every call (or so many), and had nothing to object."""
    server = subject.server
    received, objections = server.requests(), len(server.violations())
    yield
    received += requests or len(subject.calls)
    server.settle(received)
    assert server.violations()[objections:] == []
    assert server.requests() == received


def _client(subject: Subject, kind: str) -> Any:
    return getattr(subject.package, kind)(
        account_sid_auth_token=CREDENTIALS, base_url=subject.server.base_url, validate_responses="raise-all"
    )


def _snake(name: str) -> str:
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|-", "_", name).lower()


def _body(function: Callable[..., Any], members: dict[str, Any]) -> Any:
    """The model that the function takes as its body, built from members by their names in the document."""
    annotation = typing.get_type_hints(function)["body"]
    model = next(kind for kind in typing.get_args(annotation) or (annotation,) if kind is not types.NoneType)
    fields = dict(zip(model.__struct_encode_fields__, model.__struct_fields__, strict=True))
    return model(**{fields[name]: value for name, value in members.items()})
