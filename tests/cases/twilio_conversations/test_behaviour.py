"""What the client of the seed document does, sync and async, with what a server may send."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import re
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from types import ModuleType
from typing import Any

import httpx2
import pytest

USER_SID = "US" + "a" * 32
CONVERSATION_SID = "CH" + "a" * 32
EXAMPLE: dict[str, Any] = {
    "url": f"https://conversations.twilio.com/v1/Users/{USER_SID}/Conversations/{CONVERSATION_SID}",
    "links": {
        "participant": "https://conversations.twilio.com/v1/Conversations/"
        f"{CONVERSATION_SID}/Participants/MB{'a' * 32}",
        "conversation": f"https://conversations.twilio.com/v1/Conversations/{CONVERSATION_SID}",
    },
    "timers": {"date_closed": "2015-12-16T22:28:38Z", "date_inactive": "2015-12-16T22:19:38Z"},
    "user_sid": USER_SID,
    "attributes": "{}",
    "created_by": "created_by",
    "account_sid": "AC" + "a" * 32,
    "unique_name": "unique_name",
    "date_created": "2015-07-30T20:00:00Z",
    "date_updated": "2015-07-30T20:00:00Z",
    "friendly_name": "friendly_name",
    "participant_sid": "MB" + "a" * 32,
    "chat_service_sid": "IS" + "a" * 32,
    "conversation_sid": CONVERSATION_SID,
    "conversation_state": "inactive",
    "notification_level": "default",
    "unread_messages_count": 100,
    "last_read_message_index": 100,
}
HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, POST, DELETE, OPTIONS",
    "Access-Control-Allow-Headers": "Accept, Authorization, Content-Type",
    "Access-Control-Allow-Credentials": "true",
    "Access-Control-Expose-Headers": "ETag",
}
PASSWORD = "an-auth-token-that-nobody-may-see"

Answer = Callable[[httpx2.Request], httpx2.Response]


class Api:
    """The package's client in one of its two worlds, over a function that plays the server."""

    def __init__(self, package: ModuleType, world: str) -> None:
        self.package = package
        self.world = world

    def send(self, answer: Answer, user: str = USER_SID, **options: Any) -> Any:
        """The whole response to the seed's operation."""
        function = self.package.operations.user_conversation.fetch_user_conversation
        return self._run(answer, lambda client: client.send(function(user, CONVERSATION_SID)), options)

    def call(self, answer: Answer, user: str = USER_SID, **options: Any) -> Any:
        """The body of the response, through the client's method."""
        return self._run(
            answer,
            lambda client: client.user_conversation.fetch_user_conversation(user, CONVERSATION_SID),
            options,
        )

    def _run(self, answer: Answer, use: Callable[[Any], Any], options: dict[str, Any]) -> Any:
        options = {
            "account_sid_auth_token": self.package.BasicAuth("AC" + "a" * 32, PASSWORD),
            "transport": httpx2.MockTransport(answer),
        } | options
        if self.world == "sync":
            with self.package.Client(**options) as client:
                return use(client)

        async def main() -> Any:
            async with self.package.AsyncClient(**options) as client:
                return await use(client)

        return asyncio.run(main())


@pytest.fixture(params=["sync", "async"])
def api(request: pytest.FixtureRequest, package: ModuleType) -> Api:
    return Api(package, request.param)


def answering(data: Any, status: int = 200, **headers: str) -> Answer:
    return lambda request: httpx2.Response(status, json=data, headers=HEADERS | headers)


def changed(**changes: Any) -> dict[str, Any]:
    """The example with other values; `...` leaves a field out."""
    return {name: value for name, value in (EXAMPLE | changes).items() if value is not ...}


# --- a perfect response ------------------------------------------------------------------------------


def test_the_example_decodes(api: Api) -> None:
    response = api.send(answering(EXAMPLE))
    conversation = response.body
    assert response.status == 200
    assert response.drift == ()
    assert type(conversation) is api.package.models.UserConversation
    assert conversation.conversation_state == "inactive"
    assert conversation.notification_level == "default"
    assert conversation.unread_messages_count == 100
    assert conversation.date_created == dt.datetime(2015, 7, 30, 20, tzinfo=dt.UTC)
    assert conversation.date_created.tzinfo is not None
    assert conversation.timers.date_closed == dt.datetime(2015, 12, 16, 22, 28, 38, tzinfo=dt.UTC)
    assert conversation.links.conversation == EXAMPLE["links"]["conversation"]
    assert conversation.links.participant == EXAMPLE["links"]["participant"]
    assert conversation.account_sid == EXAMPLE["account_sid"]


def test_the_method_returns_the_body(api: Api) -> None:
    assert api.call(answering(EXAMPLE)) == api.send(answering(EXAMPLE)).body


