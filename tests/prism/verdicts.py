"""What came of a call, and whose a miss is: ours, Prism's, or the document's, each with its reason as a code.

The evidence is never our own code. A request is ours to answer for unless the value that was sent fits its
schema (`jsonschema` says so: `tests.prism.sampler` takes no other) and Prism's objection is one of `RULES`. A response
is ours unless `jsonschema` finds fault with the same place: then the document stated it, or Prism made it up.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import httpx2
import msgspec
from referencing.exceptions import Unresolvable

from openapi_vendor.source import Node
from tests.corpus.examples import Example, judged, steps_of
from tests.corpus.schemas import Document, Steps
from tests.prism.client import MULTIPART_SECONDS, Function, ToPrism
from tests.prism.operations import Call
from tests.prism.rules import RULES, Side


@dataclass(frozen=True)
class Miss:
    """A call that was not accepted, or whose answer did not decode without drift."""

    side: Side
    code: str
    detail: str = ""


@dataclass
class Outcome:
    """What came of one call."""

    label: str
    accepted: bool = False
    clean: bool = False
    misses: tuple[Miss, ...] = ()


class Refused(Exception):
    """The package did not take a value that its schema allows."""


def request_of(call: Call, function: Function) -> Any:
    """The call as a request of the package. Raises `Refused`."""
    values = {(each.name, each.where): each.value for each in call.arguments}
    arguments: dict[str, Any] = {}
    for parameter, name in zip(function.operation.parameters, function.names, strict=True):
        key = (parameter.name, parameter.location)
        if key in values:
            arguments[name] = _python(parameter.codec, values[key])
        elif parameter.location == "path":  # not declared, so a string
            arguments[name] = "a"
    if call.body is not None and function.operation.body:
        content = next(each for each in function.operation.body if each.media_type == call.body.media_type)
        arguments["body"] = _content_value(content, call.body.value)
    try:
        return function.call(**arguments)
    except (ValueError, TypeError) as error:
        raise Refused(str(error)) from None


def outcome_of(document: Document, call: Call, request: Any, client: Any, transport: ToPrism) -> Outcome:
    """Send the request, and judge what Prism says of it and the client of the answer."""
    outcome = Outcome(call.label)
    transport.path = request.path
    transport.taken()
    error: Exception | None = None
    response: Any = None
    is_multipart = call.body is not None and call.body.media_type.startswith("multipart/")
    try:
        response = (client.with_options(timeout=MULTIPART_SECONDS) if is_multipart else client).send(request)
    except Exception as raised:
        error = raised
    answer: httpx2.Response | None = transport.taken()
    if answer is None and "transfer-encoding" in str(call.response_headers()).lower():
        # Prism makes a value up for every documented header, and Transfer-Encoding is not one to be made up.
        outcome.misses = (Miss("prism", "made-up-transfer-encoding", str(error)),)
        return outcome
    if answer is None:
        outcome.misses = (Miss("ours", "no-answer", f"{type(error).__name__}: {error}"),)
        return outcome
    rejected = tuple(_rejections(call, answer, transport))
    outcome.accepted = not rejected
    if rejected:
        outcome.misses = rejected
    elif error is not None:
        outcome.misses = (_failed(document, call, answer, error),)
    elif response.drift:
        outcome.misses = (_drifted(document, call, response),)
    else:
        outcome.clean = True
    return outcome


# --- requests ---------------------------------------------------------------------------------------


def _content_value(content: Any, value: Any) -> Any:
    match type(content).__name__:
        case "Bytes":
            return b"some bytes"
        case "Text":
            return str(value)
        case "JsonLines" | "JsonSequence" | "EventStream":
            return [_python(content.codec, each) for each in (value if isinstance(value, list) else [value])]
        case _:
            return _python(content.codec, value)


def _python(codec: Any, value: Any) -> Any:
    """The value as the package would decode it. What it does not take stands there as it came, to be refused."""
    decoded, _ = codec.decode(msgspec.json.encode(value))
    return decoded


def _rejections(call: Call, answer: httpx2.Response, transport: ToPrism) -> Iterator[Miss]:
    """What Prism objects to in the request."""
    kind = ""
    found: list[dict[str, Any]] = []
    if answer.headers.get("content-type", "").startswith("application/problem+json"):
        problem = answer.json()
        kind = str(problem.get("type", "")).rpartition("#")[2] if "stoplight.io/prism" in str(problem) else ""
        found = problem.get("validation") or []
    try:
        stated = json.loads(answer.headers.get("sl-violations") or "[]")
    except ValueError:  # Prism cuts what is too long for a header
        stated = []
    found = found or [each for each in stated if each["location"][:1] == ["request"]]
    for violation in (each for each in found if each["severity"] == "Error"):
        place = [part for part in violation["location"] if part != "request"]
        yield blamed(call, place, violation["code"], violation["message"], transport)
    if kind and not found:
        yield blamed(call, [], kind, answer.text[:300], transport)


def blamed(call: Call, place: list[str], code: str, message: str, transport: ToPrism) -> Miss:
    """Whose an objection of Prism's is."""
    where = str(place[0]) if place else "request"
    words = f"{'/'.join(map(str, place))}: {message} ({transport.sent[:200]})"
    for rule in RULES:
        if rule.applies(call, where, [str(part) for part in place[1:]], code, message):
            return Miss(rule.side, rule.code, words)
    return Miss("ours", f"{where}-{code}", words)


