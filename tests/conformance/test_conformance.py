"""Every row of the table: what is sent, what openapi-core and uritemplate make of it, and what is read.

A document with one operation per row goes through the generator; the package is called; the wire text is the row's.
Where a second implementation cannot read a row, `unread.yaml` says why, and the test holds it to that: a reason that no
longer holds fails too.
"""

from __future__ import annotations

import base64
import email
import email.policy
import importlib
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

import httpx2
import msgspec
import pytest
import uritemplate
import yaml

from tests.conformance.table import HERE, VERSIONS, document, is_in, name_of, rows
from tests.corpus.packages import generated, operations_of

ROOT = HERE.parent.parent
JUDGE = ROOT / "build" / "openapi-core" / "bin" / "python"
ROWS = rows()
REASONS: dict[str, str] = yaml.safe_load((HERE / "unread.yaml").read_text("utf-8"))["reasons"]
UNREAD: dict[str, str] = yaml.safe_load((HERE / "unread.yaml").read_text("utf-8"))["rows"]
SENT = [key for key, row in ROWS.items() if "sent" in row]
REFUSED = [key for key, row in ROWS.items() if "refused" in row]
RECEIVED = [key for key, row in ROWS.items() if "received" in row]
OPERATORS = {"simple": "", "label": ".", "matrix": ";", "form": "?"}


@dataclass
class Table:
    """The packages of the versions."""

    packages: dict[str, str] = field(default_factory=dict)
    _operations: dict[str, dict[str, Any]] = field(default_factory=dict)

    def operation(self, key: str, version: str) -> Any:
        """The row's operation, found by its path."""
        if version not in self._operations:
            found = operations_of(self.packages[version])
            self._operations[version] = {label.split("/")[1]: operation for label, (operation,) in found.items()}
        return self._operations[version][key]

    def send(self, key: str, version: str, response: httpx2.Response | None = None) -> tuple[httpx2.Request, Any]:
        """The row's request as it leaves the client, and the client's response."""
        seen: list[httpx2.Request] = []

        def handler(request: httpx2.Request) -> httpx2.Response:
            request.read()
            seen.append(request)
            return response or httpx2.Response(204)

        operation, row = self.operation(key, version), ROWS[key]
        arguments: dict[str, Any] = {}
        if row["in"] == "body":
            arguments["body"] = _python(operation.body[0].codec, _encoded(row))
        values = [_argument(parameter, row["value"]) for parameter in operation.parameters]
        runtime = importlib.import_module(f"{self.packages[version]}._runtime")
        options = {"base_url": "https://example.com", "transport": httpx2.MockTransport(handler)}
        with runtime.SyncClient(operation.api, {}, **options) as client:
            answer = client.send(operation.request(*values, **arguments))
        return seen[0], answer


def _argument(parameter: Any, value: Any) -> Any:
    if value is None or (value == "" and parameter.allow_empty_value):
        return value
    return _python(parameter.codec, value)


def _python(codec: Any, value: Any) -> Any:
    decoded, drift = codec.decode(msgspec.json.encode(value))
    assert not drift
    return decoded


def _encoded(row: dict[str, Any]) -> dict[str, Any]:
    """The body's value in JSON, where the content of files is base64."""
    return {
        name: base64.b64encode(value.encode()).decode() if row["properties"][name] == "file" else value
        for name, value in row["value"].items()
    }


@pytest.fixture(scope="module")
def table(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Table]:
    folder = tmp_path_factory.mktemp("conformance")
    sys.path.insert(0, str(folder))
    found = Table()
    try:
        for version in VERSIONS:
            package = f"conformance_{version.replace('.', '_')}"
            file = folder / f"{package}.json"
            file.write_text(json.dumps(document(ROWS, version)), "utf-8")
            assert generated(file, folder, package)
            found.packages[version] = package
        yield found
    finally:
        sys.path.remove(str(folder))


# --- what is sent -------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", SENT)
def test_sent(table: Table, key: str) -> None:
    """Under every version of OpenAPI that has the row's keywords."""
    for version in VERSIONS:
        if is_in(ROWS[key], version):
            request, _ = table.send(key, version)
            assert wire(key, request) == ROWS[key]["sent"], version


