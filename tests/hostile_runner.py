"""Runs the command line over documents that want to do harm, each in a process of its own, and watches it.

`python hostile_runner.py ROOT FOLDER DOCUMENT...` prints one line of JSON for each document: exit code, what was
printed, and every attempt to open, change or reach something outside. Written for `test_hostile.py`. The processes
are forks of one that has imported everything, which makes a hundred documents affordable.
"""

from __future__ import annotations

import contextlib
import importlib
import importlib.util
import io
import json
import mimetypes
import os
import resource
import signal
import sys
import time
import traceback
import types
from pathlib import Path
from typing import Any

MEMORY = 512 * 1024 * 1024
"""Bytes of address space."""

SECONDS = 10
"""Of processor time."""

_PATIENCE = 900  # seconds by the clock, for what waits for ever; what works for ever is ended by SECONDS
_CHANGES = {"os.remove", "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod"}
_REACHES = {"socket.connect", "socket.getaddrinfo", "subprocess.Popen", "os.system", "os.exec", "os.posix_spawn"}


def main() -> None:
    root, folder, documents = Path(sys.argv[1]), Path(sys.argv[2]), [Path(name) for name in sys.argv[3:]]
    sys.path[:0] = [str(root), str(folder)]
    for name in (
        "openapi_vendor.cli",
        "openapi_vendor.validation.run",
        "openapi_vendor.source.overlay",
        "black",
        "httpx2",
        "msgspec",
    ):
        importlib.import_module(name)
    import_runtime(root / "templates" / "runtime")
    mimetypes.init()  # reads files of the system, and is none of a document's business
    for document in documents:
        print(json.dumps(_watched(document, folder, root)), flush=True)


def import_runtime(folder: Path) -> None:
    """Import the runtime once, as that of the package that every document becomes: it is the same for all."""
    package = sys.modules["made"] = types.ModuleType("made")
    package.__path__ = []
    location = folder / "__init__.py"
    spec = importlib.util.spec_from_file_location("made._runtime", location, submodule_search_locations=[str(folder)])
    assert spec is not None
    assert spec.loader is not None
    runtime = sys.modules["made._runtime"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(runtime)
    for path in sorted(folder.glob("*.py")):
        if path != location:
            importlib.import_module(f"made._runtime.{path.stem}")
    del sys.modules["made"]


def _watched(document: Path, folder: Path, root: Path) -> dict[str, Any]:
    """What a process of its own reports of the document, or how it died."""
    reading, writing = os.pipe()
    started = time.monotonic()
    child = os.fork()
    if child == 0:
        os.close(reading)
        found: dict[str, Any] = {"code": -1, "text": "", "events": []}
        try:
            found = _run(document, folder, root)
        except BaseException:
            found["text"] += traceback.format_exc()
        with os.fdopen(writing, "w") as stream:
            stream.write(json.dumps(found))
        os._exit(0)
    os.close(writing)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(_PATIENCE)
    with os.fdopen(reading) as stream:
        text = stream.read()
    _, status, usage = os.wait4(child, 0)
    signal.alarm(0)
    reported = json.loads(text) if text else {"code": None, "text": f"died: {status}", "events": []}
    seconds = {"seconds": usage.ru_utime + usage.ru_stime, "clock": time.monotonic() - started}
    return {"document": document.name, **seconds, **reported}


def _run(document: Path, folder: Path, root: Path) -> dict[str, Any]:
    case = folder / document.name.replace(".", "_")
    case.mkdir()
    os.chdir(case)
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    events: list[str] = []
    readable = tuple(
        str(path) for path in (root, document.parent, folder, sys.prefix, sys.base_prefix, os.path.dirname(os.__file__))
    )

    def watch(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open" and isinstance(arguments[0], str | bytes | os.PathLike):
            path = os.path.abspath(os.fsdecode(arguments[0]))
            writes = arguments[2] & (os.O_WRONLY | os.O_RDWR | os.O_CREAT)
            if path != os.devnull and not path.startswith(str(case) if writes else readable):
                events.append(f"{'write' if writes else 'read'} {path}")
        elif event in _CHANGES and not os.path.abspath(os.fsdecode(arguments[0])).startswith(str(case)):
            events.append(f"{event} {arguments[0]}")
        elif (
            event == "subprocess.Popen"
            and arguments[0] == sys.executable
            and "from openapi_vendor.worker import serve" in arguments[1][-1]
        ):
            pass  # large documents are validated, and what comes of them is checked, beside the rest
        elif event in _REACHES:
            events.append(f"{event} {arguments!r}")

    from openapi_vendor import cli

    sys.dont_write_bytecode = True
    sys.addaudithook(watch)
    overlay = document.with_name(f"{document.stem}.overlay.yaml")
    overlays = ["--overlay", str(overlay)] if overlay.exists() else []
    sys.argv = ["openapi-vendor", "generate", str(document), "--output", "out", "--package", "made", *overlays]
    printed = io.StringIO()
    code: Any = 0
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        try:
            cli.main()
        except SystemExit as stop:
            code = stop.code or 0
        if (case / "out").exists():
            import_all(case / "out")
    return {"code": code, "text": printed.getvalue(), "events": events}


def import_all(folder: Path) -> None:
    """Import every module of the package, and decode and encode a little with what has no arguments."""
    sys.path.insert(0, str(folder))
    for path in sorted((folder / "made").rglob("*.py")):
        if "_runtime" in path.parts:
            continue
        name = ".".join(path.relative_to(folder).with_suffix("").parts).removesuffix(".__init__")
        module = importlib.import_module(name)
        for attribute in dir(module):
            getattr(module, attribute)
    made = importlib.import_module("made")
    try:
        made.Client(base_url="https://api.example.com").close()
    except TypeError:
        pass  # wants credentials


if __name__ == "__main__":
    main()
