"""Runs the generator over mutants, each in a process of its own: forks of this one, which has imported everything.

`python -m tests.fuzz.worker SEED FIRST STEP COUNT OUT FOLDER...` prints a line of JSON for each mutant: what became
of it. A mutant that the generator does not survive is kept in OUT.
"""

from __future__ import annotations

import importlib
import importlib.util
import json
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import traceback
from functools import cache
from pathlib import Path
from typing import Any

from tests.fuzz.mutate import documents, load, mutant
from tests.fuzz.types import TYPES, VALUES, pairs, replaced
from tests.hostile_runner import import_all, import_runtime

ROOT = Path(__file__).resolve().parents[2]
MEMORY = 1024 * 1024 * 1024
SECONDS = 20
"""Of processor time, for one mutant."""

_OURS = {"output-verification", "output-python", "internal-error"}
"""Codes that no document should lead to."""


def main() -> None:
    seed, first, step, count, out = sys.argv[1], *map(int, sys.argv[2:5]), Path(sys.argv[5])
    paths = documents([Path(name) for name in sys.argv[6:]])
    sys.path.insert(0, str(ROOT))
    for name in (
        "openapi_vendor.cli",
        "openapi_vendor.validation.run",
        "openapi_vendor.source.overlay",
        "black",
        "httpx2",
        "msgspec",
    ):
        importlib.import_module(name)
    import_runtime(ROOT / "templates" / "runtime")
    kept = cache(load)
    every = pairs() if seed == TYPES else []
    count = min(count, len(every)) if every else count
    with tempfile.TemporaryDirectory(prefix="fuzz-") as work:
        for index in range(first, count, step):
            if seed == TYPES:
                path, place, value = every[index * len(every) // count]
                made = replaced(kept(path), place, VALUES[value])
            else:
                rng = random.Random(f"{seed}:{index}")
                path = rng.choice(paths)
                made = mutant(kept(path), rng)
            file = Path(work) / "mutant.json"
            file.write_text(json.dumps(made, default=float), encoding="utf-8")
            outcome, text = _watched(file, Path(work) / "out")
            if outcome == "broken":
                out.mkdir(parents=True, exist_ok=True)
                shutil.copy(file, out / f"{seed}_{index}.json")
            found = {"mutant": f"{seed}_{index}", "of": path.name, "outcome": outcome, "text": text}
            print(json.dumps(found), flush=True)


def _watched(file: Path, out: Path) -> tuple[str, str]:
    """What became of a mutant: `written`, `refused` or `broken`, with the traceback or message."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        try:
            found = _run(file, out)
        except BaseException:
            found = "broken", traceback.format_exc()
        with os.fdopen(writing, "w") as stream:
            stream.write(json.dumps(found))
        os._exit(0)
    os.close(writing)
    signal.signal(signal.SIGALRM, lambda *_: os.kill(child, signal.SIGKILL))
    signal.alarm(10 * SECONDS)
    with os.fdopen(reading) as stream:
        text = stream.read()
    _, status = os.waitpid(child, 0)
    signal.alarm(0)
    shutil.rmtree(out, ignore_errors=True)
    if not text:
        return "broken", f"died: {status}"
    outcome, said = json.loads(text)
    return outcome, said


def _run(file: Path, out: Path) -> tuple[str, str]:
    from openapi_vendor import generate

    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    sys.dont_write_bytecode = True
    result = generate(file, _config())
    ours = [each for each in result.diagnostics if each.code in _OURS]
    if ours:
        return "broken", "\n".join(f"{each.code}: {each.message}" for each in ours)
    if not result.files:
        is_said = result.diagnostics.has_errors
        return ("refused", "") if is_said else ("broken", "refused, and nothing says why")
    for name, text in result.files.items():
        path = out / "made" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    import_all(out)
    _link_all()
    return "written", ""


def _config() -> Any:
    from openapi_vendor.config import Config

    return Config(package="made")


def _link_all() -> None:
    """Ask the runtime for the codec of every model: it understands all annotations."""
    runtime = importlib.import_module("made._runtime")
    if importlib.util.find_spec("made.models") is None:
        return
    models = importlib.import_module("made.models")
    for name in set(models.__dir__()) - set(vars(models)):
        runtime.codec_for(getattr(models, name)).problems(None)


if __name__ == "__main__":
    main()