def test_documented_headers_have_their_types(api: Api) -> None:
    response = api.send(answering(EXAMPLE))
    assert response.headers["access-control-allow-origin"] == "*"
    assert response.header_values["Access-Control-Allow-Credentials"] is True
    assert response.header_values["Access-Control-Expose-Headers"] == "ETag"


def test_null_and_absent_differ(api: Api) -> None:
    unset = api.package.UNSET
    conversation = api.call(answering(changed(friendly_name=None, unique_name=...)))
    assert conversation.friendly_name is None
    assert conversation.unique_name is unset
    assert not conversation.unique_name


# --- drift -------------------------------------------------------------------------------------------

DRIFTED = {
    "a new enum value": ({"conversation_state": "archived"}, "/conversation_state"),
    "a null enum": ({"conversation_state": None}, "/conversation_state"),
    "a wrong pattern": ({"account_sid": "XX" + "a" * 32}, "/account_sid"),
    "a newline after a pattern": ({"account_sid": "AC" + "a" * 31 + "\n"}, "/account_sid"),
    "an unknown field": ({"colour": {"red": 1}}, "/colour"),
    "a wrong type": ({"unread_messages_count": "100"}, "/unread_messages_count"),
    "a boolean for a number": ({"unread_messages_count": True}, "/unread_messages_count"),
    "a date that is none": ({"date_created": "yesterday"}, "/date_created"),
    "a wrong type inside": ({"timers": {"date_closed": 7}}, "/timers/date_closed"),
}
ADDITIONS = {"a new enum value", "an unknown field"}
"""What an API may add in time: no breach."""


@pytest.mark.parametrize("name", DRIFTED)
def test_a_drifted_response_is_still_a_model(api: Api, name: str) -> None:
    changes, pointer = DRIFTED[name]
    data = changed(**changes)
    response = api.send(answering(data))
    conversation = response.body
    assert type(conversation) is api.package.models.UserConversation
    assert [drift.pointer for drift in response.drift] == [pointer]
    assert response.drift[0].expected
    assert response.drift[0].found
    assert conversation.user_sid == USER_SID
    field, value = next(iter(changes.items()))
    if field == "colour":
        assert conversation.extra_fields == {"colour": value}
    elif field != "timers":
        assert getattr(conversation, field) == value


@pytest.mark.parametrize("name", DRIFTED)
def test_drift_raises_under_strict(api: Api, name: str) -> None:
    changes, pointer = DRIFTED[name]
    with pytest.raises(api.package.DriftError, match=re.escape(pointer)) as caught:
        api.send(answering(changed(**changes)), validate_responses="raise-all")
    assert PASSWORD not in str(caught.value)
    if name in ADDITIONS:
        assert api.send(answering(changed(**changes)), validate_responses="raise").drift
    else:
        with pytest.raises(api.package.DriftError):
            api.send(answering(changed(**changes)), validate_responses="raise")


def test_nothing_is_required_so_nothing_is_missing(api: Api) -> None:
    """The page requires no attribute: an empty object is a whole User Conversation."""
    response = api.send(answering({}))
    assert response.drift == ()
    assert response.body.account_sid is api.package.UNSET
    assert response.body.timers is None


def test_a_missing_body_is_drift(api: Api) -> None:
    response = api.send(answering(None))
    assert [drift.pointer for drift in response.drift] == [""]
    with pytest.raises(api.package.DriftError):
        api.send(answering(None), validate_responses="raise")


def test_what_was_decoded_encodes_to_the_same_json(api: Api) -> None:
    codec = api.package._runtime.codec_for(api.package.models.UserConversation)
    for changes, _ in [({}, ""), *DRIFTED.values()]:
        data = changed(**changes)
        assert json.loads(codec.encode(api.call(answering(data)))) == data


# --- errors ------------------------------------------------------------------------------------------

ERROR = {"code": 20404, "message": "not found", "status": 404}


@pytest.mark.parametrize(
    ("status", "name", "family"),
    [
        (404, "NotFound", "ClientError"),
        (500, "InternalServerError", "ServerError"),
        (429, "TooManyRequests", "ClientError"),
    ],
)
def test_error_statuses_raise_typed_errors(api: Api, status: int, name: str, family: str) -> None:
    with pytest.raises(getattr(api.package, name)) as caught:
        api.call(answering(ERROR, status, **{"Twilio-Request-Id": "RQ1"}))
    error = caught.value
    assert isinstance(error, getattr(api.package, family))
    assert error.status == status
    assert error.body == ERROR
    assert json.loads(error.raw) == ERROR
    assert error.headers["content-type"] == "application/json"
    assert error.request_id == "RQ1"
    assert str(status) in str(error)
    assert "\n" not in str(error)


def test_401_names_the_auth_scheme(api: Api) -> None:
    with pytest.raises(api.package.Unauthorized, match="accountSid_authToken"):
        api.call(answering({"message": "who?"}, 401))


