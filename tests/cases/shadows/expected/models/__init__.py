"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from .boat import *
    from .car import *
    from .fleet import *
    from .garage import *
    from .header import *
    from .parts import *
    from .plane import *
    from .request import *
    from .response import *
    from .vehicle import *
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .boat Boat
        .car Car
        .fleet Fleet
        .garage Garage GarageModelsItem
        .header Header
        .parts Parts
        .plane Plane
        .request Request
        .response Response
        .vehicle Vehicle VehicleAny
        """,
    )
