"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .animal import *
    from .bad import *
    from .based import *
    from .boat import *
    from .car import *
    from .cat import *
    from .circle import *
    from .constants import *
    from .counted import *
    from .double import *
    from .event import *
    from .everything import *
    from .first import *
    from .flower import *
    from .gone import *
    from .good import *
    from .grant import *
    from .left import *
    from .level import *
    from .low import *
    from .made import *
    from .numbered import *
    from .other import *
    from .plant import *
    from .result import *
    from .right import *
    from .second import *
    from .shape import *
    from .single import *
    from .sort import *
    from .square import *
    from .tree import *
    from .vehicle import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .animal Animal
        .bad Bad
        .based Based BasedBase
        .boat Boat
        .car Car
        .cat Cat
        .circle Circle
        .constants Constants
        .counted Counted
        .double Double
        .event Event EventBase
        .everything Everything EverythingMerged EverythingMergedLeft EverythingMergedRight EverythingPartly EverythingPartlyVariant2
        .first First
        .flower Flower
        .gone Gone
        .good Good
        .grant Grant
        .left Left
        .level Level
        .low Low
        .made Made
        .numbered Numbered
        .other Other
        .plant Plant
        .result Result
        .right Right
        .second Second
        .shape Shape
        .single Single
        .sort Sort
        .square Square
        .tree Tree
        .vehicle Vehicle
        """,
    )
