"""`python -m tests.fuzz.run COUNT [FOLDER]`: that many mutants of the documents in a folder, on two processors.

Without the folder they are made of our own documents. `python -m tests.fuzz.run types [COUNT]` puts a value of every
type at every place of the documents in `rich/`, or at COUNT of these places, evenly chosen. A line for each hundred
tells how far it is; what breaks the generator is printed at the end and kept in `build/fuzz/`.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

from tests.fuzz.types import TYPES, pairs

ROOT = Path(__file__).resolve().parents[2]
OWN = (ROOT / "specs", *sorted(path for path in (ROOT / "tests" / "cases").iterdir() if path.is_dir()))
SEED = "1"


def hunt(count: int, folders: tuple[Path, ...], out: Path, seed: str = SEED) -> tuple[Counter[str], list[str]]:
    """How many mutants were written, refused and broke something; and what was broken, in words."""
    outcomes: Counter[str] = Counter()
    broken: list[str] = []
    lock = Lock()

    def work(first: int) -> int:
        command = [sys.executable, "-m", "tests.fuzz.worker", seed, str(first), "2", str(count), str(out)]
        with subprocess.Popen([*command, *map(str, folders)], cwd=ROOT, stdout=subprocess.PIPE, text=True) as worker:
            for line in worker.stdout or ():
                found = json.loads(line)
                with lock:
                    outcomes[found["outcome"]] += 1
                    if found["outcome"] == "broken":
                        broken.append(f"{found['mutant']} of {found['of']}: {found['text']}")
                    if outcomes.total() % 100 == 0:
                        print(f"{outcomes.total()} of {count}: {summary(outcomes)}", flush=True)
        return worker.returncode

    with ThreadPoolExecutor(2) as pool:
        assert list(pool.map(work, (0, 1))) == [0, 0]
    return outcomes, broken


def summary(outcomes: Counter[str]) -> str:
    return ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))


def main() -> None:
    first, *rest = sys.argv[1:]
    if first == TYPES:
        every = len(pairs())
        outcomes, broken = hunt(int(rest[0]) if rest else every, OWN, ROOT / "build" / "fuzz", TYPES)
    else:
        folder = Path(rest[0]) if rest else None
        folders = (folder, *OWN) if folder is not None and folder.is_dir() else OWN
        outcomes, broken = hunt(int(first), folders, ROOT / "build" / "fuzz")
    for each in broken:
        print(each, file=sys.stderr)
    print(summary(outcomes))
    sys.exit(1 if broken else 0)


if __name__ == "__main__":
    main()
