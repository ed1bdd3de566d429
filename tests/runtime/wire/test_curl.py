"""`Request.to_curl`: as a reference page prints it, and safe in a shell whatever the arguments are."""

from __future__ import annotations

import shlex
import subprocess
from typing import Any

import pytest

from runtime import (
    Api,
    BasicAuth,
    Bytes,
    Cookie,
    File,
    Form,
    Header,
    HttpBasic,
    Json,
    Model,
    Multipart,
    Path,
    Query,
    Request,
    Server,
    SyncClient,
    Text,
)
from runtime.auth import SecurityScheme
from tests.runtime.wire.support import ALL_CREDENTIALS, API, BASIC, SECRET, Pet, get_pet

TWILIO = Api(title="Twilio - Conversations", version="1.0.0", servers=(Server("https://conversations.twilio.com"),))
AUTH = HttpBasic("accountSid_authToken")
FETCH = TWILIO.operation(
    "GET",
    ("/v1/Users/", 0, "/Conversations/", 1),
    parameters=(Path("UserSid", str), Path("ConversationSid", str)),
    responses={200: Json(Any)},
    security=((AUTH,),),
)


def test_the_reference_page() -> None:
    assert FETCH.request("US1", "CH1").to_curl() == """\
curl \\
 --request GET 'https://conversations.twilio.com/v1/Users/US1/Conversations/CH1' \\
 --user "username:password\""""


def words(request: Request[Any], client: SyncClient | None = None, *, reveal: bool = False) -> list[str]:
    """The arguments that a shell hands to curl."""
    script = request.to_curl(client, reveal=reveal).replace("curl", "printf '%s\\0'", 1)
    output = subprocess.run(["/bin/sh", "-c", script], check=True, capture_output=True).stdout
    return output.decode().split("\0")[:-1]


class Note(Model):
    """A body of text."""

    text: str


NASTY = 'it\'s "$(echo pwned)" `id` \\ !! \n* ~ $HOME; # & | %41'


def test_a_shell_reads_what_was_meant() -> None:
    operation = API.operation(
        "POST",
        ("/notes/", 0),
        parameters=(Path("id", str), Query("q", str), Header("X-Note", str), Cookie("c", str)),
        body=Json(lambda: Note),
        responses={},
    )
    nasty_header = NASTY.replace("\n", " ")
    request = operation.request(NASTY, NASTY, nasty_header, NASTY, body=Note(text=NASTY))
    sent = words(request)
    assert sent[:2] == ["--request", "POST"]
    assert sent[2] == f"https://pets.example.com/v1{request.target}"
    assert sent[sent.index("--cookie") + 1] == request.cookie
    assert f"X-Note: {nasty_header}" in sent
    assert "Content-Type: application/json" in sent
    assert request.payload is not None
    assert sent[sent.index("--data-raw") + 1] == request.payload.content.decode()
    assert shlex.split(request.to_curl().replace("\\\n", ""))[0] == "curl"


@pytest.mark.parametrize(("scheme", "credential"), ALL_CREDENTIALS)
def test_credentials_are_masked_unless_revealed(scheme: SecurityScheme, credential: Any) -> None:
    with SyncClient(API, {scheme: credential}, headers={"X-Trace": SECRET}) as client:
        masked = get_pet("1", limit=2).to_curl(client)
        revealed = get_pet("1", limit=2).to_curl(client, reveal=True)
    assert SECRET not in masked
    assert masked.count("***") == 2
    assert revealed.count(SECRET) == 2


def test_what_a_client_adds() -> None:
    with SyncClient(API, {BASIC: BasicAuth("rex", "it's")}, base_url="https://other.example/v2") as client:
        assert get_pet("1").to_curl(client) == (
            "curl \\\n --request GET 'https://other.example/v2/pets/1' \\\n --user \"rex:***\""
        )
        assert words(get_pet("1"), client, reveal=True)[-1] == "rex:it's"


@pytest.mark.parametrize(
    ("security", "line"),
    [
        (((scheme,),), line)
        for scheme, line in zip(
            API.security_schemes,
            [
                '--user "username:password"',
                "--header 'Authorization: Bearer TOKEN'",
                "--header 'X-Api-Key: API_KEY'",
                "'https://pets.example.com/v1/x?api_key=API_KEY'",
                "--cookie 'session=API_KEY'",
            ],
            strict=True,
        )
    ],
)
def test_placeholders(security: Any, line: str) -> None:
    assert line in API.operation("GET", ("/x",), security=security, responses={}).request().to_curl()


def test_parameters_that_look_like_credentials_are_masked() -> None:
    parameters = (Header("X-Auth-Token", str), Query("access_token", str), Query("pageToken", str))
    request = API.operation("GET", ("/x",), parameters=parameters).request(SECRET, SECRET, "p2")
    assert "X-Auth-Token: ***" in request.to_curl()
    assert "/x?access_token=***&pageToken=p2'" in request.to_curl()
    assert repr(request) == "<Request GET /x?access_token=***&pageToken=p2>"
    assert SECRET not in request.to_curl()
    assert request.to_curl(reveal=True).count(SECRET) == 2


BODIES: list[tuple[Any, Any, list[str]]] = [
    (
        Form(dict[str, str]),
        {"a": "b c"},
        ["Content-Type: application/x-www-form-urlencoded", "--data-raw", "a=b+c"],
    ),
    (Text(), "@/etc/passwd", ["--data-raw", "@/etc/passwd"]),
    (Text(), "\x1b[31m", ["--data-binary", "@body"]),
    (Bytes(), b"\x00\xff", ["--data-binary", "@body"]),
    (Json(lambda: Pet), Pet(id=1, name="rex"), ["--data-raw", '{"id":1,"name":"rex"}']),
    (
        Multipart(dict[str, Any]),
        {"file": File(b"\x00", "a b.png"), "pet": {"a": 1}, "text": "@x"},
        [
            "--form",
            "file=@a b.png;type=image/png",
            "--form",
            'pet={"a":1};type=application/json',
            "--form-string",
            "text=@x",
        ],
    ),
]


@pytest.mark.parametrize(("content", "value", "expected"), BODIES)
def test_bodies(content: Any, value: Any, expected: list[str]) -> None:
    sent = words(API.operation("POST", ("/x",), body=content, responses={}).request(body=value))
    assert sent[-len(expected) :] == expected


def test_an_api_without_absolute_server() -> None:
    for servers in ((), (Server("/v1"),)):
        request = Api(title="x", version="1", servers=servers).operation("GET", ("/x",)).request()
        assert "'https://example.com" in request.to_curl()
