"""What is made at its first use: the names of a module (PEP 562), regular expressions."""

from __future__ import annotations

import functools
import importlib
import os
import re
import sys
import threading
from collections.abc import Callable
from contextlib import ContextDecorator
from typing import Any, Final


@functools.cache
def compiled(pattern: str) -> re.Pattern[str]:
    """A regular expression. To compile one takes as long as to import a small module."""
    return re.compile(pattern)


class _Mine(threading.local):
    """How many of the imports under way are this thread's."""

    depth = 0


_under_way = threading.Condition()
_mine = _Mine()
_all = 0
_LONGEST_WAIT: Final = 10.0
"""Seconds for which a fork waits at most: imports take milliseconds, but what they import may wait for the fork."""


class loading(ContextDecorator):
    """Import something, or make it of what was imported, without a fork in the midst of it.

    The locks of Python's imports are not made anew in a child: one that a thread of the parent held would be held there
    for ever. So a fork waits until no import of ours is under way. Every import inside a function stands in this; what
    each call goes through keeps what it found.
    """

    def __enter__(self) -> None:
        global _all
        with _under_way:
            _all += 1
        _mine.depth += 1

    def __exit__(self, *_: object) -> None:
        global _all
        _mine.depth -= 1
        with _under_way:
            _all -= 1
            _under_way.notify_all()


def _before_fork() -> None:
    _under_way.acquire()
    _under_way.wait_for(lambda: _all == _mine.depth, _LONGEST_WAIT)


def _in_child() -> None:
    global _under_way, _all
    _under_way = threading.Condition()
    _all = _mine.depth


def _in_parent() -> None:
    _under_way.release()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before_fork, after_in_child=_in_child, after_in_parent=_in_parent)


def lazy_index(package: str, table: str) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of the module `package`.

    Each line of `table` is a relative module name and the names found there (`second=first` gives `first` a second
    name); a module alone stands for itself.
    """
    home: dict[str, tuple[str, str]] = {}
    for line in table.split("\n"):
        if words := line.split():
            module, *members = words
            for member in members or [module.lstrip(".")]:
                given, _, original = member.partition("=")
                home[given] = (module, (original or given) if members else "")

    def load(name: str) -> Any:
        if name not in home:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module, original = home[name]
        with loading():
            found: Any = importlib.import_module(module, package)
            if original:
                found = getattr(found, original)
        setattr(sys.modules[package], name, found)
        return found

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *home})

    return load, names
