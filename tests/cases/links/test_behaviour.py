"""Requests that links make of answers, and what deprecated operations say."""

from __future__ import annotations

import asyncio
import importlib
import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any
from uuid import UUID

import httpx2
import pytest

ID = "123e4567-e89b-12d3-a456-426614174000"
USER = {"name": "a b/c", "owner": {"name": "o"}, "repositories": [{"id": ID}]}


class Api:
    """A client whose server answers everything with one status, body and headers."""

    def __init__(self, package: ModuleType) -> None:
        self.package = package

    def client(self, status: int, body: Any, headers: dict[str, str] | None = None) -> Any:
        text = body if isinstance(body, bytes) else json.dumps(body).encode()
        sent = {"content-type": "application/json", **(headers or {})}

        def answer(_: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(status, content=text, headers=sent)

        return self.package.Client(transport=httpx2.MockTransport(answer))

    def module(self, name: str) -> Any:
        return importlib.import_module(f"{self.package.__name__}.operations.{name}")


@pytest.fixture
def api(package: ModuleType) -> Api:
    return Api(package)


@pytest.fixture
def users(api: Api) -> Any:
    return api.module("users")


@pytest.fixture
def repositories(api: Api) -> Any:
    return api.module("repositories")


def test_values_of_the_body(api: Api, users: Any, repositories: Any) -> None:
    response = api.client(200, USER).send(users.get_user("a b/c"))
    following = users.repositories_of_get_user(response)
    assert following == repositories.get_repository("a b/c", UUID(ID))


def test_values_of_the_request_and_of_headers(api: Api, users: Any) -> None:
    client = api.client(201, USER, {"X-Total": "7"})
    response = client.send(users.get_user("a b/c%", x_trace="t", page=6))
    assert users.self_of_get_user(response) == users.get_user("a b/c%", x_trace="t", page=7)


def test_optional_values_that_are_not_there_are_left_out(api: Api, users: Any) -> None:
    response = api.client(200, USER).send(users.get_user("a"))
    assert users.self_of_get_user(response) == users.get_user("a")


def test_templates_constants_and_bodies(api: Api, users: Any) -> None:
    response = api.client(200, USER).send(users.get_user("n", page=1))
    log = api.module("log")
    expected = "GET https://api.example.com/v1/users/n?page=1 of a b/c: 200"
    request = users.log_of_get_user(response)
    assert (request.query, request.payload.content) == (log.log(line=expected, level=3).query, b'{"name":"o"}')


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ({"name": "a", "repositories": []}, r"\$response.body#/repositories/0/id is not there"),
        ({"name": "a", "repositories": [{"id": None}]}, r"\$response.body#/repositories/0/id is null"),
        (
            {"name": "a", "repositories": [{"id": "x"}]},
            r"\$response.body#/repositories/0/id does not fit: expected .*UUID",
        ),
        (
            {"name": "..", "repositories": [{"id": ID}]},
            r"\$response.body#/name path parameter 'owner' makes a path segment",
        ),
    ],
)
def test_what_cannot_be_looked_up_names_link_and_expression(api: Api, users: Any, body: Any, reason: str) -> None:
    response = api.client(200, body).send(users.get_user("a"))
    with pytest.raises(
        api.package.InvalidRequest, match=rf"^GET /repositories/\{{owner\}}/\{{id\}}: the link 'repositories': {reason}"
    ):
        users.repositories_of_get_user(response)


def test_links_of_errors(api: Api, users: Any) -> None:
    with pytest.raises(api.package.NotFound) as caught:
        api.client(404, {"moved/to": ["b"]}).send(users.get_user("a"))
    assert users.moved_of_get_user(caught.value, page=2) == users.get_user("b", page=2)
    caught.value.raw = b"<html>"
    with pytest.raises(api.package.InvalidRequest, match="is not there: the body is no JSON"):
        users.moved_of_get_user(caught.value)