@pytest.mark.parametrize("key", REFUSED)
def test_refused(table: Table, key: str) -> None:
    """What a style could write, and would mean something else."""
    for version in VERSIONS:
        with pytest.raises(ValueError, match="dots"):
            table.send(key, version)


def wire(key: str, request: httpx2.Request) -> Any:
    """The text of the row's parameter or body as it stands in the request."""
    row = ROWS[key]
    path, _, query = request.url.raw_path.decode().partition("?")
    match row["in"]:
        case "path":
            return path.removeprefix(f"/{key}/")
        case "query" | "querystring":
            return query
        case "header" | "cookie" as place:
            return request.headers.get("cookie" if place == "cookie" else name_of(row))
        case _:
            is_multipart = row["media_type"].startswith("multipart/")
            assert request.headers["content-type"].partition(";")[0] == row["media_type"]
            return list(_parts(request)) if is_multipart else request.content.decode()


def _parts(request: httpx2.Request) -> Iterator[dict[str, str]]:
    head = f"Content-Type: {request.headers['content-type']}\r\n\r\n".encode()
    message = email.message_from_bytes(head + request.content, policy=email.policy.HTTP)
    for part in message.iter_parts():
        disposition = part["content-disposition"].params
        content = part.get_payload(decode=True)
        assert isinstance(content, bytes)
        found = {"name": disposition["name"], "text": content.decode()}
        if "content-type" in part:
            found["type"] = part["content-type"]
        if "filename" in disposition:
            found["filename"] = disposition["filename"]
        yield found


@pytest.mark.parametrize(
    "key", [key for key in SENT if ROWS[key].get("style") in OPERATORS and ROWS[key]["in"] != "header"]
)
def test_expansion(key: str) -> None:
    """What uritemplate expands: the styles are defined by RFC 6570."""
    row, name = ROWS[key], name_of(ROWS[key])
    if row["in"] == "cookie" and row["explode"] and row["shape"] != "text":
        return  # `; ` for `&`, as the row's note says
    operator = "+" if row.get("allow_reserved") else OPERATORS[row["style"]]
    value = row["value"]
    if (
        not _is_text(value)
        or row["shape"] == "decimal"
        or (row.get("allow_reserved") and row["source"].startswith("OpenAPI"))
    ):
        return  # uritemplate writes numbers and booleans as Python does; OpenAPI keeps fewer characters
    expanded = uritemplate.expand(f"{{{operator}{name}{'*' * row['explode']}}}", {name: value})
    written = f"{name}={expanded}" if operator == "+" else expanded.removeprefix("?")
    if isinstance(value, dict):  # uritemplate sorts their members
        assert sorted(re.split("[,;.&=]", row["sent"])) == sorted(re.split("[,;.&=]", written))
    else:
        assert row["sent"] == written


def _is_text(value: Any) -> bool:
    members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else [value]
    return all(isinstance(member, str) or member is None for member in members)


# --- what openapi-core reads ----------------------------------------------------------------------------


@pytest.mark.skipif(not JUDGE.is_file(), reason="openapi-core is not installed: run `make setup`")
def test_openapi_core_reads_the_same(table: Table) -> None:
    """openapi-core unmarshals every request to the value of its row, or `unread.yaml` says why it does not."""
    verdicts: dict[str, Any] = {}
    for version in ("3.1.1", "3.2.0"):
        keys = [key for key in SENT if (is_in(ROWS[key], "3.1.1") if version == "3.1.1" else key not in verdicts)]
        requests = [_for_judge(key, table.send(key, version)[0]) for key in keys]
        described = document({key: ROWS[key] for key in keys}, version)
        verdicts |= _judged(_as_openapi_core_writes(described), requests)
    assert set(verdicts) == set(SENT)
    wrong = {key: verdict for key, verdict in verdicts.items() if not _is_read(key, verdict)}
    counts = Counter(UNREAD[key] for key in wrong if key in UNREAD)
    print(f"openapi-core reads {len(SENT) - len(wrong)} of {len(SENT)} rows; not: {dict(counts)}")
    assert {key: verdict for key, verdict in wrong.items() if key not in UNREAD} == {}
    assert sorted(set(UNREAD) - set(wrong)) == []  # a reason that no longer holds
    assert set(UNREAD.values()) == set(REASONS)


