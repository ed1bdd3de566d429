from __future__ import annotations

from typing import Annotated, TypeAlias, Union

from .. import models
from .._runtime import Discriminator, Model

__all__ = ("Event", "EventBase")

Event: TypeAlias = Annotated[
    Union["models.Made", "models.Gone", "EventBase"],
    Discriminator("event", {"Made": "Made", "Gone": "Gone", "Event": "EventBase"}),
]


class EventBase(Model):
    event: str = "Event"
    at: str | None = None