def test_an_unexpected_media_type_shows_what_came(api: Api) -> None:
    with pytest.raises(api.package.UnexpectedContent, match="text/html") as caught:
        api.call(lambda request: httpx2.Response(200, html="<h1>Maintenance</h1>"))
    assert "Maintenance" in str(caught.value)


def test_a_body_that_is_no_json_is_a_decode_error(api: Api) -> None:
    broken = httpx2.Response(200, content=b'{"url": ', headers={"content-type": "application/json"})
    with pytest.raises(api.package.DecodeError):
        api.call(lambda request: broken)


def test_no_connection_is_a_transport_error(api: Api) -> None:
    def refuse(request: httpx2.Request) -> httpx2.Response:
        raise httpx2.ConnectError("refused")

    with pytest.raises(api.package.TransportError):
        api.call(refuse)


# --- what is sent ------------------------------------------------------------------------------------


@pytest.fixture
def raw_server() -> Iterator[tuple[str, list[str]]]:
    """A server on loopback that notes the request targets as they came, and its base URL."""
    targets: list[str] = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            targets.append(self.path)
            body = json.dumps(EXAMPLE).encode()
            self.send_response(200)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *arguments: object) -> None:
            pass

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}", targets
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.mark.parametrize(
    ("user", "segment"),
    [
        ("a/b?c#d", "a%2Fb%3Fc%23d"),
        ("name@example.com", "name%40example.com"),
        ("a b", "a%20b"),
        ("Jürgen", "J%C3%BCrgen"),
        ("50%", "50%25"),
        ("...", "..."),
        ("a;b\\c", "a%3Bb%5Cc"),
        ("a\r\nHost: evil", "a%0D%0AHost%3A%20evil"),
    ],
)
def test_any_user_arrives_intact(api: Api, raw_server: tuple[str, list[str]], user: str, segment: str) -> None:
    base_url, targets = raw_server
    api.call(answering({}), user, transport=None, base_url=base_url)
    assert targets == [f"/v1/Users/{segment}/Conversations/{CONVERSATION_SID}"]


@pytest.mark.parametrize("user", ["", ".", "..", "\ud800"])
def test_what_would_change_the_path_never_leaves(api: Api, user: str) -> None:
    def fail(request: httpx2.Request) -> httpx2.Response:
        raise AssertionError(f"sent {request.url}")

    with pytest.raises(api.package.InvalidArgument, match="UserSid") as caught:
        api.call(fail, user)
    assert isinstance(caught.value, ValueError)


@pytest.mark.parametrize("user", [None, 7, True, b"bytes"])
def test_only_strings_are_strings(api: Api, user: Any) -> None:
    with pytest.raises(api.package.InvalidArgument, match="UserSid"):
        api.call(answering(EXAMPLE), user)


def test_basic_auth_is_sent(api: Api) -> None:
    seen: list[str] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        seen.append(request.headers["authorization"])
        return httpx2.Response(200, json=EXAMPLE)

    api.call(answer)
    assert seen[0].startswith("Basic ")


# --- what is shown -----------------------------------------------------------------------------------


def test_nothing_shows_the_password(package: ModuleType) -> None:
    client = package.Client(account_sid_auth_token=package.BasicAuth("AC" + "a" * 32, PASSWORD))
    request = package.operations.user_conversation.fetch_user_conversation(USER_SID, CONVERSATION_SID)
    for shown in (client, request, vars(client), request.to_curl(client), client.user_conversation):
        assert PASSWORD not in f"{shown} {shown!r}"


def test_curl_is_the_line_of_the_reference_page(package: ModuleType) -> None:
    request = package.operations.user_conversation.fetch_user_conversation("U", "C")
    assert request.to_curl() == (
        "curl \\\n"
        " --request GET 'https://conversations.twilio.com/v1/Users/U/Conversations/C' \\\n"
        ' --user "username:password"'
    )


def test_curl_reveals_the_password_only_when_asked(package: ModuleType) -> None:
    client = package.Client(account_sid_auth_token=package.BasicAuth("AC1", PASSWORD))
    request = package.operations.user_conversation.fetch_user_conversation("U", "C")
    assert PASSWORD not in request.to_curl(client)
    assert f"AC1:{PASSWORD}" in request.to_curl(client, reveal=True)


# --- validators --------------------------------------------------------------------------------------


def test_validators_work_alone(package: ModuleType) -> None:
    validators = package.validators
    good = "AC" + "0" * 32
    assert validators.is_account_sid(good)
    assert validators.check_account_sid(good) == good
    for bad in ("AC" + "0" * 31, good + "\n", "AC" + "g" * 32, None, 5):
        assert not validators.is_account_sid(bad)
        with pytest.raises(ValueError, match="AccountSid"):
            validators.check_account_sid(bad)
