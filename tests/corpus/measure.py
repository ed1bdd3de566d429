"""`make corpus`: every document of a folder through the tool, and a table of what came of it.

    python -m tests.corpus.measure FOLDER [NAME...] [--no-types] [--keep DIR]

FOLDER holds documents and a MANIFEST.tsv with the columns `name`, `file`, `operations`, `webhook_operations` and
`callback_operations`. Each document is generated in a process of its own (for time and peak memory), every module of
the package is imported in another, and the whole is checked by `mypy --strict` and pyright. The exit code is 1 if any
operation or parser is missing, any module does not import, or any checker finds an error.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console
from rich.markup import escape
from rich.table import Table

ROOT = Path(__file__).resolve().parents[2]

_GENERATE = """
import json, re, resource, sys, time
from pathlib import Path
from openapi_vendor.config import Config
from openapi_vendor.pipeline import generate
document, folder, package = sys.argv[1:4]
started = time.perf_counter()
result = generate(document, Config(package=package, validate=len(sys.argv) > 4))
elapsed = time.perf_counter() - started
for name, text in result.files.items():
    path = Path(folder, package, name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
operation = re.compile("= API[.][a-z]+[(]")
own = {name: text for name, text in result.files.items() if not name.startswith("_runtime/")}
print(json.dumps({
    "seconds": elapsed,
    "megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
    "operations": sum(len(operation.findall(text)) for name, text in own.items() if name.startswith("operations/")),
    "parsers": sum(
        text.count("\\ndef parse_") for name, text in own.items() if name.startswith(("webhooks", "callbacks"))
    ),
    "models": sum(text.count("\\nclass ") for name, text in own.items() if name.startswith("models/")),
    "files": len(own),
    "lines": sum(text.count("\\n") for text in own.values()),
    "longest": max((text.count("\\n") for text in own.values()), default=0),
    "codes": [f"{diagnostic.severity.name.lower()}[{diagnostic.code}]" for diagnostic in result.diagnostics],
}))
"""

_IMPORT = """
import importlib, pkgutil, sys
package = importlib.import_module(sys.argv[1])
for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
    importlib.import_module(module.name)
print(len([name for name in sys.modules if name.startswith(package.__name__)]))
"""


@dataclass
class Row:
    """What was measured of one document."""

    name: str
    operations_in: int
    parsers_in: int
    operations_out: int = 0
    parsers_out: int = 0
    models: int = 0
    files: int = 0
    lines: int = 0
    longest: int = 0
    seconds: float = 0.0
    megabytes: float = 0.0
    imported: bool = False
    mypy: int | None = None
    pyright: int | None = None
    codes: Counter[str] = field(default_factory=Counter)
    problem: str = ""

    @property
    def is_good(self) -> bool:
        complete = (self.operations_in, self.parsers_in) == (self.operations_out, self.parsers_out)
        return complete and self.imported and not self.mypy and not self.pyright and not self.problem


def measure(name: str, document: Path, operations: int, parsers: int, folder: Path, *, types: bool) -> Row:
    """Generate, import and check one document."""
    row = Row(name, operations, parsers)
    package = re.sub(r"\W", "_", name)
    run = _run([sys.executable, "-c", _GENERATE, str(document), str(folder), package], ROOT)
    if run.returncode:
        row.problem = (run.stderr.strip().splitlines() or ["no output"])[-1]
        return row
    found = json.loads(run.stdout.splitlines()[-1])
    row.operations_out, row.models, row.files = found["operations"], found["models"], found["files"]
    row.parsers_out, row.lines, row.longest = found["parsers"], found["lines"], found["longest"]
    row.seconds, row.megabytes = found["seconds"], found["megabytes"]
    row.codes = Counter(found["codes"])
    run = _run([sys.executable, "-c", _IMPORT, package], folder)
    row.imported = run.returncode == 0
    if not row.imported:
        row.problem = (run.stderr.strip().splitlines() or [""])[-1]
    if types:
        row.mypy = _errors(
            [sys.executable, "-m", "mypy", "--strict", "--config-file=", "-p", package], folder, ": error:"
        )
        pyright = [sys.executable, "-m", "pyright", "--pythonpath", sys.executable, package]
        row.pyright = _errors(pyright, folder, " - error:")
    return row


def _run(command: list[str], folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=1800)


def _errors(command: list[str], folder: Path, mark: str) -> int:
    run = _run(command, folder)
    count = run.stdout.count(mark)
    (folder / f"{Path(command[2]).name}-{command[-1]}.txt").write_text(run.stdout + run.stderr, encoding="utf-8")
    return count if count or run.returncode == 0 else 1


def table(rows: list[Row]) -> Table:
    """The rows as a table, totals last."""
    shown = Table(title="Real documents")
    for heading in (
        "document",
        "in",
        "out",
        "webhooks in/out",
        "models",
        "files",
        "lines",
        "longest",
        "s",
        "MB",
        "import",
        "mypy",
        "pyright",
    ):
        shown.add_column(heading, justify="left" if heading == "document" else "right")
    shown.add_column("diagnostics", overflow="fold")
    for row in rows:
        said = escape(row.problem or " ".join(f"{code}:{count}" for code, count in row.codes.most_common()))
        shown.add_row(
            row.name, str(row.operations_in), str(row.operations_out), f"{row.parsers_in}/{row.parsers_out}",
            str(row.models), str(row.files), str(row.lines), str(row.longest), f"{row.seconds:.2f}",
            f"{row.megabytes:.0f}", "yes" if row.imported else "no",
            _count(row.mypy), _count(row.pyright), said,
            style="" if row.is_good else "red",
        )  # fmt: skip
    shown.add_section()
    shown.add_row(
        f"{sum(row.is_good for row in rows)} of {len(rows)} good", str(sum(row.operations_in for row in rows)),
        str(sum(row.operations_out for row in rows)),
        f"{sum(row.parsers_in for row in rows)}/{sum(row.parsers_out for row in rows)}",
        str(sum(row.models for row in rows)),
        str(sum(row.files for row in rows)), str(sum(row.lines for row in rows)), "",
        f"{sum(row.seconds for row in rows):.1f}", "", "", _count(_total(row.mypy for row in rows)),
        _count(_total(row.pyright for row in rows)), "",
    )  # fmt: skip
    return shown


def _total(counts: Iterable[int | None]) -> int | None:
    known = [count for count in counts if count is not None]
    return sum(known) if known else None


def _count(count: int | None) -> str:
    return "-" if count is None else str(count)


def _payloads(entry: dict[str, str]) -> int:
    """How many webhooks and callbacks the document has; those of the extension `x-webhooks` do not count."""
    of_extension = "xWebhooks:" in (entry.get("features") or "")
    return (0 if of_extension else int(entry["webhook_operations"])) + int(entry["callback_operations"])


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("names", nargs="*")
    parser.add_argument("--no-types", action="store_true", help="leave the type checkers out")
    parser.add_argument("--keep", type=Path, help="keep the packages in this folder")
    options = parser.parse_args()
    manifest = options.folder / "MANIFEST.tsv"
    if not manifest.is_file():
        print(f"skipped: there is no {manifest}")
        return 0
    console = Console(width=200 if not sys.stdout.isatty() else None)
    workspace = options.keep or Path(tempfile.mkdtemp())
    workspace.mkdir(parents=True, exist_ok=True)
    rows: list[Row] = []
    with manifest.open(encoding="utf-8", newline="") as lines:
        for entry in csv.DictReader(lines, delimiter="\t"):
            if options.names and entry["name"] not in options.names:
                continue
            document = (options.folder / entry["file"]).resolve()
            row = measure(
                entry["name"],
                document,
                int(entry["operations"]),
                _payloads(entry),
                workspace.resolve(),
                types=not options.no_types,
            )
            print(
                f"{row.name}: {'good' if row.is_good else 'NOT GOOD'} {row.problem}",
                file=sys.stderr,
                flush=True,
            )
            rows.append(row)
    console.print(table(rows))
    if not options.keep:
        shutil.rmtree(workspace)
    return 0 if all(row.is_good for row in rows) else 1


if __name__ == "__main__":
    sys.exit(main())
