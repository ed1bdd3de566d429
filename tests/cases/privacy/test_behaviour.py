"""No log, no error and no text of drift quotes a value, wherever it stands; whoever asks gets it."""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Iterator
from types import ModuleType
from typing import Any

import httpx2
import pytest

VALUE = "s3cr3t-v4lue"
"""What breaks every constraint of the document, and must not be read anywhere."""


def texts_of(error: BaseException | None) -> Iterator[str]:
    """All that a report of an error may show: of what it came from too, whether that is hidden or not."""
    if error is not None:
        yield from (str(error), repr(error), repr(error.args), *map(str, getattr(error, "__notes__", ())))
        yield from traceback.format_exception(error)
        yield from texts_of(error.__cause__)
        yield from texts_of(error.__context__)


def answering(status: int, **answer: Any) -> httpx2.MockTransport:
    return httpx2.MockTransport(lambda request: httpx2.Response(status, **answer))


# --- what is received -------------------------------------------------------------------------------

BREACHES: list[dict[str, Any]] = [
    {"card": {"number": VALUE}},
    {"card": VALUE},
    {"card": [VALUE]},
    {"card": {"number": {VALUE: 1}}},
    {"card": {"number": "1" * 16, "expiry": VALUE}},
    {"card": {"number": "1" * 16, "more": VALUE}},
    {"spare": {"number": VALUE}},
    {"spare": VALUE},
    {"cards": [{"number": VALUE}, VALUE]},
    {"by_name": {"a": VALUE}},
    {"grade": {"a": VALUE}},
    {"grades": [["low", VALUE]]},
    {"step": VALUE},
    {"kind": VALUE},
    {"pin": VALUE},
    {"pair": [1, VALUE]},
    {"pair": VALUE},
    {"pattern": {"x-a": VALUE}},
]
ADDITIONS: list[dict[str, Any]] = [
    {"new": VALUE},
    {"new": [VALUE], "newer": {"a": VALUE}},
    {"grade": VALUE},
    {"grades": [VALUE, "low"]},
    {"mood": VALUE},
    {"step": 2.5},
]


@pytest.mark.parametrize(
    ("answer", "level"),
    [*((each, logging.WARNING) for each in BREACHES), *((each, logging.DEBUG) for each in ADDITIONS)],
    ids=str,
)
def test_what_is_received(
    package: ModuleType, caplog: pytest.LogCaptureFixture, answer: dict[str, Any], level: int
) -> None:
    caplog.set_level(logging.DEBUG)
    client = package.Client(token="tok-123456", transport=answering(200, json=answer))
    response = client.send(package.operations.wallet.put_wallet())
    logged = [record for record in caplog.records if "drift" in record.getMessage()]
    assert {record.levelno for record in logged} == {level}
    assert len(logged) == len(response.drift) > 0
    assert all(each.is_addition is (level == logging.DEBUG) for each in response.drift)
    assert VALUE not in caplog.text + str(response.drift) + "".join(map(str, response.drift))
    for option, is_raised in [("raise", level == logging.WARNING), ("raise-all", True)]:
        strict = client.with_options(validate_responses=option)
        if not is_raised:
            assert strict.wallet.put_wallet() is not None
            continue
        with pytest.raises(package.errors.DriftError) as caught:
            strict.wallet.put_wallet()
        assert VALUE not in "".join(texts_of(caught.value))
        assert caught.value.drift == response.drift


def test_whoever_asks_gets_the_value(package: ModuleType) -> None:
    client = package.Client(transport=answering(200, json={"card": {"number": VALUE}, "new": 17}))
    breach, addition = client.send(package.operations.wallet.put_wallet()).drift
    assert (breach.pointer, breach.found) == ("/card/number", repr(VALUE))
    assert str(breach).endswith(f"found a string of length {len(VALUE)}")
    assert (addition.pointer, addition.found) == ("/new", "17")
    assert str(addition) == "/new: expected no field of this name, found an integer"


def test_a_sealed_object_that_gets_a_field(package: ModuleType) -> None:
    client = package.Client(transport=answering(200, json={"id": 1, "new": VALUE}), validate_responses="raise")
    response = client.send(package.operations.wallet.find_wallet("x" * 40))
    assert [each.is_addition for each in response.drift] == [True]


