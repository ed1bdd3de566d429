"""What the generated packages cost their users: decoding, encoding, memory, calls, imports; in fresh processes."""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.bench.peers import OURS, PEERS, ROOT, Tool

PROBE = Path(__file__).with_name("probe.py")
KINDS = {"ours": "ours", "opc": "attrs", "dcg": "pydantic", "openapi_client": "openapi-generator"}
IMPORTS = 15

CHAT: dict[str, Any] = {
    "id": "chatcmpl-B9MHDbslfkBeAs8l4bebGdFOJ6PeG",
    "object": "chat.completion",
    "created": 1741570283,
    "model": "gpt-4o-2024-08-06",
    "choices": [
        {
            "index": 0,
            "message": {
                "role": "assistant",
                "content": "The image shows a wooden boardwalk path running through a lush green field.",
                "refusal": None,
                "annotations": [],
            },
            "logprobs": None,
            "finish_reason": "stop",
        }
    ],
    "usage": {
        "prompt_tokens": 1117,
        "completion_tokens": 46,
        "total_tokens": 1163,
        "prompt_tokens_details": {"cached_tokens": 0, "audio_tokens": 0},
        "completion_tokens_details": {
            "reasoning_tokens": 0,
            "audio_tokens": 0,
            "accepted_prediction_tokens": 0,
            "rejected_prediction_tokens": 0,
        },
    },
    "service_tier": "default",
    "system_fingerprint": "fp_fc9f1d7035",
}


@dataclass
class Payload:
    """A text to decode: of which document and model."""

    name: str
    document: str
    model: str
    module: str
    file: Path
    found: dict[str, dict[str, float]] = field(default_factory=dict)
    problems: dict[str, str] = field(default_factory=dict)


def payloads(documents: dict[str, Path], folder: Path) -> Iterator[Payload]:
    """The seed's example, and where their documents are at hand a list, a page of 10 MB and a chat completion."""

    def written(name: str, value: Any) -> Path:
        path = folder / f"{name}.json"
        path.write_text(json.dumps(value, separators=(",", ":")), encoding="utf-8")
        return path

    seed = yaml.safe_load((ROOT / "specs" / "twilio_conversations.yaml").read_text(encoding="utf-8"))
    response = seed["paths"]["/v1/Users/{UserSid}/Conversations/{ConversationSid}"]["get"]["responses"]["200"]
    (example,) = response["content"]["application/json"]["examples"].values()
    yield Payload(
        "the seed's example", "twilio", "UserConversation", "user_conversation", written("seed", example["value"])
    )
    if "github" in documents:
        examples = json.loads(documents["github"].read_text(encoding="utf-8"))["components"]["examples"]
        item = {"has_discussions": True, **examples["full-repository"]["value"]}
        for name in ("template_repository", "parent", "source"):  # the example strays from its own document
            for unknown in ("subscribers_count", "network_count"):
                del item[name][unknown]
        many = 10_000_000 // len(json.dumps(item, separators=(",", ":")))
        for name, count in (("100 full repositories", 100), (f"10 MB: {many:,} full repositories", many)):
            file = written(f"repositories-{count}", [item] * count)
            yield Payload(name, "github", "FullRepository", "full_repository", file)
    if "openai" in documents:
        module = "create_chat_completion_response"
        yield Payload("a chat completion", "openai", "CreateChatCompletionResponse", module, written("chat", CHAT))


def decode(payload: Payload, environments: Path, packages: Path, say: Callable[[str], None]) -> None:
    """Fill in what each tool's package needs for the payload."""
    for tool in (OURS, *PEERS):
        folder = packages / payload.document / tool.package
        home = folder / "dcg" if tool.package == "dcg" else folder
        modules = {"ours": "ours.models", "dcg": "dcg.models"}
        module = modules.get(tool.package, f"{tool.package}.models.{payload.module}")
        if not any(home.rglob("*.py")):
            payload.problems[tool.name] = "not generated"
            continue
        done = _probe(tool, environments, [KINDS[tool.package], folder, module, payload.model, payload.file])
        if isinstance(done, str):
            payload.problems[tool.name] = done
        else:
            payload.found[tool.name] = done
        say(f"{payload.name}: {tool.name}: {done}")


def call(environments: Path, packages: Path) -> dict[str, float]:
    found = _probe(OURS, environments, ["call", packages / "twilio" / "ours"])
    if isinstance(found, str):
        raise RuntimeError(found)
    return found


_TIMED = """
import sys, time
sys.path.insert(0, sys.argv[1])
started = time.perf_counter()
import httpx2, msgspec
between = time.perf_counter()
exec(sys.argv[2], {})
print((between - started) * 1000, (time.perf_counter() - between) * 1000)
"""


def imports(
    environments: Path, package: Path, statements: dict[str, str]
) -> tuple[float, dict[str, tuple[float, float]]]:
    """Milliseconds of `import httpx2, msgspec`, and of each group of statements after it, in the same process.

    The first figure of a group is with the package compiled, as it is from its second import on; the second is what
    the very first import takes, which compiles it. Medians of fresh processes, in turn.
    """
    python = environments / "clean" / "bin" / "python"
    compiled, fresh = (environments / "imports" / kind for kind in ("compiled", "fresh"))
    for folder in (compiled, fresh):
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(package, folder, ignore=shutil.ignore_patterns("__pycache__"))
    libraries = environments / "clean" / "lib"
    # Whoever installed the libraries may have left them uncompiled; and nothing is written while time is taken.
    subprocess.run([python, "-m", "compileall", "-q", compiled, libraries], check=True, stdout=subprocess.DEVNULL)
    environment = {**os.environ, "PYTHONDONTWRITEBYTECODE": "1"}
    before: list[float] = []
    found: dict[str, tuple[list[float], list[float]]] = {name: ([], []) for name in statements}
    for _ in range(IMPORTS):
        for name, code in statements.items():
            for folder, times in zip((compiled, fresh), found[name], strict=True):
                command: list[str | Path] = [python, "-c", _TIMED, folder, code]
                done = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
                first, rest = map(float, done.stdout.split())
                before.append(first)
                times.append(rest)
    medians = {name: (statistics.median(warm), statistics.median(cold)) for name, (warm, cold) in found.items()}
    return statistics.median(before), medians


def _probe(tool: Tool, environments: Path, arguments: list[str | Path]) -> dict[str, float] | str:
    """What the probe found, or why it could not. Ours runs beside httpx2 and msgspec only."""
    environment = environments / "clean" if tool is OURS else tool.environment(environments)
    command = [environment / "bin" / "python", "-W", "ignore", PROBE, *arguments]
    try:
        done = subprocess.run(command, capture_output=True, text=True, timeout=200)
    except subprocess.TimeoutExpired:
        return "stopped after 200 s"
    if done.returncode:
        return (done.stderr.strip().splitlines() or ["no message"])[-1][:160]
    found: dict[str, float] = json.loads(done.stdout)
    return found
