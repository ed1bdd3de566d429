"""Operations as methods: at run time, and as two type checkers see them."""

from __future__ import annotations

import asyncio
import inspect
import json
import pydoc
import re
import subprocess
import sys
from pathlib import Path
from typing import Any, Self, Unpack

import httpx2
import pytest

from runtime import (
    AsyncClientOptions,
    BaseAsyncClient,
    BaseClient,
    ClientOptions,
    ClientT,
    Group,
    Request,
    SyncClient,
    method,
)
from tests.runtime.wire.support import API, Pet, answering, get_pet

TEMPLATES = Path(__file__).resolve().parents[3] / "templates"


def _fetch_pet(pet_id: str, *, limit: int | None = None) -> Request[Pet]:
    """Fetch a pet.

    Args:
        pet_id: Its id.
    """
    return get_pet(pet_id, limit=limit)


class Pets(Group[ClientT]):
    """Operations on pets."""

    fetch_pet = method(_fetch_pet)


class _Groups(BaseClient):
    @property
    def pets(self) -> Pets[Self]:
        """Operations on pets."""
        return Pets(self)


class Client(_Groups, SyncClient):
    """A client as it is generated."""

    def __init__(self, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """An asynchronous client as it is generated."""

    def __init__(self, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {}, **options)


TRANSPORT = httpx2.MockTransport(answering(200, json={"id": 1, "name": "rex"}))


def test_calling() -> None:
    with Client(transport=TRANSPORT) as client:
        assert client.pets.fetch_pet("1") == Pet(id=1, name="rex")
        assert client.pets.fetch_pet("1", limit=3) == Pet(id=1, name="rex")
        assert client.with_options(validate_responses="raise").pets.fetch_pet("1").name == "rex"
        with pytest.raises(TypeError, match="pet_id"):
            client.pets.fetch_pet()  # type: ignore[call-arg]  # pyright: ignore[reportCallIssue]


def test_awaiting() -> None:
    async def run() -> None:
        async with AsyncClient(transport=TRANSPORT) as client:
            assert inspect.iscoroutinefunction(client.pets.fetch_pet)
            assert await client.pets.fetch_pet("1") == Pet(id=1, name="rex")

    asyncio.run(run())


@pytest.mark.parametrize("kind", [Client, AsyncClient])
def test_a_method_looks_like_its_function(kind: Any) -> None:
    bound: Any = kind().pets.fetch_pet
    assert bound.__doc__ == _fetch_pet.__doc__
    assert bound.__name__ == "_fetch_pet"
    assert str(inspect.signature(bound)) == "(pet_id: 'str', *, limit: 'int | None' = None) -> 'Pet'"
    assert repr(bound) == f"<bound method _fetch_pet of {kind()!r}>"
    assert bound.__self__.pets.fetch_pet == bound
    assert "Fetch a pet." in pydoc.plain(pydoc.render_doc(bound))
    assert Pets.fetch_pet.function is _fetch_pet
    assert repr(Pets.fetch_pet) == "<method _fetch_pet>"
    assert repr(kind().pets) == f"<Pets of {kind()!r}>"


PACKAGE = '''
from __future__ import annotations

from typing import Self, Unpack

from runtime import (
    Api, AsyncClientOptions, BaseAsyncClient, BaseClient, BasicAuth, ClientOptions, ClientT, Group, HttpBasic,
    Json, Model, PagedRequest, PageNumber, Path, Query, Request, Server, SyncClient, method, paged_method,
)

BASIC = HttpBasic("basic")
API = Api(title="Users", version="1", servers=(Server("https://a.example"),), security_schemes=(BASIC,))


class User(Model):
    """A user."""

    name: str


_FETCH = API.operation(
    "GET", ("/users/", 0, "/", 1), parameters=(Path("a", str), Path("b", str), Query("page", int)),
    responses={200: Json(lambda: User)}, security=((BASIC,),),
)


def fetch(user_sid: str, conversation_sid: str, *, page: int | None = None) -> Request[User]:
    """Fetch."""
    return _FETCH.request(user_sid, conversation_sid, page)


_LIST = API.operation(
    "GET", ("/users",), parameters=(Query("page", int),), responses={200: Json(lambda: list[User])},
    pagination=PageNumber(parameter="page"),
)


def list_users(*, page: int | None = None) -> PagedRequest[list[User], User]:
    """List."""
    return _LIST.paged(page)


class Users(Group[ClientT]):
    """Users."""

    fetch = method(fetch)
    list_ = paged_method(list_users)


class _Groups(BaseClient):
    @property
    def users(self) -> Users[Self]:
        """Users."""
        return Users(self)


class Client(_Groups, SyncClient):
    """A client."""

    def __init__(self, *, basic: BasicAuth | None = None, **options: Unpack[ClientOptions]) -> None:
        super().__init__(API, {BASIC: basic}, **options)


class AsyncClient(_Groups, BaseAsyncClient):
    """A client."""

    def __init__(self, *, basic: BasicAuth | None = None, **options: Unpack[AsyncClientOptions]) -> None:
        super().__init__(API, {BASIC: basic}, **options)
'''

# A line that ends in `# error` must be refused by both checkers, every other line must be accepted.
USE = """
from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Iterator
from typing import Any, assert_type

import httpx2
from package import AsyncClient, Client, User, Users, fetch, list_users
from runtime import BasicAuth, Request, Response


def use(client: Client) -> None:
    assert_type(client.users, Users[Client])
    assert_type(client.users.fetch("a", "b"), User)
    assert_type(client.users.fetch("a", "b", page=1), User)
    assert_type(client.users.fetch("a", "b").name, str)
    assert_type(client.call(fetch("a", "b")), User)
    assert_type(client.send(fetch("a", "b")), Response[User])
    assert_type(client.send(fetch("a", "b")).body, User)
    assert_type(client.with_options(timeout=3).users.fetch("a", "b"), User)
    assert_type(client.users.list_(page=1), list[User])
    assert_type(client.users.list_.pages(page=1), Iterator[list[User]])
    assert_type(client.users.list_.items(), Iterator[User])
    assert_type(next(client.items(list_users())), User)
    client.users.list_.items(page="1")  # error
    client.users.list_.items(pages=1)  # error
    client.users.fetch.items("a", "b")  # error
    client.users.fetch("a")  # error
    client.users.fetch("a", 1)  # error
    client.users.fetch("a", "b", page="1")  # error
    client.users.fetch("a", "b", 1)  # error
    client.users.fetch("a", "b", pages=1)  # error
    client.users.fetch("a", "b").nme  # error
    client.with_options(base_url="x")  # error
    wrong: int = client.users.fetch("a", "b")  # error


async def use_async(client: AsyncClient) -> None:
    assert_type(client.users, Users[AsyncClient])
    asyncio.create_task(assert_type(client.users.fetch("a", "b"), Coroutine[Any, Any, User]))
    asyncio.run(client.users.fetch("a", "b"))
    assert_type(await client.users.fetch("a", "b", page=1), User)
    assert_type(await client.call(fetch("a", "b")), User)
    assert_type((await client.send(fetch("a", "b"))).body, User)
    asyncio.create_task(assert_type(client.users.list_(), Coroutine[Any, Any, list[User]]))
    asyncio.run(client.users.list_())
    assert_type([page async for page in client.users.list_.pages(page=1)], list[list[User]])
    assert_type([user async for user in client.users.list_.items()], list[User])
    await client.users.list_.items()  # error
    client.users.list_.pages(1)  # error
    client.users.fetch("a", "b").name  # error
    await client.users.fetch("a", 1)  # error


def make() -> None:
    Client(basic=BasicAuth("a", "b"), base_url="https://b.example", validate_responses="raise", timeout=None)
    Client(http_client=httpx2.Client())
    AsyncClient(http_client=httpx2.AsyncClient())
    Client(http_client=httpx2.AsyncClient())  # error
    Client(basic="a:b")  # error
    Client(tiemout=3)  # error
    request: Request[User] = fetch("a", "b")
    request.path = "/"  # error

"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("typed")
    (path / "package.py").write_text(PACKAGE)
    (path / "use.py").write_text(USE)
    return path


WRONG = {number for number, line in enumerate(USE.splitlines(), 1) if line.endswith("# error")}


def test_mypy(folder: Path) -> None:
    command = [
        sys.executable,
        "-m",
        "mypy",
        "--strict",
        "--no-error-summary",
        "--cache-dir",
        str(folder / "cache"),
    ]
    environment = {"MYPYPATH": f"{folder}:{TEMPLATES}", "PATH": "/usr/bin:/bin"}
    result = subprocess.run(
        [*command, "package.py", "use.py"], cwd=folder, env=environment, capture_output=True, text=True
    )
    found = {int(number) for number in re.findall(r"^use\.py:(\d+): error", result.stdout, re.MULTILINE)}
    assert "package.py" not in result.stdout, result.stdout
    assert found == WRONG, result.stdout + result.stderr


def test_pyright(folder: Path) -> None:
    settings = {"extraPaths": [str(TEMPLATES)], "typeCheckingMode": "standard"}
    (folder / "pyrightconfig.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, "--outputjson"]
    result = subprocess.run([*command, "package.py", "use.py"], cwd=folder, capture_output=True, text=True)
    found = [entry for entry in json.loads(result.stdout)["generalDiagnostics"] if entry["severity"] == "error"]
    assert not [entry for entry in found if entry["file"].endswith("package.py")], found
    assert {entry["range"]["start"]["line"] + 1 for entry in found} == WRONG, found