def test_many_additions_do_not_hide_a_breach(package: ModuleType) -> None:
    answer = {**{f"new{index}": index for index in range(200)}, "kind": "purse"}
    client = package.Client(transport=answering(200, json=answer), validate_responses="raise")
    with pytest.raises(package.errors.DriftError):
        client.wallet.put_wallet()
    del answer["kind"]
    assert len(client.send(package.operations.wallet.put_wallet()).drift) == 101


def test_items_of_a_stream(package: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    lines = b'{"number": "1111222233334444", "expiry": "2020-01-01"}\n{"number": "%s"}\n' % VALUE.encode()
    headers = {"content-type": "application/x-ndjson"}
    client = package.Client(transport=answering(200, content=lines, headers=headers))
    with client.stream(package.operations.forms.list_lines()) as streamed:
        assert len(list(streamed.iter_json())) == 2
    assert [each.found for each in streamed.drift] == [repr(VALUE)]
    assert VALUE not in caplog.text
    assert "WARNING" in caplog.text
    broken = package.Client(transport=answering(200, content=b'{"number": "%s\n' % VALUE.encode(), headers=headers))
    with (
        pytest.raises(package.errors.DecodeError) as caught,
        broken.stream(package.operations.forms.list_lines()) as streamed,
    ):
        list(streamed.iter_json())
    assert VALUE not in "".join(texts_of(caught.value))


@pytest.mark.parametrize(
    "content",
    [b'{"kind": "%s"', b'"%s\xff"', b'\xef\xbb\xbf"%s', b'"%s\\x"'],
)
def test_a_body_that_is_broken(package: ModuleType, content: bytes) -> None:
    content = content.replace(b"%s", VALUE.encode())
    client = package.Client(transport=answering(200, content=content, headers={"content-type": "application/json"}))
    with pytest.raises(package.errors.DecodeError) as caught:
        client.wallet.put_wallet()
    assert VALUE not in "".join(texts_of(caught.value))
    assert caught.value.raw == content


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ({"message": "No such wallet", "value": VALUE}, "No such wallet"),
        ({"detail": [{"loc": ["body", "pin"], "msg": "Too short", "input": VALUE}]}, "Too short"),
        ({"code": VALUE}, "an object with 'code'"),
        ([{"input": VALUE}], "an array of 1"),
        ({"error": {"input": VALUE}}, "an object with 'error'"),
    ],
)
def test_what_an_api_says_with_an_error(package: ModuleType, answer: Any, said: str) -> None:
    client = package.Client(transport=answering(409, json=answer))
    with pytest.raises(package.errors.Conflict) as caught:
        client.wallet.put_wallet()
    assert str(caught.value) == f"409 Conflict: {said} [PUT /wallet]"
    assert VALUE not in "".join(texts_of(caught.value))
    assert VALUE in str(caught.value.raw)


# --- what is sent -----------------------------------------------------------------------------------


def _card(package: ModuleType) -> Any:
    return package.models.Card(number=VALUE)


BODIES: list[Callable[[ModuleType], Any]] = [
    lambda package: package.operations.wallet.put_wallet(note=VALUE),
    lambda package: package.operations.wallet.put_wallet(note=[VALUE]),
    lambda package: package.operations.wallet.put_wallet(note=VALUE + "\ud800"),
    lambda package: package.operations.wallet.put_wallet(x_note=VALUE),
    lambda package: package.operations.wallet.put_wallet(x_note=VALUE * 4 + "\n"),
    lambda package: package.operations.wallet.put_wallet(crumb=VALUE),
    lambda package: package.operations.wallet.find_wallet(VALUE),
    lambda package: package.operations.wallet.put_wallet(body=VALUE),
    lambda package: package.operations.wallet.put_wallet(body={"card": {"number": VALUE}}),
    lambda package: package.operations.wallet.put_wallet(body=package.models.Wallet(card=_card(package))),
    lambda package: package.operations.wallet.put_wallet(body=package.models.Wallet(cards=[_card(package)])),
    lambda package: package.operations.wallet.put_wallet(body=package.models.Wallet(by_name={"a": VALUE})),
    lambda package: package.operations.wallet.put_wallet(body=package.models.Wallet(by_name={"a": VALUE + "\ud800"})),
    lambda package: package.operations.wallet.put_wallet(
        body=package.models.Wallet(card=package.models.Card(number="1" * 16, extra_fields={"more": VALUE}))
    ),
    lambda package: package.operations.wallet.put_wallet(body=package.models.Wallet(spare=VALUE)),
    lambda package: package.operations.wallet.put_wallet(
        body=package.models.Wallet(extra_fields={"a": {VALUE}, "b": object()})
    ),
    lambda package: package.operations.forms.send_form(body={"code": VALUE}),
    lambda package: package.operations.forms.send_form(body={"codes": [VALUE]}),
    lambda package: package.operations.forms.send_form(body={"code": VALUE * 4 + "\ud800"}),
    lambda package: package.operations.forms.send_parts(body={"code": VALUE}),
    lambda package: package.operations.forms.send_parts(body={"card": {"number": VALUE}}),
    lambda package: package.operations.forms.send_parts(body={"code": VALUE * 4 + "\ud800"}),
    lambda package: package.validators.check_code(VALUE),
    lambda package: package.validators.check_code({VALUE}),
]


