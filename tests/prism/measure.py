"""Every operation of real documents called on Prism: how many it accepts, how many answers decode without drift.

    python -m tests.prism.measure FOLDER [NAME...] [--show N]

FOLDER holds documents and MANIFEST.tsv, as for `tests.corpus.measure`; without names, `DOCUMENTS` are measured.
Prism mocks each document as it is. Misses are told by whose they are and why (`tests.prism.verdicts`).
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from tests.corpus.packages import generated
from tests.corpus.schemas import Document
from tests.prism.client import Function, ToPrism, client_of, functions_of
from tests.prism.operations import Call, calls
from tests.prism.server import absence, prism
from tests.prism.verdicts import Miss, Outcome, Refused, outcome_of, request_of

ROOT = Path(__file__).resolve().parents[2]
DOCUMENTS = (
    *("adyen_checkout_v71", "asana", "box", "datadog_v1", "datadog_v2", "digitalocean", "discord", "figma_31"),
    *("gitea", "github_api", "jira", "openai", "square", "stripe_spec3", "swagger_petstore", "telnyx"),
    *("twilio_conversations_v1", "xero_accounting"),
)
"""Eighteen of the open documents, the best known ones."""

Functions = dict[str, list[Function]]
_REMOTE = re.compile(r'"\$ref"\s*:\s*"https?://[^"]*"')


@dataclass
class Measured:
    """What came of a document. `misses` are counted by side and code; `said` are words on some of them."""

    operations: int = 0
    called: int = 0
    accepted: int = 0
    clean: int = 0
    misses: Counter[str] = field(default_factory=Counter)
    said: list[str] = field(default_factory=list)

    def add(self, outcome: Outcome) -> None:
        """Count one call."""
        self.accepted += outcome.accepted
        self.clean += outcome.clean
        for side, code in dict.fromkeys((miss.side, miss.code) for miss in outcome.misses):
            self.misses[f"{side} {code}"] += 1
        self.said += [f"{miss.side} {miss.code}: {outcome.label}: {miss.detail}" for miss in outcome.misses]

    def of(self, side: str) -> int:
        """How many operations missed for this reason or that of a side."""
        return sum(count for code, count in self.misses.items() if code.startswith(f"{side} "))


def measured(path: Path, folder: Path, package: str) -> Measured:
    """Generates the package into `folder`, which is on the import path, and calls every operation once."""
    found = Measured()
    document = Document(path)
    made = list(calls(document))
    found.operations = len(made)
    if not generated(path, folder, package):
        found.misses["ours refused-document"] = len(made)
        return found
    functions = functions_of(package)
    with tempfile.TemporaryDirectory() as aside:
        try:
            with prism(_local(path, Path(aside)), errors=False) as server:
                _call_all(found, document, made, functions, package, server.base_url)
        except RuntimeError as error:
            found.misses["prism does-not-start"] = len(made)
            found.said.append(f"prism does-not-start: {error}"[:500])
    return found


def _local(path: Path, folder: Path) -> Path:
    """The document for Prism, which downloads what a `$ref` over HTTP leads to: anything takes its place."""
    text = path.read_text("utf-8-sig")
    without = _REMOTE.sub(r'"description": "left out"', text) if path.suffix == ".json" else text
    if without == text:
        return path
    (folder / path.name).write_text(without, "utf-8")
    return folder / path.name


def _call_all(
    found: Measured, document: Document, made: list[Call], functions: Functions, package: str, base_url: str
) -> None:
    with client_of(package, transport := ToPrism(base_url)) as client:
        for call in made:
            if call.unmade:
                found.add(Outcome(call.label, misses=(Miss("document", "no-value-fits", call.unmade),)))
                continue
            if call.body is not None and "multipart" in call.body.media_type and not isinstance(call.body.value, dict):
                miss = Miss("document", "multipart-without-members", "only an object has members to be parts")
                found.add(Outcome(call.label, misses=(miss,)))
                continue
            try:
                request = _request(functions.get(call.label, []), call)
            except Refused as refused:
                found.add(Outcome(call.label, misses=(Miss("ours", "refused", str(refused)),)))
                continue
            found.called += 1
            found.add(outcome_of(document, call, request, client, transport))


def _request(functions: list[Function], call: Call) -> Any:
    """The request of the operation's function: of those with its path, which differ in a fragment, the one that
    takes the call. Raises `Refused`."""
    wanted = {(each.name, each.where) for each in call.arguments}
    refused = Refused("no such operation in the package")
    for function in sorted(functions, key=lambda each: each.parameters() != wanted):
        try:
            request = request_of(call, function)
        except Refused as error:
            refused = error
            continue
        functions.remove(function)
        return request
    raise refused


def in_process(path: Path, package: str) -> Measured:
    """`measured` in a process of its own, so that neither memory nor modules stay."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "tests.prism.measure", "--one", str(path), folder, package]
        run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=3600)
    if run.returncode:
        return Measured(misses=Counter({"ours crash": 1}), said=[run.stderr[-2000:]])
    found: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
    return Measured(**{**found, "misses": Counter(found["misses"])})


def table(rows: dict[str, Measured]) -> Table:
    """The figures of all documents, totals last."""
    shown = Table(title="Every operation called on Prism")
    for heading in ("document", "operations", "called", "accepted", "clean", "ours", "Prism's", "document's"):
        shown.add_column(heading, justify="left" if heading == "document" else "right")
    total = Measured()
    for name, row in rows.items():
        shown.add_row(name, *_cells(row), style="red" if row.of("ours") else "")
        for count in ("operations", "called", "accepted", "clean"):
            setattr(total, count, getattr(total, count) + getattr(row, count))
        total.misses += row.misses
    shown.add_section()
    shown.add_row(f"{len(rows)} documents", *_cells(total))
    return shown


def _cells(row: Measured) -> list[str]:
    share = [f"{count} ({count / max(1, row.called):.1%})" for count in (row.accepted, row.clean)]
    return [
        str(row.operations),
        str(row.called),
        *share,
        *(str(row.of(side)) for side in ("ours", "prism", "document")),
    ]


def main() -> int:
    if sys.argv[1:2] == ["--one"]:
        path, folder, package = sys.argv[2:5]
        sys.path.insert(0, folder)
        print(json.dumps(vars(measured(Path(path), Path(folder), package))))
        return 0
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--show", type=int, default=3, help="so many misses of each kind are told")
    options = parser.parse_args()
    manifest = options.folder / "MANIFEST.tsv"
    missing = absence() or ("" if manifest.is_file() else f"there is no {manifest}")
    if missing:
        print(f"skipped: {missing}")
        return 0
    with manifest.open(encoding="utf-8", newline="") as lines:
        files = {entry["name"]: entry["file"] for entry in csv.DictReader(lines, delimiter="\t")}
    rows: dict[str, Measured] = {}
    for name in options.names or DOCUMENTS:
        rows[name] = in_process((options.folder / files[name]).resolve(), re.sub(r"\W", "_", name))
        told: Counter[str] = Counter()
        for line in rows[name].said:
            told[line.partition(":")[0]] += 1
            if told[line.partition(":")[0]] <= options.show:
                print(f"{name}: {line}", file=sys.stderr)
        print(f"{name}: {_cells(rows[name])} {dict(rows[name].misses)}", file=sys.stderr, flush=True)
    Console(width=140).print(table(rows))
    return 1 if any(row.of("ours") for row in rows.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
