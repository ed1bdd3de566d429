"""What the tool is doing, shown on a terminal once it has taken more than a second."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

DELAY = 1.0
"""Seconds of work before anything is shown: most runs are over sooner."""

Report = Callable[[str], None]
"""Takes the name of the stage that begins."""


@contextmanager
def progress(title: str, *, shown: bool) -> Iterator[Report]:
    """A spinner on stderr with `title`, the current stage and the time so far; nothing unless `shown`."""
    if not shown:
        yield lambda stage: None
        return
    from rich.console import Console
    from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

    display = Progress(
        SpinnerColumn(),
        TextColumn("{task.description}", markup=False),
        TimeElapsedColumn(),
        console=Console(stderr=True),
        transient=True,
    )
    task = display.add_task(title)
    timer = threading.Timer(DELAY, display.start)
    timer.daemon = True
    timer.start()
    try:
        yield lambda stage: display.update(task, description=f"{title}: {stage}")
    finally:
        timer.cancel()
        timer.join()  # else it might start the display after this stopped it
        display.stop()