@pytest.mark.parametrize("build", BODIES)
def test_what_is_refused(package: ModuleType, build: Callable[[ModuleType], Any]) -> None:
    with pytest.raises(ValueError, match=r"expected|holds|cannot") as caught:
        build(package)
    shown = "".join(texts_of(caught.value)) + str(getattr(caught.value, "problems", ()))
    # A traceback has the source of the test, which names the constant only.
    assert VALUE not in shown


def test_a_body_that_is_sent_is_not_shown(package: ModuleType) -> None:
    request = package.operations.wallet.put_wallet(body=package.models.Wallet(extra_fields={"a": VALUE}))
    assert VALUE in str(request.payload.content)
    assert VALUE not in repr(request) + repr(request.payload)
    parts = package.operations.forms.send_parts(body={"file": VALUE.encode()}).payload.parts
    assert VALUE not in repr(parts)


def test_an_event_shows_its_item_only(package: ModuleType) -> None:
    card = package.models.Account(password=VALUE)
    event = package._runtime.Event(card, f'{{"password": "{VALUE}"}}', "message", "7")
    assert repr(event) == "Event(item=Account(password='***'), event='message', id='7')"


TOKEN = "tok-123456"
ECHOES: list[tuple[dict[str, str], bytes]] = [
    ({"content-type": "application/x-ndjson", "x-request-id": TOKEN}, b'{"%s": 1}'),
    ({"content-type": "application/x-ndjson", "x-request-id": TOKEN}, b"{"),
    ({"content-type": "application/x-ndjson", "x-request-id": TOKEN}, b" " * 200),
    ({"content-type": f"application/{TOKEN}"}, b"{}"),
    ({"content-type": f"application/{TOKEN}+json"}, b"{}"),
    ({"content-type": f"text/html; a={TOKEN}"}, b"<p>"),
    ({"content-encoding": TOKEN, "content-type": "application/x-ndjson"}, b"{}"),
]


@pytest.mark.parametrize("how", ["iter_json", "iter_bytes", "iter_lines", "events", "call"])
@pytest.mark.parametrize(("headers", "content"), ECHOES, ids=str)
def test_a_server_that_sends_the_credential_back(
    package: ModuleType, caplog: pytest.LogCaptureFixture, headers: dict[str, str], content: bytes, how: str
) -> None:
    caplog.set_level(logging.DEBUG)
    transport = answering(200, headers=headers, content=content.replace(b"%s", TOKEN.encode()))
    client = package.Client(token=TOKEN, transport=transport, validate_responses="raise-all", max_response_bytes=100)
    raised: Exception | None = None
    try:
        if how == "call":
            client.forms.list_lines()
        else:
            with client.stream(package.operations.forms.list_lines()) as streamed:
                list(getattr(streamed, how)())
    except package.ApiError as error:
        raised = error
    assert TOKEN not in "".join(texts_of(raised)) + caplog.text


def test_what_is_only_reported(package: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    client = package.Client(transport=answering(200, json={}), validate_requests="report")
    client.wallet.put_wallet(note=VALUE, x_note=VALUE, body=package.models.Wallet(card=_card(package)))
    assert len(caplog.records) == 3
    assert VALUE not in caplog.text
