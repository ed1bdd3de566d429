"""Tabs before comments, which YAML allows (YAML 1.2.2 §6.6) and libyaml takes for indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator

_EMPTY_WITH_TABS = re.compile(r" *\t[ \t]*(?=#|\r?\n?\Z)")
"""What stands before a comment, or is the whole line, if there is a tab in it."""

_BLOCK_SCALAR = re.compile(r"(?:^|[ \t])[|>][-+0-9]*(?:[ \t]+#.*)?[ \t]*\r?\n?\Z")
"""The end of a line after which a block scalar begins."""


def with_spaces(text: str) -> str:
    """The text with a space for each tab before a comment, and in lines that are empty but for tabs.

    Texts in blocks (`|`, `>`) stay as they are: there a tab is part of the text.
    """
    return "".join(_lines(text)) if "\t" in text else text


def _lines(text: str) -> Iterator[str]:
    least: int | None = None
    """Inside a block scalar: how far its lines are indented at least. The first one that says something decides."""
    is_first = False
    for line in text.splitlines(keepends=True):
        indented = len(line) - len(line.lstrip(" "))
        if least is not None:
            is_blank = not line.strip(" \r\n")
            if is_blank or indented >= least:
                if is_first and not is_blank:
                    least, is_first = indented, False
                yield line
                continue
            if line.isspace():  # a line that is empty but for tabs, and less indented, ends no text
                yield line.replace("\t", "")
                continue
            least = None
        found = _EMPTY_WITH_TABS.match(line)
        if found is not None:
            line = " " * found.end() + line[found.end() :]
        elif _BLOCK_SCALAR.search(line) and not line.lstrip().startswith("#"):
            least, is_first = indented + 1, True
        yield line
