"""Holds `specs/twilio_conversations.yaml` to the reference page that it was written from, fact by fact.

`ATTRIBUTES`, `HEADERS` and `PARAMETERS` state the page's facts once more, independently of the document.
Where the page itself lies beside the project, it is read too, and each fact is compared with its text.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from openapi_spec_validator import OpenAPIV31SpecValidator

from tests.shared import SHARED, needs

ROOT = Path(__file__).resolve().parent.parent
PAGE = SHARED / "twilio_user_conversation.txt"
DOCUMENT: dict[str, Any] = yaml.safe_load((ROOT / "specs" / "twilio_conversations.yaml").read_text("utf-8"))

SERVER = "https://conversations.twilio.com"
PATH = "/v1/Users/{UserSid}/Conversations/{ConversationSid}"
SUMMARY = "Fetch a specific User Conversation."
DESCRIPTION = (
    "A User Conversation resource represents a conversation of the user belonging to a default " "conversation service."
)

PARAMETERS = {
    "UserSid": "The unique SID identifier of the User resource. This value can be either the sid or the "
    "identity of the User resource.",
    "ConversationSid": "The unique SID identifier of the Conversation. This value can be either the sid or "
    "the unique_name of the Conversation resource.",
}

HEADERS = {
    "Access-Control-Allow-Origin": ("string", "Specify the origin(s) allowed to access the resource"),
    "Access-Control-Allow-Methods": (
        "string",
        "Specify the HTTP methods allowed when accessing the resource",
    ),
    "Access-Control-Allow-Headers": ("string", "Specify the headers allowed when accessing the resource"),
    "Access-Control-Allow-Credentials": (
        "boolean",
        "Indicates whether the browser should include credentials",
    ),
    "Access-Control-Expose-Headers": ("string", "Headers exposed to the client"),
}


@dataclass(frozen=True)
class Attribute:
    """What the page says about one attribute; `type` is None where it names none."""

    type: str | None
    description: str | None = None
    nullable: bool = False
    format: str | None = None
    length: tuple[int, int] | None = None
    pattern: str | None = None
    values: tuple[str, ...] | None = None


def _text(description: str | None, format: str | None = None) -> Attribute:
    return Attribute("string", description, nullable=True, format=format)


def _count(description: str) -> Attribute:
    return Attribute("integer", description, nullable=True)


def _sid(prefix: str, description: str) -> Attribute:
    pattern = f"^{prefix}[0-9a-fA-F]{{32}}$"
    return Attribute("string", description, nullable=True, length=(34, 34), pattern=pattern)


ATTRIBUTES = {
    "account_sid": _sid("AC", "The unique ID of the Account responsible for this conversation."),
    "chat_service_sid": _sid("IS", "The unique ID of the Conversation Service this conversation belongs to."),
    "conversation_sid": _sid("CH", "The unique ID of the Conversation for this User Conversation."),
    "unread_messages_count": _count("The number of unread Messages in the Conversation for the Participant."),
    "last_read_message_index": _count(
        "The index of the last Message in the Conversation that the Participant has read."
    ),
    "participant_sid": _sid("MB", "The unique ID of the participant the user conversation belongs to."),
    "user_sid": _sid("US", "The unique string that identifies the User resource."),
    "friendly_name": _text("The human-readable name of this conversation, limited to 256 characters. Optional."),
    "conversation_state": Attribute(
        "string",
        "The current state of this User Conversation. One of inactive, active or closed.",
        values=("inactive", "active", "closed"),
    ),
    "timers": Attribute(None, "Timer date values representing state update for this conversation."),
    "attributes": _text(
        "An optional string metadata field you can use to store any data you wish. The string value must "
        'contain structurally valid JSON if specified. Note that if the attributes are not set "{}" will '
        "be returned."
    ),
    "date_created": _text("The date that this conversation was created, given in ISO 8601 format.", "date-time"),
    "date_updated": _text("The date that this conversation was last updated, given in ISO 8601 format.", "date-time"),
    "created_by": _text("Identity of the creator of this Conversation."),
    "notification_level": Attribute(
        "string",
        "The Notification Level of this User Conversation. One of default or muted.",
        values=("default", "muted"),
    ),
    "unique_name": _text(
        "An application-defined string that uniquely identifies the Conversation resource. It can be used "
        "to address the resource in place of the resource's conversation_sid in the URL."
    ),
    "url": _text(None, "uri"),
}

_CONVERSATION = f"{SERVER}/v1/Conversations/CH{'a' * 32}"
EXAMPLE = {
    "url": f"{SERVER}/v1/Users/US{'a' * 32}/Conversations/CH{'a' * 32}",
    "links": {"participant": f"{_CONVERSATION}/Participants/MB{'a' * 32}", "conversation": _CONVERSATION},
    "timers": {"date_closed": "2015-12-16T22:28:38Z", "date_inactive": "2015-12-16T22:19:38Z"},
    "user_sid": f"US{'a' * 32}",
    "attributes": "{}",
    "created_by": "created_by",
    "account_sid": f"AC{'a' * 32}",
    "unique_name": "unique_name",
    "date_created": "2015-07-30T20:00:00Z",
    "date_updated": "2015-07-30T20:00:00Z",
    "friendly_name": "friendly_name",
    "participant_sid": f"MB{'a' * 32}",
    "chat_service_sid": f"IS{'a' * 32}",
    "conversation_sid": f"CH{'a' * 32}",
    "conversation_state": "inactive",
    "notification_level": "default",
    "unread_messages_count": 100,
    "last_read_message_index": 100,
}

OPERATION: dict[str, Any] = DOCUMENT["paths"][PATH]["get"]
RESPONSE: dict[str, Any] = OPERATION["responses"]["200"]
SCHEMA: dict[str, Any] = DOCUMENT["components"]["schemas"]["UserConversation"]


# --- the document against the facts ----------------------------------------------------------------


def test_the_document_is_valid() -> None:
    assert DOCUMENT["openapi"] == "3.1.0"
    assert list(OpenAPIV31SpecValidator(DOCUMENT).iter_errors()) == []


def test_it_has_the_one_operation() -> None:
    assert [server["url"] for server in DOCUMENT["servers"]] == [SERVER]
    assert list(DOCUMENT["paths"]) == [PATH]
    assert set(DOCUMENT["paths"][PATH]) == {"description", "get"}
    assert DOCUMENT["paths"][PATH]["description"] == DESCRIPTION
    assert OPERATION["operationId"] == "FetchUserConversation"
    assert OPERATION["tags"] == ["UserConversation"]
    assert OPERATION["summary"] == OPERATION["description"] == SUMMARY


def test_it_takes_basic_authentication() -> None:
    ((scheme, scopes),) = (pair for alternative in DOCUMENT["security"] for pair in alternative.items())
    assert scopes == []
    assert "security" not in OPERATION
    assert DOCUMENT["components"]["securitySchemes"] == {scheme: {"type": "http", "scheme": "basic"}}


def test_parameters() -> None:
    assert OPERATION["parameters"] == [
        {"name": name, "in": "path", "required": True, "description": text, "schema": {"type": "string"}}
        for name, text in PARAMETERS.items()
    ]


def test_response_headers() -> None:
    assert list(OPERATION["responses"]) == ["200"]
    assert RESPONSE["description"] == "OK"
    assert list(RESPONSE["headers"]) == list(HEADERS)
    for name, (kind, description) in HEADERS.items():
        assert RESPONSE["headers"][name] == {"description": description, "schema": {"type": kind}}


def test_the_attributes_come_in_the_order_of_the_page() -> None:
    assert list(RESPONSE["content"]) == ["application/json"]
    assert RESPONSE["content"]["application/json"]["schema"] == {"$ref": "#/components/schemas/UserConversation"}
    assert SCHEMA["type"] == "object"
    assert "required" not in SCHEMA
    assert list(SCHEMA["properties"]) == [*ATTRIBUTES, "links"]


@pytest.mark.parametrize("name", ATTRIBUTES)
def test_attribute(name: str) -> None:
    assert _read(SCHEMA["properties"][name]) == ATTRIBUTES[name]


def test_timers_and_links_are_what_the_example_shows() -> None:
    date = {"type": "string", "format": "date-time"}
    address = {"type": "string", "format": "uri"}
    timers, links = SCHEMA["properties"]["timers"], SCHEMA["properties"]["links"]
    assert timers["properties"] == {"date_closed": date, "date_inactive": date}
    assert links == {"type": "object", "properties": {"participant": address, "conversation": address}}


def test_the_example() -> None:
    (example,) = RESPONSE["content"]["application/json"]["examples"].values()
    assert example["value"] == EXAMPLE
    assert list(example["value"]) == list(EXAMPLE)


def _read(schema: dict[str, Any]) -> Attribute:
    """A property as the page would state it; fails on a keyword that the page has no word for."""
    schema = dict(schema)
    types = schema.pop("type")
    types = types if isinstance(types, list) else [types]
    if types == ["object"]:  # `timers`: the page names no type, and shows its members in the example
        types = [None]
        schema.pop("properties")
    length = (schema.pop("minLength"), schema.pop("maxLength")) if "minLength" in schema else None
    attribute = Attribute(
        type=types[0],
        nullable=types[1:] == ["null"],
        description=schema.pop("description", None),
        format=schema.pop("format", None),
        length=length,
        pattern=schema.pop("pattern", None),
        values=tuple(schema.pop("enum")) if "enum" in schema else None,
    )
    assert not schema
    assert types[1:] in ([], ["null"])
    return attribute


# --- the facts against the page --------------------------------------------------------------------

needs_page = needs(PAGE)


def _blocks(text: str) -> list[str]:
    """Paragraphs, unindented, without bullets."""
    return [re.sub(r"^\s*(?:•\s*)?", "", block).rstrip() for block in re.split(r"\n\s*\n|\n(?=\s*•)", text)]


def _page() -> tuple[str, str, str, str]:
    """The page in parts: its head, the parameters, the response, and the samples at its end."""
    text = PAGE.read_text("utf-8")
    head, rest = text.split("\nPath parameters\n")
    parameters, rest = rest.split("\nResponses\n")
    response, samples = rest.split(f"\nGET {PATH}\n")
    return head, parameters, response, samples


def _entries(blocks: list[str]) -> dict[str, list[str]]:
    """`name type` paragraphs with the paragraphs that follow each."""
    entries: dict[str, list[str]] = {}
    for block in blocks:
        if re.fullmatch(r"[\w-]+( (string|integer|boolean)(\([\w-]+\))?( \| null)?( Required)?)?", block):
            entries[block] = []
        elif entries and block:
            entries[next(reversed(entries))].append(block)
    return entries


@needs_page
def test_page_head() -> None:
    blocks = [block for block in _blocks(_page()[0]) if block]
    assert blocks == [SUMMARY, f"GET {PATH}", DESCRIPTION, SUMMARY]


@needs_page
def test_page_parameters() -> None:
    assert _entries(_blocks(_page()[1])) == {
        f"{name} string Required": [description] for name, description in PARAMETERS.items()
    }


@needs_page
def test_page_headers() -> None:
    response = _page()[2]
    assert [block for block in _blocks(response)[:4] if block][:2] == ["200 application/json", "OK"]
    headers = response.split("Show headers attributes\n")[1].split("Hide response attributes")[0]
    assert _entries(_blocks(headers)) == {
        f"{name} {kind}": [description] for name, (kind, description) in HEADERS.items()
    }


@needs_page
def test_page_attributes() -> None:
    entries = _entries(_blocks(_page()[2].split("Show response attributes object\n")[1]))
    assert [title.split()[0] for title in entries] == list(ATTRIBUTES)
    for (title, paragraphs), (name, attribute) in zip(entries.items(), ATTRIBUTES.items(), strict=True):
        stated = name
        if attribute.type:
            stated += f" {attribute.type}"
        if attribute.format:
            stated += f"({attribute.format})"
        if attribute.nullable:
            stated += " | null"
        assert title == stated
        expected = [attribute.description] if attribute.description else []
        if attribute.length:
            low, high = attribute.length
            limits = f"Minimum length is {low}, maximum length is {high}."
            expected.append(f"{limits} Format should match the following pattern: {attribute.pattern}.")
        if attribute.values:
            *first, last = attribute.values
            listed = ", ".join(first) + ("," if len(first) > 1 else "")
            expected.append(f"Values are {listed} or {last}.")
        assert paragraphs == expected


@needs_page
def test_page_samples() -> None:
    curl, example = _page()[3].split("Response examples (200)\n")
    assert f"--request GET '{SERVER}{PATH}'" in curl
    assert '--user "username:password"' in curl  # curl's `--user` is basic authentication
    shown = json.loads(example)
    assert shown == EXAMPLE
    assert list(shown) == list(EXAMPLE)