# --- responses --------------------------------------------------------------------------------------


def _schema(document: Document, call: Call, answer: httpx2.Response) -> tuple[Node | None, list[Any]]:
    """The schema of the answer's body, and the examples beside it."""
    status = str(answer.status_code)
    responses = dict(document.members(call.node.get("responses")))
    response = responses.get(status) or responses.get(f"{status[0]}XX") or responses.get("default")
    essence = answer.headers.get("content-type", "").partition(";")[0].strip()
    contents = dict(document.members(response.get("content"))) if response is not None else {}
    content = next((each for name, each in contents.items() if name.partition(";")[0].strip() == essence), None)
    if content is None:
        return None, []
    return content.get("schema"), [each.data for each in _stated(document, content)]


def _stated(document: Document, content: Node) -> Iterator[Node]:
    schema = document.follow(content.get("schema"))
    for holder in (content, schema):
        example = holder.get("example") if holder is not None else None
        if example is not None:
            yield example
    for _, each in document.members(content.get("examples")):
        value = each.get("value")
        if value is not None:
            yield value


def _failed(document: Document, call: Call, answer: httpx2.Response, error: Exception) -> Miss:
    """Whose an answer is that the client cannot use: ours, unless it is not what its media type says."""
    return Miss("ours", type(error).__name__, f"{error}"[:300])


def _drifted(document: Document, call: Call, response: Any) -> Miss:
    """Whose drift is: the document's, if it stated what came as an example; Prism's, if Prism made it up."""
    first = str(response.drift[0])
    schema, stated = _schema(document, call, response.http)
    try:
        body = json.loads(response.content)
    except ValueError:
        return Miss("ours", "drift", first)
    if schema is None:
        return Miss("ours", "drift", first)
    example = Example(call.label, str(response.status), "", body, schema, "")
    try:
        kind, said = judged(document, example, response.drift)
    except (Unresolvable, AttributeError):
        return Miss("document", "broken-schema", first)
    if kind == "bugs" and _has_no_type(document, schema, body, steps_of(response.drift[0].pointer, body)):
        # Members are described, a type is not: literally anything else fits too, which nobody means.
        return Miss("document", "object-without-type", first)
    if kind == "bugs":
        return Miss("ours", "drift", "; ".join(said)[:300])
    steps = steps_of(response.drift[0].pointer, body)
    side: Side = "document" if body in stated or _is_stated(document, schema, body, steps) else "prism"
    return Miss(side, f"{'example' if side == 'document' else 'made-up'}-{kind}", first)


def _has_no_type(document: Document, schema: Node, body: Any, steps: Steps) -> bool:
    nodes = document.schemas_at(schema, body, steps)
    described = [node for node in nodes if node.get("properties") is not None]
    return bool(described) and not any(node.get("type") is not None for node in nodes)


def _is_stated(document: Document, schema: Node, body: Any, steps: Steps) -> bool:
    """Whether a part of the body around the drift is the example of a schema for it, which Prism puts together."""
    part: Any = body
    for depth in range(len(steps) + 1):
        for node in document.schemas_at(schema, body, steps[:depth]):
            for keyword in ("example", "default"):
                example = node.get(keyword)
                if example is not None and example.data == part:
                    return True
        if depth < len(steps):
            try:
                part = part[steps[depth]]
            except (LookupError, TypeError):
                break
    return False