def test_what_a_link_does_not_give_is_an_argument(api: Api, repositories: Any) -> None:
    repository = api.package.models.Repository(id=UUID(ID), title="t")
    response = api.client(200, {"id": ID}).send(repositories.get_repository("o", UUID(ID)))
    following = deprecated(repositories.rename_of_get_repository, response, body=repository, force=True)
    asked = deprecated(repositories.rename_repository, "o", UUID(ID), body=repository, force=True)
    assert following == asked
    again = api.client(200, b"").send(following)
    assert deprecated(repositories.again_of_rename_repository, again) == following


def deprecated(function: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """The result of a function that warns."""
    with pytest.warns(DeprecationWarning, match="is deprecated$"):
        return function(*arguments, **options)


def test_links_that_cannot_be_followed_are_left_out(users: Any) -> None:
    found = [name for name in dir(users) if name.endswith("_of_get_user")]
    assert found == ["log_of_get_user", "moved_of_get_user", "repositories_of_get_user", "self_of_get_user"]


# --- deprecated operations -------------------------------------------------------------------------


def warned(call: Callable[[], Any]) -> Any:
    """The result of a call that warns once, in this file."""
    with pytest.warns(DeprecationWarning, match="^rename_repository is deprecated$") as found:
        result = call()
    assert [warning.filename for warning in found] == [__file__]
    return result


def test_deprecated_operations_warn_where_they_are_called(api: Api, repositories: Any) -> None:
    repository = api.package.models.Repository(id=UUID(ID))
    warned(lambda: repositories.rename_repository("o", UUID(ID), body=repository))
    client = api.client(200, b"")
    warned(lambda: client.repositories.rename_repository("o", UUID(ID), body=repository))
    assert client.repositories.rename_repository.__name__ == "rename_repository"


def test_deprecated_methods_of_asynchronous_clients_warn_where_they_are_called(api: Api) -> None:
    repository = api.package.models.Repository(id=UUID(ID))
    transport = httpx2.MockTransport(lambda _: httpx2.Response(200))

    async def main() -> None:
        async with api.package.AsyncClient(transport=transport) as client:
            waiting = warned(lambda: client.repositories.rename_repository("o", UUID(ID), body=repository))
            assert await asyncio.create_task(waiting) is None

    asyncio.run(main())


SAMPLE = """
from typing import assert_type
from links import AsyncClient, Client, models
from links._runtime import Request, Response
from links.operations import repositories, users

def use(client: Client, other: AsyncClient, body: models.Repository) -> None:
    client.repositories.rename_repository("o", body.id, body=body)
    other.repositories.rename_repository("o", body.id, body=body)
    client.repositories.get_repository("o", body.id)
    response = client.send(users.get_user("a"))
    assert_type(response, Response[models.User])
    assert_type(users.repositories_of_get_user(response), Request[models.Repository])
    found = client.send(repositories.get_repository("o", body.id))
    users.repositories_of_get_user(found)
"""


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_type_checkers_see_deprecated_methods_and_typed_links(
    packages_folder: Path, tmp_path: Path, checker: str
) -> None:
    source = tmp_path / "use.py"
    source.write_text(SAMPLE, encoding="utf-8")
    if checker == "mypy":
        options = ["--strict", "--no-incremental", "--config-file=", "--enable-error-code=deprecated"]
        command = [sys.executable, "-m", "mypy", *options, str(source)]
    else:
        settings = {"reportDeprecated": "error", "extraPaths": [str(packages_folder)], "include": [str(source)]}
        (tmp_path / "pyrightconfig.json").write_text(json.dumps(settings), encoding="utf-8")
        command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "-p", str(tmp_path)]
    run = subprocess.run(command, cwd=packages_folder, capture_output=True, text=True, check=False)
    lines = [line for line in run.stdout.splitlines() if "use.py:" in line and "error" in line]
    found = [int(line.partition("use.py:")[2].partition(":")[0]) for line in lines]
    assert sorted(set(found)) == [8, 9, 15], run.stdout