def _for_judge(key: str, request: httpx2.Request) -> dict[str, Any]:
    path, _, query = request.url.raw_path.decode().partition("?")
    return {
        "key": key,
        "method": request.method,
        "path": path,
        "query": query,
        "headers": dict(request.headers),
        "content_type": request.headers.get("content-type", ""),
        "body": base64.b64encode(request.content).decode(),
    }


def _as_openapi_core_writes(described: dict[str, Any]) -> dict[str, Any]:
    """With the operators of RFC 6570 in the templates of paths, by which openapi-core finds those parameters."""
    paths: dict[str, Any] = {}
    for path, item in described["paths"].items():
        for parameter in item.get("get", {}).get("parameters", ()):
            operator = {"label": ".", "matrix": ";"}.get(parameter.get("style"), "")
            if parameter["in"] == "path" and operator:
                name = parameter["name"]
                path = path.replace(f"{{{name}}}", f"{{{operator}{name}{'*' * parameter['explode']}}}")
        paths[path] = item
    return {**described, "paths": paths}


def _judged(described: dict[str, Any], requests: list[dict[str, Any]]) -> dict[str, Any]:
    given = json.dumps({"document": described, "requests": requests})
    command = [JUDGE, HERE / "judge.py"]
    run = subprocess.run(command, input=given, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr[-2000:]
    found: dict[str, Any] = json.loads(run.stdout)
    return found


def _is_read(key: str, verdict: dict[str, Any]) -> bool:
    """Whether the judge read the row's value; of a decimal, the number."""
    read, value = _read(key, verdict), ROWS[key]["value"]
    if ROWS[key].get("shape") == "decimal" and isinstance(read, str):
        return Decimal(read) == Decimal(value)
    return bool(read == value)


def _read(key: str, verdict: dict[str, Any]) -> Any:
    """What the judge read of the row's parameter or body."""
    row = ROWS[key]
    if "error" in verdict:
        return verdict["error"]
    if row["in"] == "body":
        return verdict["body"]
    found = verdict["parameters"].get(row["in"], {})
    if not row["sent"] and not found:
        return row["value"]  # nothing is sent of what is empty or undefined (RFC 6570 §2.3)
    return found.get(name_of(row), found.get(name_of(row).lower()))


# --- what is read -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("key", RECEIVED)
def test_received(table: Table, key: str) -> None:
    """Response headers, one line or several, in the types of the document."""
    row = ROWS[key]
    lines = [(name_of(row), line) for line in row["received"]]
    for version in VERSIONS:
        _, answer = table.send(key, version, httpx2.Response(204, headers=lines))
        assert msgspec.to_builtins(dict(answer.header_values)) == {name_of(row): row["value"]}


@pytest.mark.parametrize("key", [key for key in SENT if ROWS[key].get("media_type", "").endswith("-urlencoded")])
def test_forms_are_read_back(table: Table, key: str) -> None:
    """A form without `encoding`, as a webhook receives it."""
    row = ROWS[key]
    if row["in"] != "body" or "encoding" in row:
        return
    value, drift = table.operation(key, "3.2.0").body[0].decode(row["sent"].encode(), row["media_type"])
    assert drift == ()
    assert msgspec.to_builtins(value) == row["value"]


def test_the_table_covers_what_it_must() -> None:
    """Every location × style × explode of OpenAPI 3.2 "Style Values" × the shapes that the style has."""
    covered = {(row["in"], row["style"], row["explode"]) for row in ROWS.values() if "style" in row}
    wanted = {("path", style, explode) for style in ("simple", "label", "matrix") for explode in (True, False)}
    wanted |= {("header", "simple", explode) for explode in (True, False)}
    wanted |= {("cookie", style, explode) for style in ("form", "cookie") for explode in (True, False)}
    wanted |= {
        ("query", style, explode) for style in ("form", "spaceDelimited", "pipeDelimited") for explode in (True, False)
    }
    wanted.add(("query", "deepObject", True))
    assert wanted <= covered
    assert Path(HERE / "unread.yaml").is_file()
