"""What openapi-core reads in requests. Runs in an environment of its own, for it wants older packages than we do.

    python judge.py < requests.json

Takes `{"document": …, "requests": [{"key", "method", "path", "query", "headers", "content_type", "body"}]}` with text
as it was on the wire, and prints `{key: {"parameters": …, "body": …} or {"error": …}}`. Knows nothing of this project.
"""

from __future__ import annotations

import base64
import datetime
import importlib
import json
import sys
from typing import Any
from urllib.parse import parse_qsl, unquote

core: Any = importlib.import_module("openapi_core")  # not installed where this file is checked
datatypes: Any = importlib.import_module("openapi_core.datatypes")
structures: Any = importlib.import_module("werkzeug.datastructures")


PLACES = ("path", "query", "header", "cookie")


class Request:
    """A request as openapi-core's protocol asks for it."""

    host_url = "https://example.com"

    def __init__(self, sent: dict[str, Any]) -> None:
        self.path: str = unquote(sent["path"])  # as WSGI hands it to an application
        self.method: str = sent["method"].lower()
        self.content_type: str = sent["content_type"]
        self.body: bytes = base64.b64decode(sent["body"])
        cookies = [pair.partition("=") for pair in sent["headers"].get("cookie", "").split("; ") if pair]
        self.parameters = datatypes.RequestParameters(
            path={},
            query=structures.ImmutableMultiDict(parse_qsl(sent["query"], keep_blank_values=True)),
            header=structures.Headers(sent["headers"]),
            cookie=structures.ImmutableMultiDict([(name, unquote(value)) for name, _, value in cookies]),
        )


def plain(value: Any) -> Any:
    """The value as JSON."""
    if isinstance(value, dict):
        return {name: plain(member) for name, member in value.items()}
    if isinstance(value, list | tuple):
        return [plain(item) for item in value]
    if isinstance(value, datetime.datetime | datetime.date):
        return value.isoformat().replace("+00:00", "Z")
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def main() -> None:
    given = json.load(sys.stdin)
    config = core.Config(
        spec_validator_cls=None,  # which does not know the templates like `{;color*}` that openapi-core reads
        extra_format_unmarshallers={"decimal": str},
    )
    api = core.OpenAPI.from_dict(given["document"], config=config)
    verdicts: dict[str, Any] = {}
    for sent in given["requests"]:
        try:
            read = api.unmarshal_request(Request(sent))
            parameters = {place: plain(dict(getattr(read.parameters, place))) for place in PLACES}
            faults = [f"{error}: {error.__cause__}"[:300] for error in read.errors]
            verdicts[sent["key"]] = {"parameters": parameters, "body": plain(read.body), "faults": faults}
        except Exception as error:
            causes = [f"{type(each).__name__}: {each}" for each in (error, error.__cause__) if each is not None]
            verdicts[sent["key"]] = {"error": " ← ".join(causes)[:300]}
    json.dump(verdicts, sys.stdout)


if __name__ == "__main__":
    main()
