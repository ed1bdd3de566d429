"""Prism, the mock server that validates what it is sent, as a context manager for tests.

`package-lock.json` beside this file pins it; `make` installs it where node is present.
"""

from __future__ import annotations

import copy
import json
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PROGRAM = HERE / "node_modules" / "@stoplight" / "prism-cli" / "dist" / "index.js"

_START_SECONDS = 180.0
_SETTLE_SECONDS = 10.0
_COLOUR = re.compile(r"\x1b\[[0-9;]*m")
# What Prism logs about requests and answers that do not follow the document, and about its own failures.
_COMPLAINT = re.compile(r"\[VALIDATOR\].*(warning|error)|violation|terminated with error|✖")


def absence() -> str:
    """Why Prism cannot run here; empty if it can."""
    if shutil.which("node") is None:
        return "node is not installed"
    if not PROGRAM.is_file():
        return "Prism is not installed: run `make setup`"
    return ""


@dataclass(frozen=True)
class Prism:
    """A running mock server."""

    base_url: str
    log_file: Path

    def log(self) -> str:
        return _COLOUR.sub("", self.log_file.read_text("utf-8", errors="replace"))

    def violations(self) -> list[str]:
        """The lines of the log that say that a request, or Prism's own answer, broke the document."""
        return [line for line in self.log().splitlines() if _COMPLAINT.search(line)]

    def requests(self) -> int:
        """How many requests came in."""
        return self.log().count("Request received")

    def settle(self, requests: int) -> None:
        """Wait until the log, which is written late, holds so many requests and stops growing."""
        deadline = time.monotonic() + _SETTLE_SECONDS
        size = -1
        while (self.requests() < requests or self.log_file.stat().st_size != size) and time.monotonic() < deadline:
            size = self.log_file.stat().st_size
            time.sleep(0.1)


@contextmanager
def prism(document: dict[str, Any] | Path, *, errors: bool = True) -> Iterator[Prism]:
    """Prism mocking `document` on a free port of the loopback interface, stopped on the way out.

    A document given as a file is mocked as it is there; see `_spelled_out` for one that is given as data.
    With `errors`, an answer of Prism's own that breaks the document is an error too, not just a header of it.
    Static: it answers with the document's examples, or with values made from its schemas, always the same.
    Raises RuntimeError with Prism's log if it does not start.
    """
    port = _free_port()
    with tempfile.TemporaryDirectory() as folder:
        if isinstance(document, Path):
            file = document.resolve()
        else:
            file = Path(folder) / "document.json"
            file.write_text(json.dumps(_spelled_out(document)), "utf-8")
        command: list[str | Path] = [
            "node",
            PROGRAM,
            "mock",
            *(["--errors"] if errors else []),
            "--host",
            "127.0.0.1",
            "--port",
            str(port),
            file,
        ]
        server = Prism(f"http://127.0.0.1:{port}", Path(folder) / "prism.log")
        with server.log_file.open("wb") as log:
            process = subprocess.Popen(
                command, cwd=HERE, stdin=subprocess.DEVNULL, stdout=log, stderr=subprocess.STDOUT
            )
        try:
            _wait(server, process)
            yield server
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _spelled_out(document: dict[str, Any]) -> dict[str, Any]:
    """The document with the default encoding of arrays in form bodies written out.

    `style: form` with `explode: true` is what OpenAPI 3.0 and 3.1 mean where nothing is said; but Prism
    splits such arrays only where the document says it (stoplightio/prism, issue 2473).
    """
    document = copy.deepcopy(document)
    for item in document["paths"].values():
        for operation in item.values():
            if not isinstance(operation, dict) or "requestBody" not in operation:
                continue
            form = operation["requestBody"]["content"].get("application/x-www-form-urlencoded")
            for name, member in form["schema"]["properties"].items() if form else ():
                if member.get("type") == "array":
                    encoding = form.setdefault("encoding", {}).setdefault(name, {})
                    encoding.setdefault("style", "form")
                    encoding.setdefault("explode", True)
    return document


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(server: Prism, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while "Prism is listening" not in server.log():
        if process.poll() is not None or time.monotonic() > deadline:
            raise RuntimeError(f"Prism did not start:\n{server.log()[-2000:]}")
        time.sleep(0.05)
