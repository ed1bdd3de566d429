"""Runs in an environment that holds only what a generated package needs: what decoding, encoding and calls cost.

    python probe.py KIND PACKAGE_FOLDER MODULE CLASS PAYLOAD     KIND: ours, attrs, pydantic, openapi-generator
    python probe.py call PACKAGE_FOLDER

Prints one object of JSON; times are medians in microseconds. A payload that is an array is a list of CLASS.
"""

from __future__ import annotations

import gc
import importlib
import json
import statistics
import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROUNDS = 15
LEAST = 0.02
"""Seconds of one round, so that the clock does not matter."""


def microseconds(*works: Callable[[], Any]) -> list[float]:
    """The median of each, in rounds that take turns."""
    counts: list[int] = []
    for work in works:
        work()
        started = time.perf_counter()
        work()
        counts.append(max(1, int(LEAST / max(1e-7, time.perf_counter() - started))))
    found: list[list[float]] = [[] for _ in works]
    gc.collect()
    for _ in range(ROUNDS):
        for index, work in enumerate(works):
            started = time.perf_counter()
            for _ in range(counts[index]):
                work()
            found[index].append((time.perf_counter() - started) / counts[index] * 1e6)
    return [statistics.median(times) for times in found]


def kilobytes(work: Callable[[], Any]) -> float:
    """What a result of the work holds."""
    work()
    tracemalloc.start()
    kept = work()
    size, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    del kept
    return size / 1024


def payload(kind: str, module: str, name: str, file: str) -> dict[str, float]:
    text = Path(file).read_bytes()
    several = text[:1] == b"["
    model: Any = getattr(importlib.import_module(module), name)
    if kind == "ours":
        return _ours(module.partition(".")[0], model, text, several)
    if kind == "pydantic":
        adapter = importlib.import_module("pydantic").TypeAdapter(list[model] if several else model)
        value = adapter.validate_json(text)
        decode, encode = microseconds(lambda: adapter.validate_json(text), lambda: adapter.dump_json(value))
        return {"decode": decode, "encode": encode, "kilobytes": kilobytes(lambda: adapter.validate_json(text))}

    def reading() -> Any:
        data = json.loads(text)
        return [model.from_dict(item) for item in data] if several else model.from_dict(data)

    def writing() -> str:
        return json.dumps([item.to_dict() for item in value] if several else value.to_dict(), default=str)

    value = reading()
    decode, encode = microseconds(reading, writing)
    return {"decode": decode, "encode": encode, "kilobytes": kilobytes(reading)}


def _ours(package: str, model: Any, text: bytes, several: bool) -> dict[str, float]:
    import msgspec

    codec = importlib.import_module(f"{package}._runtime").codec_for(list[model] if several else model)
    value, drift = codec.decode(text)
    # The same structs and constraints, linked by the runtime, with nothing around msgspec.
    floor, encoder = codec._decoder, msgspec.json.Encoder()
    decode, encode, least, least_encode, untyped = microseconds(
        lambda: codec.decode(text),
        lambda: codec.encode(value),
        lambda: floor.decode(text),
        lambda: encoder.encode(value),
        lambda: msgspec.json.decode(text),
    )
    size = kilobytes(lambda: codec.decode(text))
    found = {"decode": decode, "encode": encode, "floor": least, "floor_encode": least_encode, "kilobytes": size}
    return {**found, "untyped": untyped, "drift": len(drift)}


_SERVER = """
import http.server, sys
class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    def do_GET(self):
        body = sys.argv[1].encode()
        self.wfile.write(b"HTTP/1.1 200 OK\\r\\nContent-Type: application/json\\r\\nContent-Length: "
            + str(len(body)).encode() + b"\\r\\n\\r\\n" + body)
        self.wfile.flush()
    def log_message(self, *arguments): pass
server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
print(server.server_address[1], flush=True)
server.serve_forever()
"""


def call() -> dict[str, float]:
    """The seed's operation against httpx2 alone, both decoding nothing but JSON: at a mock and over loopback."""
    import httpx2

    package: Any = importlib.import_module("ours")
    body = json.dumps({"account_sid": "AC" + "a" * 32, "conversation_state": "active"})
    headers = {"content-type": "application/json"}
    arguments = ("US" + "a" * 32, "CH" + "a" * 32)
    path = "/v1/Users/{}/Conversations/{}".format(*arguments)
    credential = ("AC", "token")
    transport = httpx2.MockTransport(lambda request: httpx2.Response(200, content=body, headers=headers))
    found: dict[str, float] = {}
    with (
        package.Client(account_sid_auth_token=package.BasicAuth(*credential), transport=transport) as client,
        httpx2.Client(transport=transport, auth=credential) as bare,
    ):
        fetch, url = client.user_conversation.fetch_user_conversation, "https://conversations.twilio.com" + path
        found["mock"], found["mock_bare"] = microseconds(lambda: fetch(*arguments), lambda: bare.get(url).content)
    server = subprocess.Popen([sys.executable, "-c", _SERVER, body], stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        base = f"http://127.0.0.1:{int(server.stdout.readline())}"
        with (
            package.Client(
                account_sid_auth_token=package.BasicAuth(*credential), base_url=base, trust_env=False
            ) as client,
            httpx2.Client(trust_env=False, auth=credential) as bare,
        ):
            fetch = client.user_conversation.fetch_user_conversation
            found["loopback"], found["loopback_bare"] = microseconds(
                lambda: fetch(*arguments), lambda: bare.get(base + path).content
            )
    finally:
        server.kill()
        server.wait()
    return found


def main() -> None:
    kind, *arguments = sys.argv[1:]
    sys.path.insert(0, arguments[0])
    found = call() if kind == "call" else payload(kind, *arguments[1:])
    print(json.dumps(found))


if __name__ == "__main__":
    main()
