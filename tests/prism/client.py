"""A generated package as the measurement uses it: its request functions by method and path, and a client for Prism."""

from __future__ import annotations

import ast
import importlib
import pkgutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx2

from tests.corpus.packages import operations_of

CREDENTIALS: dict[str, Any] = {"HttpBasic": ("ada", "secret"), "MutualTls": None}
TOKEN = "a-token"
ANSWER_SECONDS = 90.0
MULTIPART_SECONDS = 10.0
"""For multipart bodies: what has no answer by then is a miss that nobody has explained, so ours."""


@dataclass(frozen=True)
class Function:
    """A request function: `names` are its arguments, one per parameter of the operation, in their order."""

    operation: Any
    call: Callable[..., Any]
    names: Sequence[str]

    def parameters(self) -> set[tuple[str, str]]:
        """Names and places of the operation's parameters."""
        return {(each.name, each.location) for each in self.operation.parameters}


def functions_of(package: str) -> dict[str, list[Function]]:
    """The request functions of a package on the import path, by `GET /pets/{id}` as in the document."""
    found: dict[int, tuple[Callable[..., Any], list[str]]] = {}
    folder = importlib.import_module(f"{package}.operations")
    for info in pkgutil.walk_packages(folder.__path__, f"{folder.__name__}."):
        module = importlib.import_module(info.name)
        for name, constant, names in _functions(Path(module.__file__ or "")):
            found[id(getattr(module, constant))] = getattr(module, name), names
    return {
        label: [
            Function(operation, *found[id(operation)])
            for operation in {id(each): each for each in operations}.values()
            if id(operation) in found
        ]
        for label, operations in operations_of(package).items()
    }


def _functions(file: Path) -> Iterator[tuple[str, str, list[str]]]:
    """Name, constant and arguments of every function that ends in `return _CONSTANT.request(…)`."""
    for node in ast.parse(file.read_text("utf-8")).body:
        last = node.body[-1] if isinstance(node, ast.FunctionDef) else None
        if not isinstance(node, ast.FunctionDef) or not isinstance(last, ast.Return):
            continue
        match last.value:
            case ast.Call(func=ast.Attribute(value=ast.Name(id=constant)), args=arguments) if constant.isupper():
                yield node.name, constant, [each.id for each in arguments if isinstance(each, ast.Name)]


class ToPrism(httpx2.HTTPTransport):
    """Sends every request to the mock server, whatever server the operation has, and remembers the answer.

    Prism mocks the paths of the document without the path of any server in front.
    """

    def __init__(self, base_url: str) -> None:
        super().__init__()
        self._base = httpx2.URL(base_url)
        self.path = ""
        self.sent = ""
        self.body = b""
        self.answer: httpx2.Response | None = None

    def taken(self) -> httpx2.Response | None:
        """The answer to the last request, once."""
        answer, self.answer = self.answer, None
        return answer

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        raw = request.url.raw_path.decode()
        self.sent = raw[max(0, raw.find(self.path)) :]
        self.body = request.read()
        request.url = self._base.copy_with(raw_path=self.sent.encode())
        request.headers["host"] = self._base.netloc.decode()
        self.answer = super().handle_request(request)
        self.answer.read()
        return self.answer


def client_of(package: str, transport: ToPrism) -> Any:
    """A client of the package with a credential for every scheme, whose requests all go to Prism."""
    runtime = importlib.import_module(f"{package}._runtime")
    api = importlib.import_module(f"{package}._api").API
    credentials = {scheme: CREDENTIALS.get(type(scheme).__name__, TOKEN) for scheme in api.security_schemes}
    origins = [
        origin for operations in operations_of(package).values() for each in operations for origin in _origins(each)
    ]
    return runtime.SyncClient(
        api,
        credentials,
        base_url=str(transport._base).rstrip("/"),
        transport=transport,
        allow_origins=sorted(set(origins)),
        allow_http=True,
        timeout=ANSWER_SECONDS,
        retry=None,
    )


def _origins(operation: Any) -> Iterator[str]:
    for server in operation.servers:
        url = httpx2.URL(server.expand({}))
        if url.host:
            yield f"{url.scheme}://{url.netloc.decode()}"
