"""Every model and named type, imported when first used."""

from typing import TYPE_CHECKING

from .._runtime import lazy_index

if TYPE_CHECKING:
    from typing import TypeAlias
    from .box import *
    from .lat_lon import *
    from .location import *
    from .pick_item_exclude_keyof_item_keyof_entity import *
    from .sort import *

    CreateItem: TypeAlias = PickItemExcludeKeyofItemKeyofEntity
    ItemView: TypeAlias = PickItemExcludeKeyofItemKeyofEntity
else:
    __getattr__, __dir__ = lazy_index(
        __name__,
        """
        .pick_item_exclude_keyof_item_keyof_entity CreateItem=PickItemExcludeKeyofItemKeyofEntity
        .pick_item_exclude_keyof_item_keyof_entity ItemView=PickItemExcludeKeyofItemKeyofEntity
        .box Box
        .lat_lon LatLon
        .location Location
        .pick_item_exclude_keyof_item_keyof_entity PickItemExcludeKeyofItemKeyofEntity
        .sort Sort
        """,
    )
