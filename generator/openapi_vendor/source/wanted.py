"""The tree of pointers whose places in a text are wanted."""

from __future__ import annotations


class Place:
    """Where a value stands, in characters: `start`, `end`, and in `keys` every occurrence of its key.

    Also the node of the tree of wanted pointers that the passes walk along.
    """

    __slots__ = ("end", "is_merged", "keys", "members", "start")

    def __init__(self) -> None:
        self.members: dict[str, Place] = {}
        self.start: int | None = None
        self.end: int | None = None
        self.keys: list[int] = []
        self.is_merged = False  # found through `<<` only: a member of the mapping itself overrides it

    def found(self, start: int, end: int | None, key: int | None, is_merged: bool) -> None:
        if is_merged and self.start is not None:
            return
        if self.is_merged and not is_merged:
            self.keys.clear()
        self.start, self.end, self.is_merged = start, end, is_merged
        if key is not None:
            self.keys.append(key)
